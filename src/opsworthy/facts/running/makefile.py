"""The targets of a makefile. Nothing is expanded and nothing is run: `$(VAR)` stays as it is written."""

from collections.abc import Iterator
from dataclasses import field

from opsworthy.facts.command_lines import withheld
from opsworthy.facts.operations import WayToRun
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_RULE = regex(r"([^\s:#=\t][^:=#]{0,500}?)\s{0,20}&?::?(?![=:])(.*)$")
_HELP = regex(r"(?:^|\s)##+\s?(.*)$")
_COMMENT = regex(r"#+[?!:@-]?\s?(.*)$")
_EXPANDED = regex(r"\$\([^()]{0,500}\)|\$\{[^{}]{0,500}\}|\$.")
_NAME = regex(r"[A-Za-z0-9][\w+\-.:]{0,100}")
_INCLUDE = regex(r"-?s?include\s+(.+)$")
_ENDS = regex(r"(?:^|\s)(?:\w+\s*)?[:+?!]?=")
_CONDITIONS = ("ifeq", "ifneq", "ifdef", "ifndef", "else", "endif", "export", "unexport", "override", "vpath", "undefine")
_MOST_LINES, _MOST_COMMANDS, _LONGEST = 20_000, 200, 5_000


@dataclass
class _Target:
    location: Location
    about: str | None = None
    needs: dict[str, None] = field(default_factory=dict)
    commands: list[Stated[str]] = field(default_factory=list)


@dataclass
class Makefile:
    """What one makefile says: its targets by name, those that it calls phony, and the files that it includes."""

    source: Source
    targets: dict[str, _Target] = field(default_factory=dict)
    phony: set[str] = field(default_factory=set)
    included: list[str] = field(default_factory=list)

    def ways(self) -> Iterator[WayToRun]:
        """The targets that are commands: phony ones, and those that name no file."""
        for name, target in self.targets.items():
            if name in self.phony or ("/" not in name and "." not in name):
                yield WayToRun(
                    name, "make", self.source.path, target.location, tuple(target.commands), tuple(target.needs), target.about
                )


def read(source: Source) -> Makefile:
    """Reads a makefile line by line."""
    made = _Reader(Makefile(source))
    for number, last, line in _logical(source.text):
        made.take(number, line, last)
    return made.file


def _plain(text: str) -> str:
    """A text without what make puts in: `$(wildcard *.go)`, `$(call f,$(x))`, `$@`."""
    for _ in range(5):
        text = _EXPANDED.sub(" ", text)
    return text


def _logical(text: str) -> Iterator[tuple[int, int, str]]:
    """Lines with what their backslash carries on, each with the numbers of its first and its last line."""
    lines = text.split("\n")[:_MOST_LINES]
    at = 0
    while at < len(lines):
        first, parts = at, [lines[at].rstrip("\r")]
        while parts[-1].endswith("\\") and at + 1 < len(lines):
            at += 1
            parts[-1] = parts[-1][:-1].rstrip()
            parts.append(lines[at].rstrip("\r").strip())
        yield first + 1, at + 1, " ".join(parts)
        at += 1


class _Reader:
    def __init__(self, file: Makefile) -> None:
        self.file = file
        self._open: list[_Target] = []
        self._comments: list[str] = []
        self._defining = False
        self._last = 0

    def take(self, number: int, line: str, last: int) -> None:
        """One logical line."""
        self._last = last
        if self._defining or line.startswith("define "):
            self._defining = not line.strip().startswith("endef")
            return
        if line.startswith("\t"):
            self._command(number, line)
            return
        text = line.strip()
        if text.startswith("#"):
            comment = _COMMENT.match(text)
            self._comments.append(comment.group(1).strip() if comment else "")
            return
        if text and text.split(maxsplit=1)[0] not in _CONDITIONS:
            self._statement(number, text)
        if not text:
            self._comments = []

    def _statement(self, number: int, text: str) -> None:
        include = _INCLUDE.match(text)
        rule = _RULE.match(text)
        self._open = []
        if include is not None:
            self.file.included += include.group(1).partition("#")[0].split()
        elif rule is not None and not self._rule(number, rule.group(1), rule.group(2)):
            return
        self._comments = []

    def _rule(self, number: int, written: str, rest: str) -> bool:
        """Whether a line is a rule; settings of targets and lists of phony ones are none, and the comment above stays."""
        help_ = _HELP.search(rest)
        before, _, recipe = (rest[: help_.start()] if help_ else rest.partition("#")[0]).partition(";")
        names = written.split()
        if ".PHONY" in names:
            self.file.phony.update(before.split())
            return False
        if _ENDS.search(before):
            return False
        about = help_.group(1).strip() if help_ and help_.group(1).strip() else self._above()
        for name in names:
            if _NAME.fullmatch(name) or ("/" in name and "$" not in name and "%" not in name):
                target = self.file.targets.setdefault(name, _Target(self.file.source.at(number, 1)))
                target.about = target.about or about
                needed = (each for each in _plain(before).replace("|", " ").split() if "%" not in each)
                target.needs.update(dict.fromkeys(needed))
                self._open.append(target)
        if recipe.strip():
            self._command(number, recipe)
        return True

    def _above(self) -> str | None:
        """The comment that stands right above; banners and switched-off code say nothing."""
        said = [line for line in self._comments if line.strip("#=-* ")]
        return " ".join(said)[:300] or None if len(said) <= 3 else None

    def _command(self, number: int, line: str) -> None:
        text = line.strip().lstrip("@-+ ").strip()[:_LONGEST]
        if text and not text.startswith("#"):
            for target in self._open:
                if len(target.commands) < _MOST_COMMANDS:
                    place = self.file.source.at(number, 1, self._last)
                    target.commands.append(Stated(withheld((text,))[0], place))
