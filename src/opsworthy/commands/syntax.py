"""What a command line accepts: subcommands, options, and from which version to which; data in `commands/grammars/<tool>.syntax`.

A syntax file is made from the tool's own source (`tools/grammars/`), never written by hand. It has one line for each thing:

- `= key: value` about the file: `source` and `address` (what it was made from), `versions` (those that were read, oldest first),
  `supported` (the oldest that people still run; what no later one has is gone), `doubted` (versions that were read in another
  way, so that what is first or last seen there may be older or newer), `like` (another tool whose file this one shares),
  `elsewhere` (`compose=docker-compose`: what follows a word is read by another file), `plugins` (words that widespread plugins
  bring), `instead` (options that make required ones needless), `foreign` (options of another program of the same name), and
  `ways`, words of WAYS for how the tool reads its line.
- `words: options` for each subcommand; `a|b` are aliases, the empty words stand for the tool alone, `*` for options of every
  subcommand, and a line whose words end in ` >` only has subcommands below it; after the first operand of one that ends in ` ...`
  everything belongs to another command, and one that ends in ` ?` is brought by an extension whose versions may take more. The
  options may begin with `~from-to`, as below, `<n` where n operands are the least, and `:kind` of the first.
- An option is its names with `/` between them, then `=` where it takes a value, `=?` where one may stand behind an equals sign,
  `?` where one may follow, `*` where several may, then in this order, each where it holds: `+` it is required, `@kind` the kind
  of the value (`commands/kinds.py`), `{a,b}` the only values, `~from-to` the first version that has it and the last, if known.
"""

import re
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_OPTION = regex(
    r"(?P<names>-(?:\?/)?[^\s=+@{~?*]+|-\?)(?P<value>=\??|\?|\*)?(?P<required>\+)?(?:@(?P<kind>[a-z]+))?(?:\{(?P<among>[^}]*)\})?"
    r"(?:~(?P<since>[^\s-]*)-(?P<until>\S*))?"
)
_ABOUT_LINE = regex(r"(?:~(?P<since>[^\s-]*)-(?P<until>\S*) ?)?(?:<(?P<least>\d+)(?: |$))?(?::(?P<first>[a-z]+)(?: |$))?")
WAYS = {
    "long-dash": "long options begin with one dash",
    "short-forms": "a unique beginning of a long option will do",
    "negated": "`--no-` may stand before any long option",
    "switch-values": "a switch may be given `=true`",
    "any-case": "values may be written in any case",
    "anywhere": "options of a subcommand may stand before it",
    "parts": "what follows the first word stands in an archive beside the file",
    "plugins": "a word that is no subcommand may be a plugin or an alias of somebody",
    "extensions": "a word at any place may be brought by an extension",
    "scripts": "a word that is no subcommand may be a script of the project",
    "partial": "the file may miss what other versions have",
    "lenient": "unknown options are passed over, and only clear slips are told",
    "letters": "options of one letter may be missing in the file",
    "growing": "the values of options grow with every release",
}


class BadSyntax(Exception):
    """A syntax file that cannot be read; the message names the file and what is wrong. A bug of ours."""


@dataclass(frozen=True, slots=True)
class Option:
    """`takes` is "" for a switch, "=", "=?", "?" or "*" as in the file. `since` and `until` are versions or ""."""

    names: tuple[str, ...]
    takes: str = ""
    required: bool = False
    kind: str = ""
    among: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Subcommand:
    """`words` as the tool itself spells them; `below` are the words that may follow, with their proper spelling; `least` is how
    many operands it needs, `first` the kind of the first."""

    words: tuple[str, ...]
    options: Mapping[str, Option]
    below: Mapping[str, str]
    group: bool = False
    passes_on: bool = False
    doubtful: bool = False
    least: int = 0
    first: str = ""
    since: str = ""
    until: str = ""


