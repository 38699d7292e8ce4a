"""Commands after which something is gone for good, and whether the document says so, asks, checks or keeps a copy before."""

import re
from collections.abc import Iterator
from functools import cache

from opsworthy.commands.command import Command, Effect
from opsworthy.rules.shapes.reading import Reading
from opsworthy.rules.shapes.spoken import Spoken, innermost, spoken
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_LONGEST = 600
_ASKS = regex(r"^\s*(?:if\s|read\s|while\s|\[\[?\s|test\s|for\s|case\s)|\|\|\s*exit\b|&&\s*read\b")
# Stores that hold copies as often as data: where the words call it a cache, it fills again by itself.
_KEEPS_COPIES = frozenset(["redis-cli", "valkey-cli"])


@dataclass(frozen=True, slots=True)
class Loss:
    """One way to lose something. `needs` must fit as well, and `unless` must not."""

    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    what: str


@dataclass(frozen=True, slots=True)
class Destroys:
    """A command, the one it runs in the end, and what is lost by it."""

    command: Command
    inner: Command
    what: str


def unguarded(read: Reading) -> Iterator[tuple[Destroys, bool]]:
    """Every command that loses something for good, and whether anything stands before it that would stop a reader; of those that
    nothing guards the first of each section."""
    losing = tuple(destroying(read))
    if not losing:
        return
    around = spoken(read)
    told: set[int] = set()
    for each in losing:
        here = around.place(each.command.location.line)
        if here not in told and not _for_trial(each, around, read):
            guarded = _guarded(each.command, around, read)
            told |= set() if guarded else {here}
            yield each, guarded


def destroying(read: Reading) -> Iterator[Destroys]:
    """The commands of a document after which something is gone."""
    for command in read.commands:
        if command.effect is not Effect.DESTROYS:
            continue
        for inner in innermost(command):
            what = loss(inner) if inner.effect is Effect.DESTROYS else ""
            if what:
                yield Destroys(command, inner, what)
                break


def loss(command: Command) -> str:
    """What is lost by a command that destroys; empty where it can be made again."""
    text = command.text[:_LONGEST]
    for each in _losses().get(command.tool, ()):
        if not each.pattern.search(text) or (each.needs and not each.needs.search(text)):
            continue
        if not (each.unless and each.unless.search(text)):
            return each.what
    return ""


def _guarded(command: Command, around: Spoken, read: Reading) -> bool:
    line = command.location.line
    strong = _words("strong")
    if strong.search(around.before(line)) or strong.search(around.over(line)) or strong.search(around.near(line, 3)):
        return True
    if _words("announced").search(around.above(line)[0].title) or _words("weak").search(around.last(line, 2)):
        return True
    if any(_ASKS.search(read.line(at)) for at in range(max(1, line - 3), line + 1)):
        return True
    here = around.place(line)
    earlier = (each for each in read.commands if each.location.line <= line and around.place(each.location.line) == here)
    return any("backup" in each.purposes for each in earlier)


def _for_trial(each: Destroys, around: Spoken, read: Reading) -> bool:
    """Whether what is lost was made for a trial (a test database, a developer's own volumes) or fills again, as a cache does."""
    line = each.command.location.line
    trial = _words("trial")
    if each.inner.tool in _KEEPS_COPIES and "cach" in f"{around.own(line)}{each.command.text}".lower():
        return True
    return bool(
        _words("trial-name").search(f"{each.command.text[:_LONGEST]} {read.line(line)}")
        or trial.search(f"{around.titles(line)} {around.last(line, 2)}")
        or trial.search(read.document.path.replace("-", " ").replace("_", " ").replace("/", " "))
    )


@cache
def _words(name: str) -> re.Pattern[str]:
    data = data_of("opsworthy.rules.shapes", "guarding.toml")
    return regex(str(data[name]), re.IGNORECASE)


@cache
def _losses() -> dict[str, tuple[Loss, ...]]:
    data = data_of("opsworthy.rules.shapes", "losses.toml")
    found: dict[str, tuple[Loss, ...]] = {}
    for each in data["loss"]:
        made = Loss(regex(each["pattern"]), _perhaps(each.get("needs")), _perhaps(each.get("unless")), each["what"])
        for tool in each["tools"].split():
            found[tool] = (*found.get(tool, ()), made)
    return found


def _perhaps(pattern: str | None) -> re.Pattern[str] | None:
    return regex(pattern) if pattern else None
