"""Answers that files give, so that nobody is asked: the address of an environment, the name of its app, where alerts arrive, who
is told of a leak."""

import re
from collections.abc import Iterator

from opsworthy.facts.operations import Contact
from opsworthy.facts.project import PipelineDeclared, PipelineJob
from opsworthy.system.environments import Environments
from opsworthy.system.known import Known
from opsworthy.system.model import Told
from opsworthy.text.location import Stated
from opsworthy.text.regex import regex

_ADDRESS = regex(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[\w./-]*)?/?")
_APP = regex(r"[a-z][a-z0-9-]{1,29}")
_REACHED = {"alertmanager": "monitoring.alerts-channel", "policy": "contacts.security"}
"""What a contact answers, by the tool whose file names it."""
_APP_NAMES = frozenset({"HEROKU_APP", "HEROKU_APP_NAME"})


def stated_answers(known: Known, environments: Environments) -> tuple[Told, ...]:
    """The first statement of each, in the order of the files."""
    found: dict[str, Told] = {}
    names = {environment.name for environment in environments.all}
    for pipeline in known.of(PipelineDeclared):
        for job in pipeline.jobs:
            environment = environments.resolve(job.environment.value) if job.environment else None
            if environment in names:
                for key, value in _told(job):
                    told = Told(key.replace("<env>", str(environment)), value.value, value.location)
                    found.setdefault(told.key, told)
    return (*found.values(), *_reached(known))


def _reached(known: Known) -> Iterator[Told]:
    """Where alerts arrive and who is told of what is not safe, where the files name one of them and no second."""
    for tool, key in _REACHED.items():
        said = {each.handle: each for each in reversed(known.of(Contact)) if each.tool == tool and each.handle}
        for handle, contact in said.items() if len(said) == 1 else ():
            yield Told(key, handle, contact.location)


def _told(job: PipelineJob) -> Iterator[tuple[str, Stated[str]]]:
    address = job.address or _asked(job)
    if address is not None and _ADDRESS.fullmatch(address.value):
        yield "environments.<env>.url", address
    for variable in job.variables:
        if variable.name in _APP_NAMES and variable.value is not None and _APP.fullmatch(variable.value):
            yield "heroku.app.<env>", Stated(variable.value, variable.location)


def _asked(job: PipelineJob) -> Stated[str] | None:
    """A variable of the job that holds an address, where a step of the job asks that address with curl or wget."""
    for variable in job.variables:
        if variable.value is not None and _ADDRESS.fullmatch(variable.value):
            asks = re.compile(r"\b(?:curl|wget)\b(?:[^\n]|\\\n){0,2000}?\$\{?" + re.escape(variable.name) + r"\b")
            if any(asks.search(step.run) for step in job.steps if step.run):
                return Stated(variable.value, variable.location)
    return None
