"""What `opsworthy prepare` prints around the report of its parts: what the system is, and what to do next."""

from collections.abc import Iterator

from opsworthy.reports.printed import Printed
from opsworthy.reports.problem_text import problem_lines
from opsworthy.reports.words import count, safe
from opsworthy.system.model import System


def prepare_lines(system: System, gate: str, warning: str | None) -> Iterator[Printed]:
    """The system in a few lines, after the gate."""
    yield Printed(f"{safe(system.name)}: {_kind(system)}", "title")
    yield Printed(f"  gate: {safe(gate)}")
    if warning:
        yield Printed(f"  {safe(warning)}", "warn")
    for assessment, yes, no in (
        (system.deployable, "deployable", "not deployable"),
        (system.paid_resources, "paid resources", "no paid resources"),
    ):
        for reason in assessment.because[:1]:
            place = f"  ({safe(str(min(reason.locations)))})" if reason.locations else ""
            yield Printed(f"  {yes if assessment.value else no}: {safe(reason.text)}{place}")
    yield Printed("  found: " + ", ".join(_found(system)))
    yield from problem_lines(system.problems)


def _kind(system: System) -> str:
    return {"none": "nothing to deploy", "cli": "command-line program"}.get(system.deployable.kind, system.deployable.kind)


def _found(system: System) -> list[str]:
    parts = (
        (system.services, "service"),
        (system.datastores, "datastore"),
        (system.environments, "environment"),
        (system.secrets, "secret"),
        (system.third_parties, "outside service"),
        (system.contradictions, "contradiction"),
    )
    return [count(len(found), noun) for found, noun in parts if found] or ["nothing that runs"]


def next_lines(system: System, questions: tuple[str, ...]) -> Iterator[Printed]:
    """The next step, one line each."""
    yield Printed("")
    if system.contradictions:
        yield Printed("next: opsworthy survey    shows the contradictions and both places of each")
    if system.questions:
        behind = f", {len(questions)} of them behind findings" if questions else ""
        asks = f"asks {count(len(system.questions), 'question')} that no file answers{behind}; then prepare again"
        yield Printed(f"next: opsworthy answer    {asks}")
    elif any(each.kind == "runbook" for each in system.documents):
        yield Printed("next: opsworthy rehearse    tries the documented commands")
