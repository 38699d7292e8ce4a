"""The variables that a document's examples of code ask for."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import regions
from opsworthy.system.model import System
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_ASKS = regex(
    r"(?:os\.environ(?:\.get)?|os\.getenv|os\.Getenv|os\.LookupEnv|getenv|process\.env|ENV(?:\.fetch)?|System\.getenv|"
    r"Environment\.GetEnvironmentVariable|import\.meta\.env|env::var|std::env::var|Deno\.env\.get)"
    r"(?:\.|\s{0,2}[\[(]\s{0,2}[\"'])([A-Z][A-Z0-9_]{2,80})\b"
)
_WRONG = regex(r"❌|\b(?:never|don't|do not|wrong|bad)\b", re.IGNORECASE)


def asked(document: Document) -> Iterator[tuple[str, Location]]:
    """Each name once, with the line of the block in the part about secrets that reads it."""
    seen: set[str] = set()
    for region in regions(document, "secrets"):
        for fence in region.fences:
            above = reading(document).line(fence.location.line - 1)
            for at, line in enumerate(fence.text.splitlines(), fence.location.line + 1):
                for name in _ASKS.findall(line):
                    if name not in seen and not _WRONG.search(f"{above} {line}"):
                        seen.add(name)
                        yield name, Location(document.path, at)


def introduced(document: Document, name: str) -> bool:
    """Whether the text outside of blocks of code names a variable, as it does where it has one added."""
    read = reading(document)
    spelled = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    return any(name in line and spelled.search(line) and at not in read.fenced for at, line in read.whole.lines)


def known(system: System) -> frozenset[str]:
    """Every variable that the code reads or that a file declares."""
    read = (each.name for each in system.variables_read)
    told = (each.name for each in system.variables_documented)
    return frozenset((*read, *told, *(each.name for each in system.secrets)))


def nearest(name: str, names: frozenset[str]) -> str:
    """The known name that was probably meant; empty where none is near."""
    return next(iter(get_close_matches(name, sorted(names), 1, 0.6)), "")
