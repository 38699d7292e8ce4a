"""The settings of the service, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field


class ConfigurationError(Exception):
    """A setting is missing or malformed; the message names it."""


@dataclass(frozen=True)
class Settings:
    port: int
    log_level: str
    version: str
    environment: str
    database_url: str = field(repr=False)
    database_max_connections: int
    redis_url: str
    redis_password: str = field(repr=False)
    catalog_url: str
    cart_url: str
    shop_url: str
    stripe_api_base_url: str
    stripe_secret_key: str = field(repr=False)
    stripe_webhook_secret: str = field(repr=False)
    sentry_dsn: str = field(repr=False)


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    return Settings(
        port=_number(environ, "PORT", 8083),
        log_level=environ.get("LOG_LEVEL", "info").upper(),
        version=environ.get("APP_VERSION", "dev"),
        environment=environ.get("ENVIRONMENT", "local"),
        database_url=_required(environ, "DATABASE_URL"),
        database_max_connections=_number(environ, "DATABASE_MAX_CONNECTIONS", 5),
        redis_url=environ.get("REDIS_URL", "redis://localhost:6379/1"),
        redis_password=environ.get("REDIS_PASSWORD", ""),
        catalog_url=environ.get("CATALOG_URL", "http://localhost:8081").rstrip("/"),
        cart_url=environ.get("CART_URL", "http://localhost:8082").rstrip("/"),
        shop_url=environ.get("SHOP_URL", "http://localhost:3000").rstrip("/"),
        stripe_api_base_url=environ.get("STRIPE_API_BASE_URL", "https://api.stripe.com").rstrip("/"),
        stripe_secret_key=_required(environ, "STRIPE_SECRET_KEY"),
        stripe_webhook_secret=_required(environ, "STRIPE_WEBHOOK_SECRET"),
        sentry_dsn=environ.get("SENTRY_DSN", ""),
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
