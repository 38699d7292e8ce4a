"""A key metric that every service has is not watched."""

import re
from collections.abc import Iterator

from opsworthy.findings.outcome import Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.signal import signals
from opsworthy.rules.shapes.verdict import broken, held

_KINDS = {
    "availability": r"availab|uptime|\bup\b|down\b|health|heartbeat|reachab|success|liveness|probe|ready|\b5xx|slo\b",
    "latency": r"laten|respon\w+ time|duration|\bp9\d|percentile|slow|throughput|lag\b|queue|time to|age\b",
    "errors": r"error|fail|5xx|4xx|exception|success|refused|timeout|reject|crash|dead",
    "resource usage": r"cpu|memory|disk|storage|connection|saturat|quota|heap|volume|replica|pod|dyno|node|pool|inode|concurren"
    r"|thrott|load",
}


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "monitoring")
    found = signals(document)
    if len(found) < 2:
        yield Verdict(State.NOT_RUN, "no list of metrics is there to look in", document.location)
        return
    inside = regions(document, "monitoring")
    text = "\n".join([each.text for each in found] + [line for region in inside for _, line in region.lines])
    missing = [kind for kind, words in _KINDS.items() if not re.search(words, text, re.IGNORECASE)]
    if missing:
        yield broken(f"nothing measures {' or '.join(missing)}", found[0].location)
    else:
        yield held("availability, latency, errors and resource usage are measured", found[0].location)


RULE = Rule(
    id="OW309",
    name="sli-missing",
    summary="The metrics include those that tell how users fare: availability, latency, errors, and what the service uses up.",
    clauses=("MOM-05", "RBS-14"),
    why="What is not measured is reported by users.",
    fix="Add one metric for each that is missing, with its query and its threshold.",
    judge=judge,
    severity=Severity.WARNING,
    tier=1,
)
