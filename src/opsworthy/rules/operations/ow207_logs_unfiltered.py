"""The logs are shown whole, and nothing narrows them."""

import re
from collections.abc import Iterator

from opsworthy.findings.outcome import Severity, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.evidence import commands
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_FILTER = regex(
    r"--(?:since|tail|filter|source|until|level|grep|query|num|lines|limit|ps|dyno|start-time|severity|n)\b|\s-(?:n|l|u|t|p|d|s|f?n)\s?\S|\|\s*(?:grep|jq|less|tail|awk|rg)\b"
    r"|\bgrep\b|filter|query|\{\w+=|level[=:]|\bwhere\b",
    re.IGNORECASE,
)


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "operations")
    whole = reading(document).whole
    shown = commands(whole, ["logs"])
    lines = [(each, whole.reading.line(each.location.line)) for each in shown]
    narrow = next((each.location for each, line in lines if _FILTER.search(f"{each.text} {line}")), None)
    parts = [line for part in whole.about("logs") if not part.row for _, line in part.lines]
    spoken = next(
        (Location(document.path, shown[0].location.line) for line in parts if shown and "`" in line and _FILTER.search(line)),
        None,
    )
    if not shown:
        yield Verdict(State.NOT_RUN, "no command shows the logs", document.location)
    elif narrow or spoken:
        yield held("the logs are narrowed to what matters", narrow or spoken or shown[0].location)
    else:
        yield broken("the logs are shown whole: no command filters them by time, level, source or text", shown[0].location)


RULE = Rule(
    id="OW207",
    name="logs-unfiltered",
    summary="At least one command narrows the logs: by time, level, source or text.",
    clauses=("RBS-10", "RBM-06"),
    why="A busy service writes more in a minute than a person reads in an hour.",
    fix="Show the filter, such as `--since=1h | grep ERROR` or the query of the log search.",
    judge=judge,
    severity=Severity.WARNING,
    tier=2,
)
