"""The settings of the service, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from weather_api import __version__


class ConfigurationError(Exception):
    """A setting is missing or malformed; the message names it."""


@dataclass(frozen=True)
class Settings:
    database_url: str
    weather_api_key: str
    weather_api_base_url: str
    weather_api_timeout_seconds: float
    cache_ttl_seconds: int
    daily_call_limit: int
    database_pool_size: int
    log_level: str
    version: str


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Raise ConfigurationError for the first setting that is missing or not a number."""
    return Settings(
        database_url=_required(environ, "DATABASE_URL"),
        weather_api_key=_required(environ, "WEATHER_API_KEY"),
        weather_api_base_url=environ.get("WEATHER_API_BASE_URL", "https://api.openweathermap.org").rstrip("/"),
        weather_api_timeout_seconds=_number(environ, "WEATHER_API_TIMEOUT_SECONDS", 5),
        cache_ttl_seconds=_number(environ, "WEATHER_CACHE_TTL_SECONDS", 600),
        daily_call_limit=_number(environ, "WEATHER_DAILY_CALL_LIMIT", 900),
        database_pool_size=_number(environ, "DATABASE_POOL_SIZE", 4),
        log_level=environ.get("LOG_LEVEL", "INFO").upper(),
        # Set by Heroku when the app has the runtime-dyno-metadata feature.
        version=environ.get("HEROKU_RELEASE_VERSION", __version__),
    )


def _required(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "").strip()
    if not value:
        raise ConfigurationError(f"{name} is not set")
    return value


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return default
    if not text.isdigit() or int(text) < 1:
        raise ConfigurationError(f"{name} must be a whole number of at least 1, not {text!r}")
    return int(text)
