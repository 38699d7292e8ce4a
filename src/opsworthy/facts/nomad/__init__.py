"""Reading job specifications of Nomad."""
