"""Reading units of systemd."""
