"""Whether two names mean the same secret: a variable, a key of settings and an entry of a store are spelled each in its way."""

from collections.abc import Iterable

from opsworthy.system.environment_words import meaning
from opsworthy.text.regex import regex

_MARKS = regex(r"[^a-z0-9]")
_LEAST = 8


def bare(name: str) -> str:
    """A name without case and marks: SPRING_DATASOURCE_PASSWORD and spring.datasource.password alike."""
    return _MARKS.sub("", name.lower())


def spelled_as(setting: str, variables: Iterable[str]) -> tuple[str, ...]:
    """The variables that a key of nested settings is overridden by: the same words, or those after a prefix of the program
    (APP_DATABASE__PASSWORD for database.password), or those after the name of its part (HMAC_SECRET for app.hmac_secret)."""
    wanted, nested = bare(setting), "." in setting or ":" in setting
    found = [each for each in variables if bare(each) == wanted]
    if not found and nested and len(wanted) >= _LEAST:
        found = [each for each in variables if bare(each).endswith(wanted)]
    if not found and nested:
        found = [each for each in variables if "_" in each and len(bare(each)) >= _LEAST and wanted.endswith(bare(each))]
    return tuple(found)


def last_of(path: str) -> str:
    """The last part of the name of an entry: discord-token of /shop/prod/discord-token."""
    return path.rstrip("/").rpartition("/")[2]


def without_places(path: str, environment: str | None) -> str:
    """The name of an entry without the environment that stands in it, which is all that entries of one secret differ in."""
    parts = [part for part in path.split("/") if part and part != environment and meaning(part) is None]
    return "/".join(parts) or path
