"""What a section describes: the files of the repository that it names, and those that hold what its commands name."""

from collections.abc import Iterator

from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.link import place
from opsworthy.rules.shapes.reading import Passage
from opsworthy.system.model import System
from opsworthy.text.regex import regex

_PATH = regex(r"(?<![\w/.-])(?:\./)?((?:[\w.-]+/)*[\w.-]*\w)(?![\w/])")
_SPAN = regex(r"`([^`\n]{2,200})`")
_TELLING = regex(r"[\w./:-]*[./:_-][\w./:-]*\w|\d{4,6}")
_PASSING = regex(
    r"v?\d+\.\d+[\w.-]*|.*[:@]v?\d+\.\d+[\w.-]*|[0-9a-f]{7,64}|(?:19|20)\d\d(?:-\d\d.*)?|-+\w[\w-]*|[\d.:/-]{1,3}|.*://.*|.*:latest"
)
"""Versions, commits, days and options: an example of one is no mistake once there is a newer one."""
_OPEN = regex(r"<[^<>\s]{1,40}>")
"""What stands for any of a kind is no name of the file."""
_COMMITS = regex(r"\b(?:git (?:commit|checkout|switch|branch|tag)|echo|gh (?:pr|issue))\b")
_MOST = 12


def files_of(subject: Subject, passage: Passage) -> tuple[str, ...]:
    """The files that a section speaks of, few, in order; documents are none."""
    found: dict[str, None] = {}
    for path in (
        *_named(subject.system, passage),
        *_of_workloads(subject.system, passage),
        *_of_pipelines(subject.system, passage),
    ):
        if path and not path.lower().endswith((".md", ".mdx", ".rst", ".png", ".svg", ".lock")):
            found[path] = None
    return tuple(found)[:_MOST]


def _named(system: System, passage: Passage) -> Iterator[str]:
    """Paths in links, code spans and commands."""
    for link in passage.links:
        path = place(passage.reading.document, link)
        if path in system.paths:
            yield path or ""
    spans = (span for _, line in passage.lines if "`" in line for span in _SPAN.findall(line))
    for text in (*spans, *(each.text for each in passage.commands)):
        yield from (path for path in _PATH.findall(text) if path in system.paths)


def _of_workloads(system: System, passage: Passage) -> Iterator[str]:
    names = {target.name for each in passage.commands for target in each.targets}
    for service in system.services:
        for placement in service.placements:
            if placement.workload in names or service.name in names:
                yield from (location.path for location in placement.locations)


def _of_pipelines(system: System, passage: Passage) -> Iterator[str]:
    said = "\n".join(line for _, line in passage.lines) if system.pipelines else ""
    yield from (each.path for each in system.pipelines if len(each.name) > 5 and each.name in said)


def said_in(subject: Subject, passage: Passage) -> dict[str, int]:
    """The names and ports that a section gives as code, each with its line: what a change elsewhere can make untrue. What exists
    as a file is none of them."""
    commands = {
        at for each in passage.commands for at in range(each.location.line, max(each.location.end_line, each.location.line) + 1)
    }
    fenced = {
        at for each in passage.fences for at in range(each.location.line, max(each.location.end_line, each.location.line) + 1)
    }
    names = frozenset(part for path in subject.system.paths for part in path.split("/"))
    found: dict[str, int] = {}
    for at, line in passage.lines:
        if _COMMITS.search(line) or (at in fenced and (at not in commands or line.lstrip().startswith("#"))):
            continue
        for text in [line.split(" # ")[0]] if at in fenced else _SPAN.findall(line) if "`" in line else ():
            for word in _words(_OPEN.sub(" ", text)):
                if word.rsplit("/", 1)[-1] not in names:
                    found.setdefault(word, at)
    return found


def _words(text: str) -> Iterator[str]:
    for whole in _TELLING.findall(text):
        for word in {whole, *whole.split(":")}:
            bare = word.rstrip("./:").lstrip(":")
            if len(bare) > (3 if bare.isdigit() else 5) and _TELLING.fullmatch(bare) and not _PASSING.fullmatch(bare):
                yield bare
