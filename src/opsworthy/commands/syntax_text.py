"""Reads the text of a syntax file (`commands/syntax.py` says what stands in one)."""

from collections.abc import Mapping
from dataclasses import field

from opsworthy.commands.syntax import WAYS, BadSyntax, Syntax, options
from opsworthy.text.dataclass import dataclass


@dataclass(slots=True)
class _Lines:
    about: dict[str, str] = field(default_factory=dict)
    lines: dict[tuple[str, ...], str] = field(default_factory=dict)
    below: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)
    marked: Mapping[str, set[tuple[str, ...]]] = field(default_factory=lambda: {">": set(), "...": set(), "?": set()})

    def place(self, head: str, rest: str) -> None:
        """Enters one subcommand under its own words, and every spelling of its last word below the words before it."""
        spelled = head.split()
        mark = spelled.pop() if spelled[-1:] and spelled[-1] in self.marked else ""
        words = tuple(word.partition("|")[0] for word in spelled)
        self.lines[words] = rest
        if mark:
            self.marked[mark].add(words)
        if words:
            known = self.below.setdefault(words[:-1], {})
            for spelling in spelled[-1].split("|"):
                known.setdefault(spelling, words[-1])
            known[words[-1]] = words[-1]


def parsed(tool: str, text: str) -> Syntax:
    """A syntax from the text of its file. Raises BadSyntax."""
    found = _Lines()
    every = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        head, colon, rest = f"{line} ".partition(": ")
        if not colon:
            raise BadSyntax(f"{tool}.syntax:{number}: a line has words, a colon and options")
        if line.startswith("="):
            found.about[head[1:].strip()] = rest.strip()
        elif head == "*":
            every = rest
        else:
            found.place(head, rest.strip())
    ways = frozenset(found.about.get("ways", "").split())
    if ways - WAYS.keys():
        raise BadSyntax(f"{tool}.syntax: unknown ways {sorted(ways - WAYS.keys())}")
    groups, passing, doubtful = (frozenset(found.marked[mark]) for mark in (">", "...", "?"))
    return Syntax(tool, found.about, ways, found.lines, found.below, groups, passing, doubtful, options(every, tool))
