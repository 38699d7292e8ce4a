"""The words of a command line sorted by a grammar into options, positional words and an inner command."""

from dataclasses import field

from opsworthy.commands.grammar import Grammar, Verb
from opsworthy.text.dataclass import dataclass
from opsworthy.text.words import assigned_name


@dataclass
class Arguments:
    """`options` as (name, value); a switch has the value "". `inner` are the words of a command that this one runs."""

    options: list[tuple[str, str]] = field(default_factory=list)
    positional: list[str] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)
    verb: Verb | None = None

    @property
    def operands(self) -> list[str]:
        """The positional words that are not the verb's own."""
        return self.positional[len(self.verb.words) if self.verb else 0 :]

    def given(self, options: frozenset[str]) -> list[str]:
        """The values given to any of these options."""
        return [value for name, value in self.options if name in options]


def sort(words: tuple[str, ...], grammar: Grammar) -> Arguments:
    """Sorts the words after the tool's name."""
    sorted_ = Arguments(verb=grammar.verb([]))
    at = 0
    while at < len(words):
        word = words[at]
        if word == "--":
            _after_dashes(sorted_, words[at + 1 :])
            break
        if len(word) > 1 and word.startswith("-") and _is_option(word, grammar, sorted_):
            at += _option(words, at, grammar, sorted_)
            if _starts_inner(sorted_):
                sorted_.inner.extend(words[at - 1 :])
                break
            continue
        if grammar.prefix and not sorted_.inner and assigned_name(word):
            at += 1
            continue
        if _inner_begins(sorted_):
            if sorted_.verb is not None and sorted_.verb.inner == "loose":
                sorted_.inner.append(word)
                at += 1
                continue
            sorted_.inner.extend(words[at:])
            break
        sorted_.positional.append(word)
        if len(sorted_.positional) <= max(grammar.longest, 1):
            sorted_.verb = grammar.verb(sorted_.positional)
        at += 1
    return sorted_


def _after_dashes(sorted_: Arguments, rest: tuple[str, ...]) -> None:
    if sorted_.verb is not None and sorted_.verb.inner:
        sorted_.inner.extend(rest)
    else:
        sorted_.positional.extend(rest)


def _inner_begins(sorted_: Arguments) -> bool:
    verb = sorted_.verb
    return verb is not None and verb.inner in ("after", "loose") and len(sorted_.operands) >= verb.inner_after


def _starts_inner(sorted_: Arguments) -> bool:
    verb = sorted_.verb
    return verb is not None and verb.inner == "from" and sorted_.options[-1][0] in verb.inner_options


def _takes_value(option: str, grammar: Grammar, sorted_: Arguments) -> bool:
    return grammar.takes_value(option) and not (sorted_.verb is not None and option in sorted_.verb.switches)


def _is_option(word: str, grammar: Grammar, sorted_: Arguments) -> bool:
    """A negative number may be an operand. Once a loose inner command has begun, only the outer tool's own valued options are
    still its options."""
    if grammar.negative and word[1:].isdigit():
        return False
    if not sorted_.inner:
        return True
    if _takes_value(word.partition("=")[0], grammar, sorted_):
        return True
    sorted_.inner.append(word)
    return False


def _option(words: tuple[str, ...], at: int, grammar: Grammar, sorted_: Arguments) -> int:
    """Reads one option and says how many words it took."""
    word = words[at]
    name, equals, value = word.partition("=")
    if equals and (name.startswith("--") or grammar.long_dash or _takes_value(name, grammar, sorted_)):
        sorted_.options.append((name, value))
        return 1
    if _takes_value(word, grammar, sorted_):
        return _with_next(words, at, word, sorted_)
    if word.startswith("--") or grammar.long_dash:
        sorted_.options.append((word, ""))
        return 1
    return _cluster(words, at, grammar, sorted_)


def _cluster(words: tuple[str, ...], at: int, grammar: Grammar, sorted_: Arguments) -> int:
    """Short options written together: -it, -fsSL, -p5432, -sSX POST."""
    letters = words[at][1:]
    for index, letter in enumerate(letters):
        name = f"-{letter}"
        if not _takes_value(name, grammar, sorted_):
            sorted_.options.append((name, ""))
            continue
        rest = letters[index + 1 :].removeprefix("=")
        if rest:
            sorted_.options.append((name, rest))
            return 1
        return _with_next(words, at, name, sorted_)
    return 1


def _with_next(words: tuple[str, ...], at: int, name: str, sorted_: Arguments) -> int:
    value = words[at + 1] if at + 1 < len(words) else ""
    sorted_.options.append((name, value))
    return 2
