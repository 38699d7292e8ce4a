"""Names of variables that a pipeline uses and that its file does not define: the provider's settings hold them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field

from opsworthy.facts.project import SecretDeclared
from opsworthy.text.dataclass import dataclass
from opsworthy.text.excerpt import Excerpt
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Node, Scalar, walk
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_secret_name
from opsworthy.text.shell import parse
from opsworthy.text.source import Source

SHELL = regex(r"(?<![\\$])\$(?:\{([A-Za-z_]\w{0,100})|([A-Za-z_]\w{0,100}))")
_ASSIGNS = regex(
    r"(?:^|[\s;&|(])(?:export\s+|read\s+(?:-\w+\s+)*)?[A-Za-z_]\w*=|\bread\s|\bfor\s|\bdeclare\s|\blocal\s", re.MULTILINE
)
_MARKED = "$"


@dataclass
class Names:
    """Where each name is used first, and which names the file itself gives a value."""

    used: dict[str, Location] = field(default_factory=dict)
    defined: set[str] = field(default_factory=set)

    def use(self, name: str, at: Location) -> None:
        self.used[name] = min(at, self.used.get(name, at))

    def read(self, node: Node, source: Source, pattern: re.Pattern[str] = SHELL) -> None:
        """Takes in every text below a node: the variables that it asks for and those that it sets."""
        lines = source.text.splitlines()
        for each in walk(node):
            if isinstance(each, Scalar) and _MARKED in each.text:
                self.read_text(each.text, each.location, lines, pattern)

    def read_text(self, text: str, at: Location, lines: list[str], pattern: re.Pattern[str] = SHELL) -> None:
        for match in pattern.finditer(text):
            name = next(group for group in match.groups() if group)
            self.use(name, line_of(name, at, lines))
        if ("=" in text and _ASSIGNS.search(text)) or "read " in text or "for " in text:
            self.defined |= parse(Excerpt.at(text, at)).assigned

    def missing(self, given: Callable[[str], bool]) -> Iterator[tuple[str, Location]]:
        """The names that nobody here defines and the provider does not give by itself, in the order of the text."""
        for name, at in sorted(self.used.items(), key=lambda pair: pair[1]):
            if name not in self.defined and not given(name):
                yield name, at


def line_of(name: str, within: Location, lines: list[str]) -> Location:
    """The place of a word within a text of several lines; the text's own place where it cannot be found."""
    word = re.compile(rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])")
    for number in range(within.line, min(max(within.end_line, within.line), len(lines)) + 1):
        match = word.search(lines[number - 1])
        if match is not None:
            return Location(within.path, number, match.start() + 1)
    return within


def secrets(missing: Iterable[tuple[str, Location]], store: str) -> Iterator[SecretDeclared]:
    """The missing names that are names of secrets."""
    for name, at in missing:
        if is_secret_name(name):
            yield SecretDeclared(name, store, at)


def settings(missing: Iterable[tuple[str, Location]]) -> tuple[Stated[str], ...]:
    """The missing names that are not names of secrets, in capitals as such settings are written."""
    return tuple(Stated(name, at) for name, at in missing if not is_secret_name(name) and name.isupper() and len(name) > 1)
