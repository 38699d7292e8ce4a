"""Current weather for a city, cached in Postgres."""

__version__ = "1.4.0"
