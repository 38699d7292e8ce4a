"""What a change took out of the files: names that nothing declares any more, and words that no file says any more."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from opsworthy.records.exchanging import is_document, is_program, is_telling
from opsworthy.records.since import Since
from opsworthy.rules.shapes.same import Same
from opsworthy.system.model import Declared, System
from opsworthy.text.dataclass import dataclass
from opsworthy.text.exchange import Exchange, is_number, says
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

ALIKE = (
    frozenset(["workload", "service", "compose-service", "container", "process", "unit"]),
    frozenset(["variable", "secret", "secret-key", "configmap"]),
    frozenset(["image", "base-image"]),
    frozenset(["port", "target-port"]),
)
"""Kinds of which a document may say one for the other."""
_REMARKS = ("# ", "//", "* ", "/*", "<!--", "-- ", "; ", "REM ")
"""How a line begins that tells people something."""
_HERE = regex(r"(?:[a-z][\w+.-]*://)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0)\b")
_ADDRESS = regex(r"(?:[a-z][\w+.-]*://[^\s/\"'`]*|\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0):\d+(?!\d|:\d))")
_NO_ROUTE = regex(
    r"/(?:actuator|metrics|debug|swagger|openapi|\.well-known|tmp|var|etc|usr|opt|home|root|bin|dev|proc|run|srv|mnt|app|Users)\b"
)
"""What a framework answers by itself, and where files of a machine stand."""
_OF_PROGRAMS = regex(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|--[a-z][\w-]+|/[\w./-]+|\d{2,5}|(?:[\w-]+\.){2,}[a-z]{2,}")
"""What a program says of its surroundings: variables, options, routes, ports and hosts."""
_TOOL = regex(
    r"(?<![\w./-])(?:(?:aws|az|gcloud)(?:\s+[a-z][\w-]*){1,4}"
    r"|(?:kubectl|oc|helm|docker|podman|terraform|gh|heroku|fly|flyctl|doctl|vault|argocd|git|npm|yarn|pnpm|systemctl)\s+[a-z][\w-]*)"
)
"""A well-known tool with its subcommands."""
_UNSAID = frozenset(["replicas", "bounds", "quota", "threshold", "label", "address", "quota-object"])
"""What has a rule that compares values, or is no name."""


@dataclass(frozen=True, slots=True)
class Departed:
    """`name` left the files; `new` came in its place, empty where nothing or several things did. `kinds` are what it was declared
    as, `files` those that said it, `place` is the line of the change. `standing` where another file still says the word."""

    name: str
    new: str
    place: Location
    kinds: frozenset[str]
    files: tuple[str, ...]
    standing: bool

    @property
    def telling(self) -> bool:
        return is_telling(self.name)

    @property
    def option(self) -> bool:
        """Whether it is an option: of this program or of any other, so that it says nothing without its program."""
        return self.name.startswith("-")


def departed(since: Since, now: System) -> tuple[Departed, ...]:
    """Everything that left, each name once; worked out once for a change."""
    return _departed(Same(since), Same(now))


@lru_cache(maxsize=2)
def _departed(since: Same[Since], now: Same[System]) -> tuple[Departed, ...]:
    found: dict[str, list[Departed]] = {}
    for each in (*_undeclared(since.it, now.it), *_moved(since.it, now.it), *_unsaid(since.it)):
        found.setdefault(each.name, []).append(each)
    return tuple(_one(every) for every in found.values())


def _one(every: list[Departed]) -> Departed:
    """The same name by several ways: the first of them knows best where and what for."""
    first = every[0]
    new = {each.new for each in every if each.new}
    kinds = frozenset(kind for each in every for kind in each.kinds)
    files = tuple(dict.fromkeys(path for each in every for path in each.files))
    return Departed(first.name, new.pop() if len(new) == 1 else "", first.place, kinds, files, first.standing)


def gone_names(then: System, now: System) -> Iterator[Declared]:
    """Names that the files declared and declare no more, as this or as anything that goes by it."""
    known = {(kind, each.name) for each in now.declared for kind in _kinds(each.kind)}
    return (each for each in then.declared if each.kind not in _UNSAID and (each.kind, each.name) not in known)


def _kinds(kind: str) -> frozenset[str]:
    return next((each for each in ALIKE if kind in each), frozenset([kind]))


def _undeclared(since: Since, now: System) -> Iterator[Departed]:
    here: dict[tuple[str, str, int], list[str]] = {}
    for each in now.declared:
        here.setdefault((each.kind, each.location.path, each.location.line), []).append(each.name)
    before = {(each.kind, each.name) for each in since.system.declared}
    for each in gone_names(since.system, now):
        at = since.now(each.location)
        new = {name for name in here.get((each.kind, at.path, at.line), ()) if (each.kind, name) not in before}
        yield Departed(
            each.name, new.pop() if len(new) == 1 else "", since.near(at), frozenset([each.kind]), (at.path,),
            each.name in since.standing,
        )  # fmt: skip


def _moved(since: Since, now: System) -> Iterator[Departed]:
    """Files that are elsewhere or gone, by their path and, where no other file has it, by their name."""
    names = {path.rpartition("/")[2] for path in now.paths}
    for path in sorted(since.system.paths - now.paths):
        new = since.renamed.get(path, "")
        place = Location(new or path, 1)
        yield Departed(path, new, place, frozenset(["path"]), (), standing=False)
        name = path.rpartition("/")[2]
        if name != path and name not in names:
            yield Departed(name, new.rpartition("/")[2], place, frozenset(["path"]), (), standing=False)


def _unsaid(since: Since) -> Iterator[Departed]:
    """Words that no file says any more, or that one file no longer knows."""
    for path, every in since.exchanged.items():
        if is_document(path):
            continue
        words: dict[str, list[Exchange]] = {}
        program = is_program(path)
        for each in every:
            if (
                each.around.lstrip().startswith(_REMARKS)
                or _of_others(each)
                or (program and not _OF_PROGRAMS.fullmatch(each.old))
            ):
                continue
            if is_telling(each.old) or _is_port(each):
                words.setdefault(each.old, []).append(each)
        for word, exchanged in words.items():
            at = Location(path, exchanged[0].now)
            yield Departed(word, _only(each.new for each in exchanged), at, frozenset(), (path,), word in since.standing)


def _is_port(exchange: Exchange) -> bool:
    """Whether a number is said as a port that something has, and not in the address of a request."""
    return is_number(exchange.old) and any(
        says(part, exchange.old) for part in _ADDRESS.split(exchange.around) if exchange.old in part
    )


def _of_others(exchange: Exchange) -> bool:
    """Whether a word is a subcommand of a known tool, a path that a framework has by itself, or an address of this machine, of
    which the port and the path are looked at."""
    old = exchange.old
    if _HERE.match(old):
        return True
    if old.startswith("/"):
        return _NO_ROUTE.match(old) is not None
    return any(old in found[0].split() for found in _TOOL.finditer(exchange.around))


def _only(names: Iterable[str]) -> str:
    """What came every time; empty where it was not always the same."""
    found = set(names)
    return found.pop() if len(found) == 1 else ""
