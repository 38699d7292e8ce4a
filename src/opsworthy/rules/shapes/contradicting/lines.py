"""Statements of commands and of labels: where a workload stands, whom to reach how."""

from collections.abc import Iterator

from opsworthy.commands.command import Command
from opsworthy.commands.interpret import interpret
from opsworthy.documents.environments import named
from opsworthy.rules.shapes.aimed import aims
from opsworthy.rules.shapes.contradicting.said import Said, plain
from opsworthy.rules.shapes.contradicting.words import contacts
from opsworthy.rules.shapes.reading import Reading
from opsworthy.system.model import System
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_NAME = regex(r"[a-z0-9][a-z0-9-]{2,62}\Z")
_WORKLOADS = frozenset(["cronjob", "daemonset", "deployment", "statefulset"])
_CHANNEL = regex(r"(?<![\w/&])#[a-z][\w-]{2,60}(?![\w/])")
_EMAIL = regex(r"(?<![\w.])[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}")
_SAMPLE = regex(r"example|your|my-|sample|test|<|\{|\$|demo|preview")


def of_commands(read: Reading) -> Iterator[Said]:
    """The namespace in which commands name a workload."""
    for command in read.commands:
        yield from _of_command(command)


def of_steps(system: System) -> Iterator[Said]:
    """The same of the steps of pipelines, where all of them say one namespace of a workload."""
    found: dict[tuple[str, str], list[Said]] = {}
    for step in (step for pipeline in system.pipelines for job in pipeline.jobs for step in job.steps):
        if step.run and "-n" in step.run and ("kubectl" in step.run or "oc " in step.run):
            for command in interpret(step.run, step.text or step.location):
                for each in _of_command(command):
                    found.setdefault((each.thing, each.environment), []).append(each)
    yield from (every[0] for every in found.values() if len({each.value for each in every}) == 1)


def _of_command(command: Command) -> Iterator[Said]:
    if command.tool in ("kubectl", "oc"):
        spaces = [each for each in command.names("namespace") if _NAME.match(each) and not _SAMPLE.search(each)]
        for target in aims(command) if len(spaces) == 1 else ():
            if target.kind in _WORKLOADS and _NAME.match(target.name) and not _SAMPLE.search(target.name):
                yield _said("namespace", target.name, spaces[0], f"the namespace of {target.name}", command.location)


def _said(attribute: str, thing: str, value: str, words: str, at: Location) -> Said:
    """The name itself often says of which environment it is."""
    places = named(value.replace("-", " "))
    return Said(attribute, thing, places[0] if places else "", value, value, words, at)


def of_labels(read: Reading) -> Iterator[Said]:
    """One channel or one address behind a label that says whose it is."""
    for paragraph in read.paragraphs:
        thing = plain(paragraph.label) if paragraph.label else ""
        if thing not in contacts():
            continue
        found = {*_CHANNEL.findall(paragraph.text), *_EMAIL.findall(paragraph.text)}
        if len(found) == 1 and not _SAMPLE.search(value := found.pop()):
            yield Said("contact", thing, "", value.lower(), value, f"the {thing}", paragraph.location)
