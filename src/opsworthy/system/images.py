"""The parts of an image's name."""

from opsworthy.text.regex import regex

_VERSION = regex(r"v?(\d+(?:\.\d+){0,3})(?=$|[-_+.])")


def repository(image: str) -> str:
    """The last segment of the repository, in lower case: `postgres` of `docker.io/bitnami/Postgres:16@sha256:…`."""
    return _last(image).partition(":")[0].lower()


def full_name(image: str) -> str:
    """The image without its tag and digest, in lower case: `docker.io/bitnami/postgres`."""
    folder, slash, _ = image.strip().partition("@")[0].rpartition("/")
    return f"{folder}{slash}{repository(image)}".lower()


def tag(image: str) -> str | None:
    return _last(image).partition(":")[2] or None


def version(image: str) -> str | None:
    """The version that a tag begins with: `16.2` of `postgres:16.2-alpine`; None of `latest`."""
    found = _VERSION.match(tag(image) or "")
    return found.group(1) if found else None


def _last(image: str) -> str:
    return image.strip().partition("@")[0].rsplit("/", 1)[-1]
