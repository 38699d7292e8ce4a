"""Asks https://api.stripe.com/ only in this docstring."""

import os

# https://api.sendgrid.com/v3/mail/send is only a comment.
BASE = os.environ.get("WEATHER_URL", "https://api.openweathermap.org/data/2.5")
HISTORY = "https://api.openweathermap.org/data/3.0"
LINK = "https://discord.com/invite/shop"
