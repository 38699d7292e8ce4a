"""What documents say of the workflows of the repository, against what these say: branches, and how long artifacts are kept."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.contradicting.said import Said
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.system.model import Declared, Pipeline, System
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_FILE = regex(r"(?<![\w.{}*-])([\w.-]{1,80}\.ya?ml)\b")
_NAME = r"(?:`[\w./*-]{1,60}`|\b(?:main|master|develop|dev|staging|production|prod|release|trunk)\b)"
_PUSHED = regex(
    r"\b(?P<how>push(?:es|ed|ing)?|merg(?:e|es|ed|ing)|commits?(?: pushed)?)"
    r"(?P<asked>\s?(?:/|and|or|&)\s?(?:pull[- ]requests?|PRs?))?\s?(?:to|into|on|\u2192|->)\s?(?:the )?\**"
    rf"(?P<branches>{_NAME}(?:\**\s?(?:/|,|or|and|, or|, and)\s?\**{_NAME}){{0,4}})(?!\s?(?:environment|cluster|/|-|\w))",
    re.IGNORECASE,
)
_BRANCH = regex(_NAME, re.IGNORECASE)
_PASSING = regex(
    r"\b(?:if|unless|never|not|no|without|instead|only after|until|was|were|previously|formerly|planned?|proposed?|todo|should"
    r"|would|could|chang(?:e|ed|es|ing)|migrat\w+|creat(?:e|es|ing)|add(?:s|ing)?|e\.g\.|for example|before|fails?|failed)\b|!",
    re.IGNORECASE,
)
_KEPT = regex(
    r"\bartifacts?\b[^.|\n]{0,40}?\b(?:kept|retained|retention|stored|expires?|deleted)\b[^.|\n\d]{0,24}"
    r"(?P<days>\d{1,3})[ -]days?\b|\bartifacts?\b[^.|\n]{0,60}?\b(?P<before>\d{1,3})[ -]days?[ -]retention\b",
    re.IGNORECASE,
)
_OF_ALL = regex(r"\bGitHub Actions\b|\bworkflow artifacts?\b", re.IGNORECASE)
_BY_OTHERS = frozenset(["workflow_run", "workflow_call", "pull_request_target", "create"])


def of_pipelines(document: Document, system: System) -> Iterator[tuple[Said, tuple[Said, ...]]]:
    """Each statement of a document that the workflow which it names contradicts, with what stands there."""
    pipelines = {each.path.rpartition("/")[2]: each for each in system.pipelines if each.provider == "github-actions"}
    if not pipelines:
        return
    read = reading(document)
    for at, line in read.whole.lines:
        if at in read.fenced or not ("push" in line or "erge" in line or "ush" in line or "rtifact" in line or "ommit" in line):
            continue
        place = Location(document.path, at)
        pipeline = _named(read, line, at, pipelines)
        if pipeline is not None:
            yield from _of_branches(line, place, pipeline, system)
        every = list(pipelines.values()) if _OF_ALL.search(line) and not _FILE.search(line) else []
        yield from _of_artifacts(line, place, [pipeline] if pipeline else every)


def _named(read: Reading, line: str, at: int, pipelines: dict[str, Pipeline]) -> Pipeline | None:
    """The one workflow that a line names, else the one that the heading above it does."""
    names = set(_FILE.findall(line))
    if not names:
        above = [each for each in read.headed if at in each]
        names = set(_FILE.findall(above[-1].title)) if above else set()
    return pipelines.get(names.pop()) if len(names) == 1 else None


def _of_branches(line: str, place: Location, pipeline: Pipeline, system: System) -> Iterator[tuple[Said, tuple[Said, ...]]]:
    found = _PUSHED.search(line)
    if found is None or _PASSING.search(line) or "push" not in pipeline.triggers or _BY_OTHERS & set(pipeline.triggers):
        return
    pushed, asked = _branches(system, "pushed-branch", pipeline), _branches(system, "asked-branch", pipeline)
    merged = "pull_request" in pipeline.triggers and (found["asked"] or found["how"].lower().startswith("merg"))
    if not pushed or (merged and not asked):
        return
    known = [*pushed, *asked] if merged else pushed
    said = [each.strip("`") for each in _BRANCH.findall(found["branches"])]
    wrong = [name for name in said if not any(_fits(name, each.name) for each in known)]
    if wrong and not any(each.name.startswith("!") for each in known):
        words = f"the branch whose pushes start {pipeline.path.rpartition('/')[2]}"
        own = Said("branch", pipeline.path, "", wrong[0], wrong[0], words, place)
        yield own, (_other(own, known),)


def _branches(system: System, kind: str, pipeline: Pipeline) -> list[Declared]:
    return [each for each in system.declared if each.kind == kind and each.of == pipeline.path]


def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern.replace("**", "*")) or fnmatchcase(pattern, name)


def _other(own: Said, pushed: list[Declared]) -> Said:
    shown = " or ".join(dict.fromkeys(each.name for each in pushed))
    return Said(own.attribute, own.thing, "", shown, shown, own.words, pushed[0].location)


def _of_artifacts(line: str, place: Location, pipelines: list[Pipeline]) -> Iterator[tuple[Said, tuple[Said, ...]]]:
    found = _KEPT.search(line)
    if found is None or _PASSING.search(line):
        return
    kept = [
        Said("retention", "artifact", "", value, f"{value} days", "the retention of artifacts", step.location)
        for pipeline in pipelines
        for job in pipeline.jobs
        for step in job.steps
        for key, value in step.inputs
        if key == "retention-days" and value.isdigit()
    ]
    days = found["days"] or found["before"]
    if kept and days not in {each.value for each in kept}:
        yield Said("retention", "artifact", "", days, f"{days} days", "the retention of artifacts", place), tuple(kept[:4])
