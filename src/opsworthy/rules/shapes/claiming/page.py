"""What a document itself makes and says, beside its claims: what it creates, sets and opens."""

import re
from functools import cached_property, lru_cache

from opsworthy.documents.document import Document, Fence
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.claims import claims
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.sources import tables
from opsworthy.rules.shapes.installed import makes_namespace
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.text.regex import regex

_DECLARES = regex(r"^[\s-]*(?:name|namespace|secretName|target|claimName):\s*[\"']?([A-Za-z0-9][\w.-]+)", re.MULTILINE)
_SETS = regex(r"(?:^|[\s;&|(`])(?:export\s+|set\s+|ENV\s+|-e\s+|--env[= ])?([A-Z][A-Z0-9_]{2,80})=", re.MULTILINE)
_WRITES = regex(
    r"(?:(?<![-=])>{1,2}|\btee(?: -a)?|\btouch|\bmkdir(?: -p)?|--output|--out|"
    r"-out|-o|--output-file|\bcp(?: -\w+)?\s+\S+|\bmv(?: -\w+)?\s+\S+)[= ]\s*[\"']?([\w./@$-]+)"
)
_FILE_COMMENT = regex(r"\s*(?:#|//|--|;)\s*(?:[Ff]ile(?:name)?:\s*)?((?:[\w.@-]+/)+[\w.@-]+\.\w{1,8})\s*(?:\n|\Z)")
_FILE_ABOVE = regex(
    r"(?:[-*]\s+)?\W{0,4}(?:\d+\.\s*)?(?:(?:[Cc]reate|[Aa]dd|[Ff]ile)\b[^`\n]{0,20})?`((?:[\w.@-]+/)*[\w.@-]+)`\W{0,4}"
)
_ASKS_FOR = regex(r"\W{0,8}(?:\d+\.\s*)?(?:create|add|file)\b", re.IGNORECASE)
_OPENED = regex(
    r"(?<![\d.:])(?:127\.0\.0\.1:|localhost:)?(\d{2,5}):(?:[\w.-]+:)?\d{2,5}(?![\d.:])"
    r"|--port[= ](\d{2,5})|\bport-forward\b[^\n]*\s(\d{2,5})(?=\s|$)|-L\s?(\d{2,5}):"
)
_TELLING = frozenset(
    [
        "namespace", "workload", "service", "compose-service", "container", "label", "make-target", "script", "workflow",
        "configmap",
        "secret", "variable", "alert", "path", "process", "host", "image",
    ]
)  # fmt: skip
_FEW = 3
_POINT = regex(r"\s*(?:[-*+]|\d+\.|\|)\s*(?:\[[ x]\]\s+)?\**`([A-Z][A-Z0-9_]{2,80})(?:=[^`]*)?`")
_LONGEST_LIST = 80
_SERVICE = regex(r"^ {2,4}([\w-]+):\s*$", re.MULTILINE)


class Page:
    """One document as its claims need it."""

    def __init__(self, read: Reading) -> None:
        self.reading = read
        self._ours: bool | None = None

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return claims(self.reading.document)

    @property
    def without_files(self) -> tuple[Claim, ...]:
        """The claims that need no file beside them: what a table gives as a command."""
        return tuple(each for each in tables.told(self.reading) if each.kind == "command")

    @cached_property
    def made(self) -> frozenset[str]:
        """Names that a block declares or a command creates, and files that commands write."""
        told = {name for fence in self.reading.fences for name in _DECLARES.findall(fence.text)}
        creating = (
            each
            for each in self.reading.commands
            if {"create", "new", "add"} & set(each.words) or "--create-namespace" in each.text
        )
        created = {
            target.name for each in creating for target in each.targets if target.kind != "namespace" or makes_namespace(each)
        }
        written = {name.removeprefix("./").rstrip("/") for fence in self.reading.fences for name in _WRITES.findall(fence.text)}
        blocks = (fence.text for fence in self.reading.fences if "services:" in fence.text or fence.language in ("yaml", "yml"))
        titled = {found[1] for fence in self.reading.fences if (found := self._file_of(fence))}
        services = {name for text in blocks for name in _SERVICE.findall(text)}
        return frozenset(told | created | written | titled | services)

    @cached_property
    def filled(self) -> frozenset[str]:
        """Namespaces in which commands create something."""
        creating = (each for each in self.reading.commands if "create" in each.words)
        return frozenset(name for each in creating for name in each.names("namespace"))

    def _file_of(self, fence: Fence) -> re.Match[str] | None:
        """The file whose text a block gives: its first line is a comment with the path, or the line above names it alone. A
        block without a language is a drawing or what a command prints, unless that line asks for the file."""
        line = fence.location.line
        above = next((told for at in (line - 1, line - 2) if (told := self.reading.line(at).strip())), "")
        titled = _FILE_ABOVE.fullmatch(above) if fence.language or _ASKS_FOR.match(above) else None
        return _FILE_COMMENT.match(fence.text) or titled

    def named_in(self, first: int, last: int, kind: str) -> frozenset[str]:
        """The different names of one kind that some lines claim."""
        return frozenset(each.name for each in self.claims if each.kind == kind and first <= each.location.line <= last)

    @cached_property
    def variables(self) -> frozenset[str]:
        """Variables that the document sets."""
        return frozenset(_SETS.findall("\n".join(fence.text for fence in self.reading.fences)))

    def listed_with(self, line: int) -> frozenset[str]:
        """The variables that stand first in the points or rows of the list which a line belongs to."""
        found: set[str] = set()
        for step in (-1, 1):
            at = line
            while abs(at - line) < _LONGEST_LIST and (named := _POINT.match(self.reading.line(at))):
                found.add(named[1])
                at += step
        return frozenset(found)

    @cached_property
    def opened(self) -> frozenset[str]:
        """Ports of the operator's own machine that commands of the document open."""
        text = "\n".join((*(fence.text for fence in self.reading.fences), *(each.text for each in self.reading.commands)))
        return frozenset(port for found in _OPENED.findall(text) for port in found if port)

    def names(self, kind: str) -> frozenset[str]:
        """The different names that the document claims of one kind."""
        return self._names.get(kind, frozenset())

    def ours(self, ground: Ground) -> bool:
        """Whether the document speaks of this repository's system: most of what it names here and there is declared."""
        if self._ours is None:
            named = {(each.kind, each.name) for each in self.claims if each.kind in _TELLING}
            known = sum(ground.has(kind, name) for kind, name in named)
            self._ours = known >= _FEW and known * 2 >= len(named)
        return self._ours

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for claim in self.claims:
            found.setdefault(claim.kind, set()).add(claim.name)
        return {kind: frozenset(names) for kind, names in found.items()}


@lru_cache(maxsize=8)
def _page(read: Reading) -> Page:
    return Page(read)


def page_of(document: Document) -> Page:
    """Worked out once per document."""
    return _page(reading(document))
