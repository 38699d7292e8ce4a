"""What a command names: from its options, its operands and a grammar's kinds."""

from collections.abc import Iterator

from opsworthy.commands.arguments import Arguments
from opsworthy.commands.command import Target
from opsworthy.commands.grammar import Grammar

_NOT_NAMES = frozenset({"", "-"})


def targets(arguments: Arguments, grammar: Grammar) -> tuple[Target, ...]:
    """Every target in the order of the line: operands first, then options, each once."""
    found = [*_of_operands(arguments, grammar), *_of_options(arguments, grammar)]
    return tuple(dict.fromkeys(target for target in found if target.name not in _NOT_NAMES))


def types(arguments: Arguments, grammar: Grammar) -> frozenset[str]:
    """The types of resource that the operands name, with or without a name: `get pods` is of type pod."""
    if arguments.verb is None or "resource" not in arguments.verb.operands:
        return frozenset()
    words = _resource_words(arguments)
    if any("/" in word for word in words):
        return frozenset(_kind(word.partition("/")[0], grammar) for word in words if "/" in word)
    return frozenset(_kind(each, grammar) for each in words[0].split(",")) if words else frozenset()


def _of_operands(arguments: Arguments, grammar: Grammar) -> Iterator[Target]:
    if arguments.verb is None:
        return
    words, kinds = arguments.operands, arguments.verb.operands
    for index, kind in enumerate(kinds):
        if kind == "resource-or-pod":
            yield from _resource_or_pod(words[:1], grammar)
            continue
        if kind == "resource":
            yield from _resources(_resource_words(arguments), grammar)
            words = words[len(_resource_words(arguments)) - 1 :] if _resource_words(arguments) else words
            continue
        rest = words[index:] if kind.endswith("*") else words[index : index + 1]
        for word in rest:
            yield from _operand(kind.rstrip("*"), word)


def _operand(kind: str, word: str) -> Iterator[Target]:
    before, equals, after = word.partition("=")
    if kind == "-":
        return
    if kind.startswith("="):
        if equals:
            yield Target(kind[1:], after)
    elif kind.endswith("="):
        yield Target(kind[:-1], before)
    else:
        yield Target(kind, word)


def _resource_words(arguments: Arguments) -> list[str]:
    """The operands that name resources: those with a slash, or TYPE and its names up to the next declared operand."""
    words = arguments.operands
    more = len(arguments.verb.operands) - 1 if arguments.verb is not None else 0
    if words and "/" in words[0]:
        slashed = next((at for at, word in enumerate(words) if "/" not in word or "=" in word), len(words))
        return words[: slashed if more else len(words)]
    return words[:2] if more else words


def _resources(words: list[str], grammar: Grammar) -> Iterator[Target]:
    if any("/" in word for word in words):
        for word in words:
            kind, slash, name = word.partition("/")
            if slash:
                yield Target(_kind(kind, grammar), name)
    elif words:
        kinds = [_kind(each, grammar) for each in words[0].split(",")]
        yield from (Target(kind, name) for name in words[1:] for kind in kinds)


def _resource_or_pod(words: list[str], grammar: Grammar) -> Iterator[Target]:
    """TYPE/NAME, or the name of a pod alone."""
    for word in words:
        kind, slash, name = word.partition("/")
        yield Target(_kind(kind, grammar), name) if slash else Target("pod", word)


def _kind(written: str, grammar: Grammar) -> str:
    lowered = written.lower()
    return grammar.kinds.get(lowered) or grammar.kinds.get(lowered.partition(".")[0]) or lowered


def _of_options(arguments: Arguments, grammar: Grammar) -> Iterator[Target]:
    for name, value in arguments.options:
        kind = grammar.targets.get(name)
        if kind is not None:
            yield from _operand(kind, value)
