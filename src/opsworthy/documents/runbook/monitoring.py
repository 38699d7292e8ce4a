"""What to watch, when to act and why there, where to look, and whom to call."""

from opsworthy.documents.addresses import addresses
from opsworthy.documents.asking import answer, answered, listed, phrased, question
from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Element, Item, Steps, Words, joined, paragraph, say, step, table
from opsworthy.documents.phrases import cite, heading, names, or_dash, see
from opsworthy.documents.platform import Signal, platform_of
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, operated, references, sites
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import System

_LATENCY = "monitoring.thresholds.latency-p95-ms"
_ERRORS = "monitoring.thresholds.error-rate-percent"
_RESOURCES = "monitoring.thresholds.resource-percent"
_OBJECTIVE = "monitoring.slo.availability"


def monitoring(dossier: Dossier) -> tuple[Block, ...]:
    held = references(operated(sites(dossier.system)))
    metrics = (_metrics(dossier.system, site) for site in held)
    return (
        _opening(dossier.system),
        *metrics,
        _dashboards(dossier.system),
        _logs(dossier.system, held),
        _escalation(dossier.system),
    )


def _opening(system: System) -> Block:
    promise = answered(system, _OBJECTIVE, "Service level objective: {} percent of requests (or runs) in 30 days succeed.")
    return Block("monitoring", (heading(2, "Monitoring"), *promise))


def _metrics(system: System, site: Site) -> Block:
    platform = platform_of(site)
    signals = (*_outside(system, site), *(platform.signals(site) if platform else ()))
    rows = [
        (each.metric, say("`{}`", each.read.text) if each.read else "—", each.threshold, each.rationale, each.action)
        for each in signals
    ]
    elements: list[Element] = [
        heading(3, site.titled("Key metrics and alert thresholds")),
        paragraph(
            "Numbers are those of {}; each threshold is where the files themselves draw a line, or an answer of the team.",
            site.name,
        ),
        table(("Metric", "How to read it", "Act when", "Why there", "What to do"), rows),
    ]
    asked = [found for key in (_LATENCY, _ERRORS, _RESOURCES) if not system.answer(key) and (found := question(system, key))]
    why = answer(system, "monitoring.thresholds.rationale")
    elements += [paragraph("Why the team chose its thresholds: {}.", why)] if why else []
    suffix = f".{site.platform}" if site.suffix else ""
    return Block(
        f"monitoring.metrics{suffix}", (*elements, *asked), tuple(place for each in signals for place in each.sources[:1])
    )


def _outside(system: System, site: Site) -> tuple[Signal, ...]:
    """What users notice: whether it answers, how often not, how fast."""
    reached = addresses(site)
    found: list[Signal] = []
    if reached:
        first = reached[0]
        read = sh("curl -s -o /dev/null --max-time 10 -w {} {}", "%{http_code} %{time_total}s\\n", first.url)
        threshold = say("not {}, twice in a row", "200" if first.healthy else "below 500")
        why = say("users reach {} this way; once may be the network in between", first.service)
        found.append(Signal(say("Availability"), read, threshold, why, (see("Where to start"),), first.locations))
    because = phrased(system, _OBJECTIVE, "the objective is {} percent") or say("see the open question below")
    for key, metric, unit in ((_ERRORS, "Error rate", "% over five minutes"), (_LATENCY, "Latency, 95th percentile", " ms")):
        told = phrased(system, key, f"above {{}}{unit}")
        if told or question(system, key):
            threshold = told or say("not decided: open question below")
            found.append(Signal(say(metric), None, threshold, (*because, *_measured(system)), (see("Where to start"),)))
    return tuple(found)


def _measured(system: System) -> Words:
    tools = dict.fromkeys(each.product for each in system.third_parties if each.kind == "observability")
    routes = [each for each in system.health if each.role == "metrics"]
    told = say("; measured by {}", joined(tools)) if tools else ()
    where = joined([say("`{}` of {}", each.path, each.service or "the service") for each in routes])
    return (*told, *(say("; counted at {}", where) if routes else ()))


def _dashboards(system: System) -> Block:
    elements: list[Element] = [heading(3, "Dashboards"), *answered(system, "monitoring.dashboard", "The dashboard: {}.")]
    if not system.answer("monitoring.dashboard") and sites(system):
        elements.append(
            paragraph(
                "A dashboard to be made shows, one panel each, the rows of {}, with the threshold as a line.",
                see("Key metrics and alert thresholds"),
            )
        )
    return Block("monitoring.dashboards", tuple(elements))


def _logs(system: System, held: tuple[Site, ...]) -> Block:
    tools = [each for each in system.third_parties if each.kind == "observability"]
    elements: list[Element] = [
        heading(3, "Log aggregation"),
        *answered(system, "monitoring.logs", "Logs are kept and searched in {}."),
    ]
    if tools:
        told = [
            step(say("{}, used by {}{}", each.product, or_dash(names(each.used_by)), cite(each.locations, 1))) for each in tools
        ]
        elements += [paragraph("What the code itself reports to:"), Bullets(tuple(told))]
    if held:
        elements.append(
            paragraph("Without it: {}, as long as the process is there.", joined([see(site.titled("Logs")) for site in held]))
        )
    return Block("monitoring.logs", tuple(elements), tuple(place for each in tools for place in each.locations[:1]))


def _escalation(system: System) -> Block:
    items: list[Item] = [
        *listed(system, "monitoring.alerts-channel", "Alerts arrive in {}."),
        *listed(system, "contacts.on-call", "The person on call answers: {}."),
        step(
            say(
                "First {}; within the time that a rollback takes, decide as in {}.",
                see("Where to start"),
                see("Roll back or roll forward"),
            )
        ),
        *listed(system, "contacts.escalation", "Not resolved: {}."),
        *(listed(system, "contacts.security", "A secret may have leaked: {}.") if system.secrets else ()),
        step("Resolved: write down what was seen, what was done and what was missing here, and correct this document."),
    ]
    return Block("monitoring.escalation", (heading(3, "On-call and escalation"), Steps(tuple(items))))
