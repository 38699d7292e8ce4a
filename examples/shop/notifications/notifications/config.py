"""The settings of the worker, read once from the environment."""

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
    redis_url: str
    redis_password: str = field(repr=False)
    sendgrid_base_url: str
    sendgrid_api_key: str = field(repr=False)
    mail_from: str
    mail_sandbox: bool
    shop_url: str
    sentry_dsn: str = field(repr=False)


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    port = environ.get("PORT", "8084")
    if not port.isdigit():
        raise ConfigurationError(f"PORT must be a number, not {port!r}")
    return Settings(
        port=int(port),
        log_level=environ.get("LOG_LEVEL", "info").upper(),
        version=environ.get("APP_VERSION", "dev"),
        environment=environ.get("ENVIRONMENT", "local"),
        redis_url=environ.get("REDIS_URL", "redis://localhost:6379/1"),
        redis_password=environ.get("REDIS_PASSWORD", ""),
        sendgrid_base_url=environ.get("SENDGRID_BASE_URL", "https://api.sendgrid.com").rstrip("/"),
        sendgrid_api_key=_required(environ, "SENDGRID_API_KEY"),
        mail_from=_required(environ, "MAIL_FROM"),
        mail_sandbox=environ.get("MAIL_SANDBOX", "false") == "true",
        shop_url=environ.get("SHOP_URL", "http://localhost:3000").rstrip("/"),
        sentry_dsn=environ.get("SENTRY_DSN", ""),
    )


def _required(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "").strip()
    if not value:
        raise ConfigurationError(f"{name} is not set")
    return value
