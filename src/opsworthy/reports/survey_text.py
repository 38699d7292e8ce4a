"""What `opsworthy survey` prints: who runs where, on what evidence, and what nobody says."""

from collections.abc import Iterator, Sequence

from opsworthy.reports.printed import Printed, plain, title
from opsworthy.reports.problem_text import problem_lines
from opsworthy.reports.survey_more_text import surroundings
from opsworthy.reports.words import columns, count, safe, shortened
from opsworthy.system.model import Assessment, ChartRendered, Placement, Service, Status, System
from opsworthy.text.location import Location, Unknown

_WIDE = 64


def survey_lines(system: System, everything: bool = False) -> Iterator[Printed]:
    """The whole report; `everything` lists what is otherwise cut to a count."""
    yield Printed(f"{safe(system.name)}: {_verdict(system)}", "title")
    yield from _because("deployable" if system.deployable.value else "not deployable", system.deployable)
    yield from _because("paid resources" if system.paid_resources.value else "no paid resources", system.paid_resources)
    if system.status is not None:
        yield _status(system.status)
    yield from _services(system)
    yield from _datastores(system)
    yield from _environments(system)
    yield from _secrets(system)
    yield from _third_parties(system)
    yield from _pipelines(system)
    yield from surroundings(system, everything)
    yield from _contradictions(system)
    yield from _questions(system, everything)
    yield from problem_lines(system.problems)
    yield from _left_out(system, everything)


def _status(status: Status) -> Printed:
    place = safe(str(status.location))
    if status.problem is not None:
        return Printed(f"  {place}: {safe(status.problem)}; the gate stays shut until it is mended", "warn")
    return Printed(f"  status.json: {safe(status.status)}  ({place})")


def _verdict(system: System) -> str:
    kinds = {"none": "nothing to deploy", "static-site": "static site", "cli": "command-line program"}
    return f"{kinds.get(system.deployable.kind, system.deployable.kind)}"


def _because(word: str, assessment: Assessment) -> Iterator[Printed]:
    for reason in assessment.because[:3]:
        yield Printed(f"  {word}: {safe(reason.text)}{_at(reason.locations)}")
    if len(assessment.because) > 3:
        yield Printed(f"  {word}: and {count(len(assessment.because) - 3, 'more reason')}", "dim")


def _at(locations: tuple[Location, ...]) -> str:
    return f"  ({safe(str(min(locations)))})" if locations else ""


def _first(locations: tuple[Location, ...]) -> str:
    return safe(str(locations[0])) if locations else ""


def _listed(rows: Sequence[Sequence[str]], noun: str, remark: str = "") -> Iterator[Printed]:
    """A counted title and a row for each; nothing where there is none."""
    if rows:
        yield from title(count(len(rows), noun) + remark)
        yield from plain(columns(rows))


def _services(system: System) -> Iterator[Printed]:
    rows = [
        (
            safe(service.name),
            service.kind,
            ",".join(f":{port.number}" for port in service.ports) or "-",
            _health(service, system),
            shortened(_scale(service), 48),
            _first(service.locations),
        )
        for service in system.services
    ]
    yield from _listed(rows, "service")
    waves = system.deployment_order()
    yield from _rendered(system)
    if len(waves) > 1:
        yield Printed("  order: " + " → ".join(", ".join(safe(name) for name in wave) for wave in waves), "dim")


def _rendered(system: System) -> Iterator[Printed]:
    """Which charts Helm itself was asked to render, and where its word counts more than our own reading."""
    found = [each.rendered for each in system.charts if each.rendered is not None]
    if not found:
        return
    told = count(sum(not each.refused for each in found), "chart") + f" rendered with {safe(found[0].by)}"
    taken = list(dict.fromkeys(name for each in found for name in each.taken))
    told += f", which corrects {shortened(', '.join(safe(name) for name in taken), _WIDE)}" if taken else ""
    refused = sum(bool(each.refused) for each in found)
    told += f"; {refused} by our own reading alone ({shortened(safe(_first_refusal(found)), _WIDE)})" if refused else ""
    yield Printed(f"  {told}", "dim")


def _first_refusal(found: Sequence[ChartRendered]) -> str:
    return next(reason for each in found for reason in each.refused)


