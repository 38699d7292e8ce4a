"""What a change made of a document alone: a name that the files have became one that they do not."""

from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.records.exchanging import is_telling
from opsworthy.records.since import Since
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.claiming.claim import plain
from opsworthy.rules.shapes.claiming.ground import Ground, ground_of
from opsworthy.rules.shapes.departing.mention import Spoken, in_code, is_of, spoken_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.exchange import Exchange, is_number, says
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_OPTION = regex(r"--[a-z][\w-]+")
_CAPITALS = regex(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_FILE = regex(r"[\w./-]*\w\.(?:py|sh|bash|js|ts|mjs|rb|pl|ps1|php)\b|(?:\./|bin/|scripts/)[\w./-]*\w")


@dataclass(frozen=True, slots=True)
class Altered:
    """The document said `exchange.old` until the change, as the place `true` still does; None where only the word is known."""

    exchange: Exchange
    location: Location
    true: Location | None


def altered_in(document: Document, subject: Subject, since: Since) -> Iterator[Altered]:
    """Each line once, with the longest value on it that was altered."""
    every = since.exchanged.get(document.path, ())
    spoken, ground = spoken_of(document), ground_of(subject)
    lines: set[int] = set()
    for each in every:
        if each.now in lines or not each.alone or not each.new or not _is_name(each.new):
            continue
        line = spoken.read.line(each.now)
        if says(line, each.new) and _is_untrue(each, line, Ways(spoken, ground, since)):
            lines.add(each.now)
            yield Altered(each, Location(document.path, each.now), _place(each.old, ground))


def _is_name(word: str) -> bool:
    """Whether a word is meant as it is: no placeholder and no pattern."""
    return _CAPITALS.fullmatch(word) is not None or plain(word.lstrip("-/"))


@dataclass(frozen=True, eq=False)
class Ways:
    """What a line of the document is held against."""

    spoken: Spoken
    ground: Ground
    since: Since

    def stands(self, word: str) -> bool:
        return word in self.since.standing or word.removeprefix("./").rstrip("/") in self.ground.system.paths


def _is_untrue(each: Exchange, line: str, ways: Ways) -> bool:
    if _OPTION.fullmatch(each.old):
        return _is_option_of_a_file(each, line, ways)
    if is_number(each.old):
        return is_number(each.new) and says(each.around, each.old) and ways.stands(each.old) and not ways.stands(each.new)
    if is_telling(each.old):
        meant = each.now in ways.spoken.read.fenced or in_code(line, each.new) or ways.spoken.cell(each.now, each.new)
        return meant and ways.stands(each.old) and not ways.stands(each.new)
    kinds = {kind for kind, at in ways.spoken.claims.get(each.new, ()) if at == each.now}
    return any(_declared(each.old, kind, ways.ground) and not _declared(each.new, kind, ways.ground) for kind in kinds)


def _is_option_of_a_file(each: Exchange, line: str, ways: Ways) -> bool:
    """Whether the command names a script of the repository which knows the old option and not the new one."""
    command = ways.spoken.command_at(each.now) or line
    paths = sorted(ways.ground.system.paths)
    for name in (found.removeprefix("./") for found in _FILE.findall(command)):
        path = next((path for path in paths if path == name or path.endswith(f"/{name}")), "")
        text = ways.ground.text_of(path) if path else None
        if text is not None and says(text, each.old) and not says(text, each.new):
            return True
    return False


def _declared(name: str, kind: str, ground: Ground) -> bool:
    return any(is_of(kind, frozenset([each.kind])) for each in ground.system.declared if each.name == name)


def _place(name: str, ground: Ground) -> Location | None:
    return next((each.location for each in ground.system.declared if each.name == name), None)
