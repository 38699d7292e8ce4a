"""What a grammar declares: one tool, its options and its verbs, as data in `commands/grammars/<tool>.toml`.

A grammar file has these keys, all but `summary` optional; lists of words are written as one string with spaces:

- `summary`: what the tool is. `like`: another tool whose grammar it shares.
- `prefix = true`: the tool runs the rest of its own line (sudo, time, env) and is left out of what the line means.
- `local = true`: a wrapper that projects keep beside their code, called by its path (./manage.py).
- `negative = true`: a negative number is an operand, not an option.
- `long_dash = true`: long options begin with one dash (terraform, openssl).
- `dry`: options that make whatever it does a mere look. `sql`: options whose value is SQL, and what it is fed is SQL as well.
- `needs`: what must be there for it to run, among NEEDS of `command.py`; a verb may say so of itself.
- `[words]`: effect = words that say it wherever they stand first, for verbs that nobody declared (`delete-*`).
- `valued`: options that take a value. `[targets]`: kind = options whose value names a target of that kind.
- `[kinds]`: kind = other spellings, for operands of the form TYPE/NAME or TYPE NAME.
- `[verbs]`: `"the words" = { effect, purposes, operands, switches, inner, fed, like, by_name, needs, when }`; `a|b` stands for
  either word, "" for the tool alone, and `list-*` fits every word that begins so. `operands` are the kinds of the positional
  words in order: `*` repeats, `-` skips, `name=` takes what stands before an equals sign, `=name` what stands after it,
  `resource` is TYPE/NAME or TYPE NAME, `resource-or-pod` TYPE/NAME or the name of a pod.
- `switches`: options that take no value after this verb, though they do elsewhere.
- `inner` says where another command begins: `after N` operands, `loose N` where the tool's own options may still follow,
  `dashes` after `--`, `from -m` an option whose value is the inner command's first word, or an option whose value is a
  command. Its meaning is added.
- `fed = true`: the verb runs what it is fed, `ssh host << EOF`, where its line names no command.
- `by_name = true`: purposes are read from the first operand's own name (`make deploy`), by `names.toml`.
- `when`: cases `{ option, value, operand, type, bare, effect, purposes, also }`; every case that fits applies, in turn:
  `purposes` replaces and `also` adds. `bare = true` fits where no operand is given.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cache
from pathlib import Path

from opsworthy.commands.command import NEEDS, PURPOSES, Effect
from opsworthy.text.data import data_in, data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_FOLDER = "grammars"
_SAFE_NAME = regex(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,40}")


class BadGrammar(Exception):
    """A grammar file that declares what it may not; the message names the file. A bug of ours."""


@dataclass(frozen=True, slots=True)
class Case:
    """When an option is given (with a value that fits), an operand fits, or an operand is of a type, the meaning changes."""

    options: frozenset[str]
    value: re.Pattern[str] | None
    operand: re.Pattern[str] | None
    types: frozenset[str]
    bare: bool
    effect: Effect | None
    purposes: frozenset[str] | None
    also: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb and what it means. `words` are alternatives per position; `alone` fits only where no word is given."""

    words: tuple[frozenset[str], ...]
    effect: Effect
    purposes: frozenset[str]
    operands: tuple[str, ...]
    inner: str
    inner_after: int
    inner_options: frozenset[str]
    like: str
    by_name: bool
    switches: frozenset[str]
    cases: tuple[Case, ...]
    alone: bool = False
    fed: bool = False
    needs: frozenset[str] | None = None

    def fits(self, positional: list[str]) -> bool:
        if self.alone and positional:
            return False
        if len(positional) < len(self.words):
            return False
        for word, each in zip(positional, self.words, strict=False):
            if word not in each and not word.startswith(_beginnings(each)):
                return False
        return True

    def exactness(self, positional: list[str]) -> tuple[int, int]:
        """More words fit better than fewer, and words better than beginnings of words."""
        exact = sum(word in each for word, each in zip(positional, self.words, strict=False))
        return len(self.words), exact


@dataclass(frozen=True, slots=True)
class Grammar:
    tool: str
    summary: str
    prefix: bool
    long_dash: bool
    local: bool
    negative: bool
    valued: frozenset[str]
    targets: Mapping[str, str]
    kinds: Mapping[str, str]
    verbs: Mapping[str, tuple[Verb, ...]]
    longest: int = 0
    dry: frozenset[str] = frozenset()
    sql: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    words: Mapping[str, Effect] = field(default_factory=dict)

    def takes_value(self, option: str) -> bool:
        return option in self.valued or option in self.targets

    def word(self, word: str) -> Effect | None:
        """What a word of the line says of the effect, by `[words]`."""
        found = self.words.get(word)
        if found is None and "-" in word:
            found = self.words.get(f"{word.partition('-')[0]}-*")
        if found is None and ":" in word:
            found = self.words.get(f"*:{word.rpartition(':')[2]}")
        return found

    def verb(self, positional: list[str]) -> Verb | None:
        """The verb that fits best. `verbs` holds them by their first word, and under "" those that begin otherwise. Words
        after the `longest` of them change nothing."""
        likely = self.verbs.get(positional[0], ()) if positional else ()
        fitting = [verb for verb in (*likely, *self.verbs.get("", ())) if verb.fits(positional)]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        return max(fitting, key=lambda verb: verb.exactness(positional))


@cache
def _beginnings(alternatives: frozenset[str]) -> tuple[str, ...]:
    """Those of some alternatives that fit every word which begins so."""
    return tuple(each[:-1] for each in alternatives if each.endswith("*"))