def _health(service: Service, system: System) -> str:
    """What probes ask, then the routes of its code."""
    routes = (each.path for each in system.health if each.service == service.name and each.role != "metrics")
    paths = dict.fromkeys((*(probe.path or probe.kind for probe in service.health), *routes))
    return shortened(", ".join(safe(path) for path in paths) or "-", 28)


def _scale(service: Service) -> str:
    told = dict.fromkeys(_placed(each) for each in service.placements)
    return ", ".join(told) or "-"


def _placed(placement: Placement) -> str:
    where = f"{safe(placement.environment)} " if placement.environment else "compose " if placement.platform == "compose" else ""
    if placement.autoscaling is not None:
        return f"{where}{placement.autoscaling.minimum}-{placement.autoscaling.maximum}"
    if placement.schedule is not None:
        return f"{where}{safe(placement.schedule.value)}{' (suspended)' if placement.suspended else ''}"
    if isinstance(placement.replicas, Unknown):
        return f"{where}unknown"
    return f"{where}{placement.replicas.value}"


def _datastores(system: System) -> Iterator[Printed]:
    rows = [
        (
            safe(store.name),
            store.engine,
            safe(store.plan or store.platform),
            shortened("used by " + (", ".join(safe(name) for name in store.used_by) or "nobody that a file names"), _WIDE),
            _first(store.locations),
        )
        for store in system.datastores
    ]
    yield from _listed(rows, "datastore")


def _environments(system: System) -> Iterator[Printed]:
    rows = [
        (
            safe(each.name),
            each.platform,
            safe(each.namespace or "-"),
            safe(" ".join(each.deploy)),
            _first(each.locations),
        )
        for each in (*system.environments, *system.spoken_environments)
    ]
    yield from _listed(rows, "environment")


def _secrets(system: System) -> Iterator[Printed]:
    rows = [
        (
            safe(each.name),
            each.store + (" IN CLEAR" if each.in_clear else ""),
            shortened(", ".join(safe(name) for name in each.used_by) or "-", 40),
            _first(each.locations),
        )
        for each in system.secrets
    ]
    yield from _listed(rows, "secret", " (names only)")


def _third_parties(system: System) -> Iterator[Printed]:
    rows = [
        (
            safe(each.product),
            "paid" if each.paid else "not known to be paid",
            shortened(", ".join(safe(name) for name in each.used_by) or "-", 40),
            _first(each.locations),
        )
        for each in system.third_parties
    ]
    yield from _listed(rows, "outside service")


def _pipelines(system: System) -> Iterator[Printed]:
    if not system.pipelines:
        return
    yield from title(count(len(system.pipelines), "pipeline"))
    rows = []
    for pipeline in system.pipelines:
        purposes = dict.fromkeys(purpose for job in pipeline.jobs for purpose in job.purposes)
        rows.append((safe(pipeline.name), ", ".join(purposes) or "no known purpose", safe(pipeline.path)))
    yield from plain(columns(rows))


def _contradictions(system: System) -> Iterator[Printed]:
    if not system.contradictions:
        return
    yield from title(count(len(system.contradictions), "contradiction"))
    for each in system.contradictions:
        yield Printed(f"  {safe(each.subject)}: {safe(each.attribute)}", "warn")
        for statement in each.statements:
            yield Printed(f"    {safe(statement.value)}  ({safe(str(statement.location))})")


def _questions(system: System, everything: bool) -> Iterator[Printed]:
    if not system.questions:
        return
    yield from title(count(len(system.questions), "open question") + " (no file says; answer with `opsworthy answer`)")
    shown = system.questions if everything else system.questions[:8]
    yield from plain(columns([(safe(each.key), safe(each.ask)) for each in shown]))
    if len(shown) < len(system.questions):
        yield Printed(f"  and {len(system.questions) - len(shown)} more; `--all` lists them", "dim")


def _left_out(system: System, everything: bool) -> Iterator[Printed]:
    if not system.left_out:
        return
    files = sum(each.files for each in system.left_out)
    yield from title(f"left out: {count(files, 'file')}")
    shown = system.left_out if everything else system.left_out[:5]
    rows = [(safe(each.path), each.reason, count(each.files, "file")) for each in shown]
    yield from (Printed(line, "dim") for line in columns(rows))
    if len(shown) < len(system.left_out):
        yield Printed(f"  and {len(system.left_out) - len(shown)} more places; `--all` lists them", "dim")
