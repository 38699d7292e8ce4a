"""Documents that try to pass without substance. None may."""
