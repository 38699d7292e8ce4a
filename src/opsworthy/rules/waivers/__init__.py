"""The check itself: waivers."""
