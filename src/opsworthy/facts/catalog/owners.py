"""Lines of CODEOWNERS: patterns with their owners, and GitLab's sections with owners for all their lines."""

from collections.abc import Iterator

from opsworthy.facts.operations import Owner
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_SECTION = regex(r"\^?\[([^\]]{1,200})\](?:\[\d{1,3}\])?[ \t]*(.*)")
_WORD = regex(r"(?:\\.|[^\s\\])+")
_OWNER = regex(r"@{1,2}[\w./-]{1,200}|[\w.+%-]{1,100}@[\w-]{1,100}(?:\.[\w-]{1,100}){1,5}")
_LONGEST = 4000


def owners(source: Source) -> Iterator[Owner]:
    """Every line that names a pattern, also those that take the owners away again."""
    usual: tuple[str, ...] = ()
    for number, line in enumerate(source.text.splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith("#") or len(text) > _LONGEST:
            continue
        section = _SECTION.fullmatch(text)
        if section is not None:
            usual = _owners(section.group(2))
            continue
        pattern = _WORD.match(text)
        if pattern is not None:
            named = _owners(text[pattern.end() :])
            written = pattern.group().replace("\\ ", " ")
            yield Owner(written, named or usual, Location(source.path, number, line.index(text[0]) + 1))


def _owners(text: str) -> tuple[str, ...]:
    words = text.partition(" #")[0].split()
    return tuple(word for word in words if _OWNER.fullmatch(word))
