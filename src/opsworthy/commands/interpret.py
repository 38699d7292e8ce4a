"""What a shell text means: every simple command of it, held against the grammar of its tool. Nothing is run."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from opsworthy.commands.arguments import Arguments, sort
from opsworthy.commands.command import Command, Effect, Target
from opsworthy.commands.effects import needed, settled
from opsworthy.commands.grammar import Case, Grammar, Verb, grammar, named_purposes
from opsworthy.commands.placeholders import placeholders
from opsworthy.commands.targets import targets, types
from opsworthy.text.excerpt import Excerpt
from opsworthy.text.location import Location
from opsworthy.text.shell import Script, SimpleCommand, parse

_DEEPEST = 5
_PROGRAM_FOLDERS = ("venv/bin", ".bin", "vendor/bin")
_SPELLED = {":": "true", "[": "test", "[[": "test", ".": "source"}
_ASKS_VERSION = frozenset(["--version", "-V", "version", "-version"])
_ASKS_HELP = frozenset(["--help", "help", "-help"])
_SEVERITY = (Effect.READS, Effect.CHANGES, Effect.UNKNOWN, Effect.DESTROYS)


def interpret(text: str, at: Location, defined: Iterable[str] = ()) -> tuple[Command, ...]:
    """The commands of a shell text that begins at a location, in the order of the text. `defined` are variables that have a
    value already."""
    return _interpreted(text, at, frozenset(defined))


@lru_cache(maxsize=2048)
def _interpreted(text: str, at: Location, defined: frozenset[str]) -> tuple[Command, ...]:
    """Remembered: what a step does, where it acts and what it starts are asked of the same text."""
    return interpret_script(parse(Excerpt.at(text, at)), defined)


def interpret_excerpt(excerpt: Excerpt, defined: Iterable[str] = ()) -> tuple[Command, ...]:
    """The same for a text whose lines stand at margins of their own, such as a code block in a list."""
    return interpret_script(parse(excerpt), defined)


def interpret_line(line: str, at: Location, defined: Iterable[str] = ()) -> tuple[Command, ...]:
    """The commands of one line, such as a code span or a pipeline step."""
    return interpret(line, at, defined)


def interpret_script(script: Script, defined: Iterable[str] = ()) -> tuple[Command, ...]:
    """The commands of a script that was parsed already."""
    known = frozenset(defined) | script.assigned
    return tuple(_command(simple, known, 0) for simple in script.commands)


def _command(simple: SimpleCommand, defined: frozenset[str], depth: int) -> Command:
    words = simple.words
    tool = _tool(words[0])
    declared = grammar(tool)
    if declared is None:
        return _unknown(simple, tool, defined)
    arguments = sort(words[1:], declared)
    if declared.prefix and arguments.inner and depth < _DEEPEST:
        return _without_prefix(simple, arguments, defined, depth)
    declared, arguments, words = _delegated(declared, arguments, words)
    inner = _inner(simple, arguments, defined, depth)
    return _meant(simple, words, declared, arguments, inner, defined)


def _delegated(declared: Grammar, arguments: Arguments, words: tuple[str, ...]) -> tuple[Grammar, Arguments, tuple[str, ...]]:
    """`docker compose up` is read by the grammar of docker-compose, with what follows `compose`."""
    verb = arguments.verb
    other = grammar(verb.like) if verb is not None and verb.like else None
    if verb is None or other is None:
        return declared, arguments, words
    last = arguments.positional[len(verb.words) - 1] if verb.words else words[0]
    start = words.index(last) + 1
    return other, sort(words[start:], other), words


def _without_prefix(simple: SimpleCommand, arguments: Arguments, defined: frozenset[str], depth: int) -> Command:
    rest = tuple(arguments.inner)
    raw = simple.raw[len(simple.raw) - len(rest) :] if rest == simple.words[len(simple.words) - len(rest) :] else rest
    if len(rest) == 1 and " " in rest[0]:
        inner = _inner_text(rest[0], simple.location, defined, depth)
        return inner[0] if inner else _unknown(simple, simple.words[0], defined)
    return _command(
        SimpleCommand(simple.text, rest, raw, simple.location, simple.assigned, simple.nested, simple.piped), defined, depth + 1
    )


def _inner(simple: SimpleCommand, arguments: Arguments, defined: frozenset[str], depth: int) -> tuple[Command, ...]:
    """The commands that this one runs, in a container, on a host or in a shell."""
    if depth >= _DEEPEST or arguments.verb is None:
        return ()
    found: list[Command] = []
    told = arguments.given(arguments.verb.inner_options) if arguments.verb.inner != "from" else []
    for text in told:
        found.extend(_inner_text(text, simple.location, defined, depth))
    words = tuple(arguments.inner)
    if len(words) == 1 and " " in words[0].strip():
        found.extend(_inner_text(words[0], simple.location, defined, depth))
    elif words and words[0]:
        text = " ".join(words)
        found.append(_command(SimpleCommand(text, words, words, simple.location, heredoc=simple.heredoc), defined, depth + 1))
    if not found and simple.heredoc and arguments.verb.fed:
        found.extend(_inner_text(simple.heredoc, simple.location, defined, depth))
    return tuple(found)


def _inner_text(text: str, at: Location, defined: frozenset[str], depth: int) -> tuple[Command, ...]:
    script = parse(Excerpt(at.path, text, at.line, (max(at.column - 1, 0),)))
    known = defined | script.assigned
    return tuple(
        _command(SimpleCommand(each.text, each.words, each.raw, at, each.assigned), known, depth + 1) for each in script.commands
    )


def _meant(simple: SimpleCommand, words: tuple[str, ...], declared: Grammar, arguments: Arguments, inner: tuple[Command, ...],
           defined: frozenset[str]) -> Command:  # fmt: skip
    verb = arguments.verb
    named = targets(arguments, declared)
    effect, purposes = _meaning(verb, arguments, types(arguments, declared))
    effect = settled(effect, declared, arguments, simple.heredoc)
    if inner:
        effect = _worst(effect if verb is not None and verb.effect is not Effect.UNKNOWN else Effect.READS, inner)
        purposes = purposes.union(*(each.purposes for each in inner))
    named = tuple(dict.fromkeys((*named, *_elsewhere(inner))))
    known = verb is not None and (verb.inner == "from" or all(each.known for each in inner))
    if verb is None and len(words) == 2 and words[1] in _ASKS_VERSION | _ASKS_HELP:
        known, effect, purposes = True, Effect.READS, frozenset(["version"] if words[1] in _ASKS_VERSION else [])
    return Command(
        text=simple.text,
        tool=declared.tool if words[0] != simple.words[0] else _tool(words[0]),
        words=words,
        location=simple.location,
        effect=effect,
        purposes=purposes,
        targets=named,
        placeholders=placeholders(simple, named, defined),
        known=known,
        inner=inner,
        needs=needed(declared, arguments).union(*(each.needs for each in inner)),
    )


def _elsewhere(inner: tuple[Command, ...]) -> Iterator[Target]:
    """What inner commands name, without files: those are not this repository's."""
    return (target for each in inner for target in each.targets if target.kind != "file")