@cache
def grammar(tool: str) -> Grammar | None:
    """The grammar of a tool by its name, or None. Raises BadGrammar for a file that is not a grammar."""
    if not _SAFE_NAME.fullmatch(tool) or tool not in _tools():
        return None
    place = Path(__file__).with_name(_FOLDER).joinpath(f"{tool}.toml")
    try:
        data = data_in(place.read_text("utf-8"))
        like = data.get("like")
        if like:
            return grammar(str(like))
        return _grammar(tool, data)
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise BadGrammar(f"{_FOLDER}/{tool}.toml: {error}") from error


def tools() -> tuple[str, ...]:
    """Every tool that has a grammar."""
    names = (place.name for place in Path(__file__).with_name(_FOLDER).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def _tools() -> frozenset[str]:
    return frozenset(tools())


@cache
def named_purposes() -> Mapping[str, frozenset[str]]:
    """What a word in the name of a script or a make target says about its purpose."""
    data = data_of(__package__, "names.toml")
    return {word: _purposes(str(purposes)) for word, purposes in data.items()}


def _grammar(tool: str, data: Mapping[str, object]) -> Grammar:
    targets = {option: kind for kind, options in _table(data, "targets").items() for option in str(options).split()}
    kinds = {spelling: kind for kind, spellings in _table(data, "kinds").items() for spelling in (kind, *str(spellings).split())}
    verbs = tuple(_verb(words, declared) for words, declared in _table(data, "verbs").items())
    return Grammar(
        tool=tool,
        summary=str(data["summary"]),
        prefix=data.get("prefix") is True,
        long_dash=data.get("long_dash") is True,
        negative=data.get("negative") is True,
        local=data.get("local") is True,
        valued=frozenset(str(data.get("valued", "")).split()),
        targets=targets,
        kinds=kinds,
        verbs=_by_first_word(_without_catch_all(verbs)),
        longest=max((len(verb.words) for verb in verbs), default=0),
        dry=frozenset(str(data.get("dry", "")).split()),
        sql=frozenset(str(data.get("sql", "")).split()),
        needs=_needs(str(data.get("needs", ""))),
        words={word: Effect(effect) for effect, words in _table(data, "words").items() for word in str(words).split()},
    )


def _without_catch_all(verbs: tuple[Verb, ...]) -> Iterator[Verb]:
    """Beside other verbs, "" that expects no words is the tool alone: a verb that nobody declared stays unknown."""
    for verb in verbs:
        expects = verb.operands or verb.inner or verb.inner_options or verb.by_name
        yield verb if verb.words or expects or len(verbs) == 1 else replace(verb, alone=True)


def _by_first_word(verbs: Iterable[Verb]) -> Mapping[str, tuple[Verb, ...]]:
    found: dict[str, tuple[Verb, ...]] = {}
    for verb in verbs:
        first = verb.words[0] if verb.words else frozenset([""])
        for word in {"" if word.endswith("*") else word for word in first}:
            found[word] = (*found.get(word, ()), verb)
    return found


def _table(data: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = data.get(key, {})
    if not isinstance(found, dict):
        raise TypeError(f"{key} must be a table")
    return found


def _verb(words: str, declared: object) -> Verb:
    if not isinstance(declared, dict):
        raise TypeError(f"verb {words!r} must be a table")
    unknown = declared.keys() - {"effect", "purposes", "operands", "inner", "like", "by_name", "fed", "switches", "needs", "when"}
    if unknown:
        raise ValueError(f"verb {words!r} has unknown keys {sorted(unknown)}")
    inner = str(declared.get("inner", "")).split()
    counted = inner[0] if inner and inner[0] in ("after", "loose", "dashes", "from") else ""
    return Verb(
        words=tuple(frozenset(word.split("|")) for word in words.split()),
        effect=Effect(declared.get("effect", "unknown")),
        purposes=_purposes(str(declared.get("purposes", ""))),
        operands=tuple(str(declared.get("operands", "")).split()),
        inner=counted,
        inner_after=int(inner[1]) if counted in ("after", "loose") else 0,
        inner_options=frozenset(word for word in inner if word.startswith("-")),
        like=str(declared.get("like", "")),
        by_name=declared.get("by_name") is True,
        switches=frozenset(str(declared.get("switches", "")).split()),
        cases=tuple(_case(case) for case in declared.get("when", [])),
        fed=declared.get("fed") is True,
        needs=_needs(str(declared["needs"])) if "needs" in declared else None,
    )


def _case(declared: Mapping[str, object]) -> Case:
    unknown = declared.keys() - {"option", "value", "operand", "type", "bare", "effect", "purposes", "also"}
    if unknown:
        raise ValueError(f"a case has unknown keys {sorted(unknown)}")
    return Case(
        options=frozenset(str(declared.get("option", "")).split()),
        value=regex(str(declared["value"])) if "value" in declared else None,
        operand=regex(str(declared["operand"])) if "operand" in declared else None,
        types=frozenset(str(declared.get("type", "")).split()),
        bare=declared.get("bare") is True,
        effect=Effect(str(declared["effect"])) if "effect" in declared else None,
        purposes=_purposes(str(declared["purposes"])) if "purposes" in declared else None,
        also=_purposes(str(declared.get("also", ""))),
    )


def _purposes(words: str) -> frozenset[str]:
    found = frozenset(words.split())
    if found - PURPOSES:
        raise ValueError(f"unknown purposes {sorted(found - PURPOSES)}")
    return found


def _needs(words: str) -> frozenset[str]:
    found = frozenset(words.split())
    if found - NEEDS:
        raise ValueError(f"unknown needs {sorted(found - NEEDS)}")
    return found