@dataclass(slots=True)
class Syntax:
    """One file; the options of a subcommand are read from its line when they are asked for."""

    tool: str
    about: Mapping[str, str]
    ways: frozenset[str]
    lines: Mapping[tuple[str, ...], str]
    below: Mapping[tuple[str, ...], Mapping[str, str]]
    groups: frozenset[tuple[str, ...]]
    passing: frozenset[tuple[str, ...]]
    doubtful: frozenset[tuple[str, ...]]
    every: Mapping[str, Option]
    read: dict[tuple[str, ...], Subcommand] = field(default_factory=dict)

    @property
    def versions(self) -> tuple[str, ...]:
        return tuple(self.about.get("versions", "").split())

    def told(self, key: str) -> frozenset[str]:
        """The words that the file says about itself under a key."""
        return frozenset(self.about.get(key, "").split())

    def elsewhere(self, word: str) -> str:
        """The tool whose file reads what follows a word; "" where it is this one."""
        pairs = (each.partition("=") for each in self.about.get("elsewhere", "").split())
        return next((tool for name, _, tool in pairs if name == word), "")

    def subcommand(self, words: tuple[str, ...]) -> Subcommand | None:
        """What stands at these words, spelled as the tool does."""
        if words not in self.lines and words not in self.below:
            return None
        if words not in self.read:
            self.read[words] = self._subcommand(words)
        return self.read[words]

    def _subcommand(self, words: tuple[str, ...]) -> Subcommand:
        line = self.lines.get(words, "")
        head = _ABOUT_LINE.match(line)
        assert head is not None
        own = options(line[head.end() :], f"{self.tool} {' '.join(words)}")
        return Subcommand(
            words,
            {**self.every, **own},
            self.below.get(words, {}),
            words in self.groups,
            words in self.passing,
            words in self.doubtful,
            int(head["least"] or 0),
            head["first"] or "",
            head["since"] or "",
            head["until"] or "",
        )

    def gone(self, thing: "Option | Subcommand") -> str:
        """The first version without a thing that no version has which people still run; "" where one has it."""
        supported = self.about.get("supported", "")
        if not thing.until or not supported or order(thing.until) >= order(supported):
            return ""
        return next((each for each in self.versions if order(each) > order(thing.until)), supported)

    def absent(self, thing: "Option | Subcommand", version: str) -> tuple[str, str]:
        """For a thing that a version lacks, the version that has it first or the first without it; two empty words where it has
        it, or nobody can tell."""
        asked, doubted = order(version), self.told("doubted")
        before = [each for each in self.versions if thing.since and order(each) < order(thing.since)]
        if before and thing.since not in doubted and asked <= order(before[-1])[: len(asked)]:
            return thing.since, ""
        after = next((each for each in self.versions if thing.until and order(each) > order(thing.until)), "")
        if after and after not in doubted and asked >= order(after)[: len(asked)]:
            return "", after
        return "", ""

    def any_option(self, name: str) -> Option | None:
        """An option of this name that some subcommand has."""
        for words in self.lines:
            found = self.subcommand(words)
            if found is not None and name in found.options:
                return found.options[name]
        return None


def order(version: str) -> tuple[int, ...]:
    """The numbers of a version, in which versions follow one another."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def options(text: str, where: str) -> dict[str, Option]:
    """The options of a line by each of their names. Raises BadSyntax."""
    found: dict[str, Option] = {}
    for token in text.split():
        option = _option(token)
        if option is None:
            raise BadSyntax(f"{where}: {token!r} is no option")
        for name in option.names:
            found[name] = option
    return found


@lru_cache(maxsize=8192)
def _option(token: str) -> Option | None:
    """Remembered: subcommands of a tool share most of their options."""
    read = _OPTION.fullmatch(token)
    if read is None:
        return None
    among = frozenset(read["among"].split(",")) if read["among"] else frozenset[str]()
    value, kind, since, until = (read[each] or "" for each in ("value", "kind", "since", "until"))
    return Option(tuple(read["names"].split("/")), value, bool(read["required"]), kind, among, since, until)
