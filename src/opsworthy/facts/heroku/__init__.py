"""Heroku: Procfile, app.json and heroku.yml."""
