"""What one step of a pipeline is for, by the action it uses and the commands it runs."""

from collections.abc import Iterator
from functools import cache

import msgspec

from opsworthy.commands.command import Command, Effect
from opsworthy.commands.interpret import interpret
from opsworthy.facts.project import PipelineStep
from opsworthy.system.data import load

ORDER = ("build", "test", "scan", "release", "approve", "deploy", "smoke-test", "roll-back", "notify")
_WEB = frozenset({"curl", "wget", "http", "https", "xh"})
_OTHERS = ("api.github.com", "githubusercontent.com", "github.com/", "get.", "raw.", "install", "download", "slack.com", "dl.")


class _Word(msgspec.Struct, frozen=True):
    tool: str
    piece: str
    purpose: str


class _Runners(msgspec.Struct, frozen=True):
    phrases: tuple[str, ...]


class _Rendering(msgspec.Struct, frozen=True):
    tools: tuple[str, ...]


class _Table(msgspec.Struct, frozen=True):
    actions: dict[str, tuple[str, ...]]
    commands: dict[str, tuple[str, ...]]
    runners: _Runners
    words: tuple[_Word, ...]
    rendering: _Rendering
    meanings: dict[str, str]


@cache
def _table() -> _Table:
    return load("purposes.toml", _Table)


def purposes_of(step: PipelineStep) -> frozenset[str]:
    """What a step does. `smoke-test` here means only that it asks for health; a job decides whether that follows a deployment."""
    found: set[str] = set()
    if step.uses:
        found.update(_of_action(step.uses))
    if step.run:
        for command in interpret(step.run, step.location):
            found.update(_of_command(command))
    return frozenset(found)


def asks_an_address(step: PipelineStep) -> bool:
    """Whether a step fetches an address over the web without sending or installing anything."""
    if not step.run:
        return False
    return any(_fetches(command) for command in interpret(step.run, step.location))


def _fetches(command: Command) -> bool:
    words = command.words[1:]
    if command.tool not in _WEB or command.effect is not Effect.READS:
        return False
    if set(words) & {"-o", "-O", "-LO", "--output", "--remote-name"} and "/dev/null" not in words:
        return False
    addresses = [word for word in words if "://" in word or word.startswith("$")]
    return any(not any(piece in address.lower() for piece in _OTHERS) for address in addresses)


def _of_action(uses: str) -> Iterator[str]:
    name = uses.partition("@")[0].lower()
    for purpose, beginnings in _table().actions.items():
        if any(name == each or name.startswith(each if each.endswith("/") else f"{each}/") for each in beginnings):
            yield purpose


def _of_command(command: Command) -> Iterator[str]:
    known = command.purposes - ({"build", "test"} if command.tool in _table().rendering.tools else set())
    if command.effect is not Effect.READS or not known & {"deploy", "roll-back"}:
        yield from (meant for purpose in known if (meant := _table().meanings.get(purpose)))
    yield from _named(command.words)
    for word in _table().words:
        if command.tool == word.tool and any(word.piece in each.lower() for each in command.words):
            yield word.purpose
    for inner in command.inner:
        yield from _of_command(inner)


def _named(words: tuple[str, ...]) -> Iterator[str]:
    plain = _without_runner(words)
    for purpose, phrases in _table().commands.items():
        if any(plain[: len(each)] == each for each in (tuple(phrase.split()) for phrase in phrases)):
            yield purpose


def _without_runner(words: tuple[str, ...]) -> tuple[str, ...]:
    runners = sorted((tuple(phrase.split()) for phrase in _table().runners.phrases), key=len, reverse=True)
    for _ in range(3):
        found = next((each for each in runners if words[: len(each)] == each and len(words) > len(each)), None)
        if found is None:
            return words
        words = words[len(found) :]
    return words
