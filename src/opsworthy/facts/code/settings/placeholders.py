"""Placeholders that a framework fills from the environment: `${NAME:default}` in Spring's way, `%env(NAME)%` in Symfony's."""

from collections.abc import Iterator

from opsworthy.facts.code.environment import Read
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_PLACEHOLDER = regex(r"\$\{([A-Z][A-Z0-9_]{0,199})(?::([^{}$]{0,500}))?(?:\}|(?=(\$)))")
_SYMFONY = regex(r"%env\((?:[a-z_]{1,30}:){0,6}(?:default:[\w.]{0,100}:(?:[a-z_]{1,30}:){0,4})?([A-Z][A-Z0-9_]{0,199})\)%")


def placeholders(text: str, place: Location) -> Iterator[Read]:
    """The variables of a value in Spring's, Quarkus' and Micronaut's way. One without a default must be there when the program
    starts; names in lower case are other properties, not variables."""
    for match in _PLACEHOLDER.finditer(text) if "${" in text else ():
        nested = match[3] is not None
        default = match[2] if not nested else None
        yield Read(match[1], place, default, required=match[2] is None and not nested and not _is_inner(text, match.start()))


def _is_inner(text: str, start: int) -> bool:
    """Whether a placeholder stands as the default of another."""
    return start > 0 and text[start - 1] == ":" and text.rfind("${", 0, start) > text.rfind("}", 0, start)


def symfony_placeholders(text: str, place: Location) -> Iterator[Read]:
    """The variables of `%env(int:NAME)%`; with `default:` one may be missing."""
    for match in _SYMFONY.finditer(text) if "%env(" in text else ():
        yield Read(match[1], place, None, required="default:" not in match[0])
