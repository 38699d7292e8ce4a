"""Doubts about what a step runs: scripts and named commands of the repository that do other things since the change."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from posixpath import normpath
from typing import NamedTuple

from opsworthy.commands.command import Command, Effect
from opsworthy.commands.interpret import interpret
from opsworthy.records.since import Since
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.changed import says, shown
from opsworthy.rules.shapes.doubting.doubt import Doubt, Spoken, listed, quoted
from opsworthy.rules.shapes.evidence import serious
from opsworthy.system.comparison import Change
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_NEEDED = regex(r"\$\{([A-Z][A-Z0-9_]{2,60}):\?")
_OPTION = regex(r"--[a-z][\w-]{1,40}")
_RUNNERS = {
    "make": "make",
    "gmake": "make",
    "just": "just",
    "task": "task",
    "npm": "npm",
    "yarn": "npm",
    "pnpm": "npm",
    "bun": "npm",
}
_QUIET = frozenset(
    [
        "cd", "chmod", "cp", "curl", "export", "local", "mkdir", "mv", "read", "return", "rm", "shift", "sleep", "source", "tar",
        "tee", "touch", "trap", "wget",
    ]
)  # fmt: skip
"""What scripts do beside what they are for."""
_ON_THE_WAY = frozenset(["build", "connect", "notify", "scan", "test"])
_MOST = 200_000
_SHORT = 60


class Act(NamedTuple):
    """Something that a script does: its sort, how it is written, and on which line."""

    kind: tuple[str, ...]
    text: str
    line: int


def of_scripts(since: Since, subject: Subject, spoken: Spoken) -> Iterator[Doubt]:
    """A script that a step of the section runs, where it now does something else to the world, knows an option no longer or
    needs a variable that the section does not give."""
    if subject.text_of is None or not since.texts:
        return
    for command in spoken.passage.commands:
        path = _script(command, since)
        if path is None or f"[`{command.text}`]" in spoken.passage.reading.line(command.location.line):
            continue  # A link to a script runs nothing.
        now = since.renamed.get(path, path)
        text = subject.text_of(now) if now in subject.system.paths else None
        place = since.first(now) or Location(now, 1)
        if text is None:
            yield Doubt(command.location, f"it runs {quoted(command)}", place, f"{path} is gone")
        elif len(text) < _MOST:
            told = _difference(since.texts[path], text, command, spoken)
            if told:
                at = Location(now, told[1]) if told[1] else place
                yield Doubt(command.location, f"it runs {quoted(command)}", at, f"{now} {told[0]}")


def _script(command: Command, since: Since) -> str | None:
    names = (*command.names("file"), *command.names("script"), command.tool)
    for name in names:
        path = normpath(name.removeprefix("./")) if name else ""
        if path in since.texts:
            return path
    return None


def _difference(before: str, after: str, command: Command, spoken: Spoken) -> tuple[str, int] | None:
    """What is otherwise in a script, in words, with the line of it; 0 for what is gone."""
    for option in (each for word in command.words for each in _OPTION.findall(word)[:1]):
        if says(before, option) and option not in after:
            return f"no longer knows {option}", 0
    needed = [each for each in _NEEDED.findall(after) if each not in _NEEDED.findall(before) and each not in spoken.text]
    if needed:
        return f"now needs {needed[0]}", after[: after.index(f"${{{needed[0]}:?")].count("\n") + 1
    return told_otherwise(_commands(before), _commands(after))


@lru_cache(maxsize=256)
def _commands(text: str) -> tuple[Act, ...]:
    """What a script does to the world."""
    return tuple(
        Act(_kind(each), _plain(each), each.location.line) for each in interpret(text, Location("script", 1)) if _acts(each)
    )


def _acts(command: Command) -> bool:
    """Whether a command does something to the world; to log in or to choose an account is only how it gets there."""
    changes = command.known and command.effect in (Effect.CHANGES, Effect.DESTROYS)
    return changes and serious(command) and command.tool not in _QUIET and not command.purposes & _ON_THE_WAY


def _kind(command: Command) -> tuple[str, ...]:
    """What sort of act a command is: its tool, its first words and its effect, whatever it is done to."""
    words = [each for each in command.words[1:] if not each.startswith(("-", "$", "/", ".", "{"))][:2]
    verb = words[:1] if command.purposes else words
    return (command.tool, *verb, command.effect.value, *sorted(command.purposes))


def _plain(command: Command) -> str:
    """A command as a message names it; a long one without options and variables, which hide what it does."""
    text = " ".join(command.text.replace("\\\n", " ").split())
    if len(text) <= _SHORT:
        return text
    return " ".join(each for each in (command.tool, *command.words[1:]) if not each.startswith("-") and "$" not in each)


def told_otherwise(before: Iterable[Act], after: Iterable[Act]) -> tuple[str, int] | None:
    """What sort of thing is done now and was not, or the other way round, in words, with the line of the first."""
    then, now = tuple(before), tuple(after)
    new, gone = _apart(now, then), _apart(then, now)
    lost = f"no longer {'' if new else 'runs '}{listed([each.text for each in gone])}" if gone else ""
    if new:
        return " and ".join((f"now runs {listed([each.text for each in new])}", *((lost,) if lost else ()))), new[0].line
    return (lost, 0) if lost else None


def _apart(these: tuple[Act, ...], those: tuple[Act, ...]) -> list[Act]:
    """One of each sort that the others lack."""
    known = {each.kind for each in those}
    found = {each.kind: each for each in reversed(these) if each.kind not in known}
    return list(reversed(found.values()))


def of_targets(since: Since, spoken: Spoken) -> Iterator[Doubt]:
    """A target of make, just, task or npm that a step runs."""
    for change in since.changes:
        if change.kind != "target":
            continue
        tool, path, name = change.name.split(" ", 2)
        if "/" in path:
            continue  # From which folder a step runs is not always said.
        for command in spoken.passage.commands:
            if _RUNNERS.get(command.tool) == tool and name in command.names("script"):
                told = _of_target(change, tool, name)
                if told:
                    place = (
                        change.after.location if change.after else since.now(change.before.location) if change.before else None
                    )
                    if place:
                        yield Doubt(command.location, f"it runs {quoted(command)}", place, told)
                break


def _of_target(change: Change, tool: str, name: str) -> str | None:
    if not change.attribute:
        return f"{tool} {name} is gone" if change.after is None else None
    if change.attribute != "commands":
        return None
    then, now = (
        [act for line in told.value.split("\n") for act in _commands(line.lstrip("@-+ "))] if told else []
        for told in (change.before, change.after)
    )
    found = told_otherwise(then, now)
    return f"`{tool} {shown(name)}` {found[0]}" if found else None
