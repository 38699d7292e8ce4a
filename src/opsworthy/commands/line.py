"""A command line while it is read by the syntax of its tool: how far, what is given, and how sure."""

from dataclasses import field

from opsworthy.commands.openness import may_be_more
from opsworthy.commands.syntax import Option, Subcommand, Syntax
from opsworthy.commands.syntax_files import part, syntax
from opsworthy.text.dataclass import dataclass

ASKS_HELP = frozenset(["--help", "-help", "--version"])


@dataclass(slots=True)
class Pending:
    """An option that stood before the subcommand it may belong to."""

    name: str
    value: str | None


@dataclass(slots=True)
class Line:
    """`sure` ends where something stands that only a run could tell; `settled` begins where no subcommand can follow."""

    syntax: Syntax
    here: Subcommand
    words: tuple[str, ...]
    at: int = 0
    operands: int = 0
    sure: bool = True
    settled: bool = False
    help: bool = False
    more: bool = False
    given: set[str] = field(default_factory=set)
    pending: list[Pending] = field(default_factory=list)
    told: tuple[str, ...] = ()
    version: str = ""

    @classmethod
    def begun(cls, tool: str, words: tuple[str, ...], version: str = "") -> "Line | None":
        """A line of which nothing is read yet; None where the tool's syntax is not known."""
        known = syntax(tool)
        root = known.subcommand(()) if known else None
        if known is None or root is None:
            return None
        return cls(known, root, words, settled=not root.below, told=(tool,), version=version)

    def absent(self, thing: Option | Subcommand) -> tuple[str, str]:
        """The first version that has a thing, and the first without it, where the version that runs here lacks it."""
        gone = self.syntax.gone(thing)
        return ("", gone) if gone or not self.version else self.syntax.absent(thing, self.version)

    @property
    def of(self) -> str:
        return " ".join(self.told)

    @property
    def next(self) -> str | None:
        return self.words[self.at] if self.at < len(self.words) else None

    def has(self, way: str) -> bool:
        return way in self.syntax.ways

    def enter(self, word: str) -> None:
        """Goes on to a subcommand; parts and other tools stand in files of their own."""
        other = self.syntax.elsewhere(word) if not self.here.words else ""
        self.told = (*self.told, word)
        if other:
            self._enter_other(other)
            return
        words = (*self.here.words, self.here.below[word])
        below = part(self.syntax.tool, words[0]) if self.has("parts") and len(words) == 1 else None
        found = below.subcommand(words) if below else None
        if below is not None and found is not None:
            self.syntax = Syntax(
                self.syntax.tool, self.syntax.about, self.syntax.ways, below.lines, below.below, below.groups, below.passing,
                below.doubtful, self.syntax.every,
            )  # fmt: skip
        self.here = self.syntax.subcommand(words) or Subcommand(words, {}, {})
        self.settled = not self.here.below

    def _enter_other(self, tool: str) -> None:
        known = syntax(tool)
        root = known.subcommand(()) if known else None
        self.version = ""
        if known is None or root is None:
            self.sure = False
            return
        self.syntax, self.here, self.settled = known, root, not root.below

    def option(self, name: str) -> Option | None:
        """The option that the subcommand knows by this name, or by a beginning of its name where the tool takes that."""
        options = self.here.options
        if name in options:
            return options[name]
        if self.has("long-dash") and name.startswith("--") and name[1:] in options:
            return options[name[1:]]
        if self.has("short-forms") and name.startswith("--") and len(name) > len("--x"):
            begun = {options[each].names: options[each] for each in options if each.startswith(name)}
            if begun:
                return next(iter(begun.values())) if len(begun) == 1 else Option((name,), "=?")
        if self.has("negated") and name.startswith("--no-") and f"--{name[5:]}" in options:
            return Option((name,))
        return None

    def follow(self, takes: str) -> str | None:
        """The value in the next word; where a value may be left out, a word that could be one is passed over and not judged."""
        if takes == "=":
            value = self.next
            self.at += 1
            return value
        while self.next is not None and not self.next.startswith("-"):
            self.more = self.more or may_be_more(self.next)
            self.at += 1
            if takes != "*":
                break
        return None
