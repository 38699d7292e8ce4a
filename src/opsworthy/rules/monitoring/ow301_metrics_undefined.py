"""Nothing says what to measure."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.signal import monitored, signals
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "monitoring")
    found = signals(document)
    if len(found) >= 2:
        yield held(f"{len(found)} metrics are named, the first is {found[0].name}", found[0].location)
        return
    missing = monitored(subject, "the key metrics", ("monitoring.slo", "monitoring.thresholds"))
    inside = regions(document, "monitoring")
    here = [each.location for each in found] + [each.location for each in inside] if inside else []
    if missing:
        yield missing
    elif not here:
        yield Verdict(State.NOT_RUN, "there is no section Monitoring to look in", document.location)
    else:
        yield broken("the key metrics are not listed one by one (a table or a list with one metric in each line)", here[0])


RULE = Rule(
    id="OW301",
    name="metrics-undefined",
    summary="Monitoring lists the metrics that tell whether the service does its work, one by one.",
    clauses=("DOD-06", "RBS-14", "RBV-11", "RBM-05", "MOM-05"),
    why="“Monitor latency and errors” measures nothing; a metric has a name that can be typed into a query.",
    fix="Make a table: metric, where it comes from, threshold, why; at least availability, latency, errors and resources.",
    judge=judge,
    tier=2,
)
