"""The procedures of Heroku."""
