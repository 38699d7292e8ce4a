"""The application that gunicorn and the flask command load, wired to the real store and provider."""

from datetime import timedelta

from weather_api.config import read_settings
from weather_api.logs import configure_logging
from weather_api.provider import connect
from weather_api.reports import WeatherReports
from weather_api.store import PostgresStore
from weather_api.web import create_app

settings = read_settings()
configure_logging(settings.log_level)

app = create_app(
    WeatherReports(
        store=PostgresStore(settings.database_url, settings.database_pool_size),
        provider=connect(
            settings.weather_api_base_url, settings.weather_api_key, settings.weather_api_timeout_seconds
        ),
        time_to_live=timedelta(seconds=settings.cache_ttl_seconds),
        daily_call_limit=settings.daily_call_limit,
    ),
    version=settings.version,
)
