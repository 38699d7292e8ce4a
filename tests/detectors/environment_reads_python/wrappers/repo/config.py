import os
from collections.abc import Mapping


def flag(name, default="no"):
    return os.environ.get(name, default).lower() == "yes"


def prefixed(name):
    return os.environ["SHOP_" + name]


def required(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "").strip()
    if not value:
        raise LookupError(f"{name} is not set")
    return value


def number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, "")
    if not text:
        return default
    return int(text)


def port(name):
    return number(os.environ, name, 80)


def read(environ: Mapping[str, str] = os.environ) -> dict[str, object]:
    return {
        "url": required(environ, "SERVICE_URL"),
        "size": number(environ, "POOL_SIZE", 4),
        "level": environ.get("LOG_LEVEL", "info"),
        "verbose": flag("VERBOSE"),
        "quiet": flag("QUIET", default="yes"),
        "name": prefixed("NAME"),
        "admin": port("ADMIN_PORT"),
    }
