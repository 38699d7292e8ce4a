"""Reading app specifications of DigitalOcean's App Platform."""