def _worst(effect: Effect, inner: tuple[Command, ...]) -> Effect:
    return max((effect, *(each.effect for each in inner)), key=_SEVERITY.index)


def _meaning(verb: Verb | None, arguments: Arguments, of: frozenset[str]) -> tuple[Effect, frozenset[str]]:
    if verb is None:
        return Effect.UNKNOWN, frozenset()
    effect, purposes = verb.effect, verb.purposes
    if verb.by_name and arguments.operands:
        purposes = purposes | _by_name(arguments.operands[0])
    for case in verb.cases:
        if _fits(case, arguments, of):
            effect = case.effect or effect
            purposes = (purposes if case.purposes is None else case.purposes) | case.also
    return effect, purposes


def _fits(case: Case, arguments: Arguments, of: frozenset[str]) -> bool:
    if (case.types and not case.types & of) or (case.bare and arguments.operands):
        return False
    if case.operand is not None and not any(case.operand.search(word) for word in arguments.operands):
        return False
    if not case.options:
        return True
    values = arguments.given(case.options)
    return bool(values) and (case.value is None or any(case.value.search(value) for value in values))


def _by_name(name: str) -> frozenset[str]:
    known = named_purposes()
    lowered = name.lower()
    for mark in "-_:./":
        lowered = lowered.replace(mark, " ")
    return frozenset[str]().union(*(known.get(word, frozenset()) for word in lowered.split()))


def _tool(word: str) -> str:
    """The tool's name: of a program in a folder of programs its last part, and of a project's own wrapper that grammars know."""
    folder, slash, name = word.rpartition("/")
    if not slash:
        return _SPELLED.get(word, word)
    if folder.startswith(("/usr/", "/bin", "/sbin", "/opt/")) or folder.endswith(_PROGRAM_FOLDERS):
        return name
    declared = grammar(name)
    return name if declared is not None and declared.local else word


def _unknown(simple: SimpleCommand, tool: str, defined: frozenset[str]) -> Command:
    """A tool without a grammar. A script of the repository is named as a file; its purposes are read from its name."""
    is_script = "/" in tool.strip("/") and not tool.startswith(("$", "<", "http://", "https://"))
    named = (Target("file", tool),) if is_script else ()
    return Command(
        text=simple.text,
        tool=tool,
        words=simple.words,
        location=simple.location,
        purposes=_by_name(tool) if is_script else frozenset(),
        targets=named,
        placeholders=placeholders(simple, named, defined),
    )
