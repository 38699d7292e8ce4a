"""Reading the deployment configuration of Kamal."""
