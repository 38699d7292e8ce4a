"""Alerting rules in the form of Prometheus, wherever they stand."""

from collections.abc import Iterator

from opsworthy.facts.observability.documents import mappings
from opsworthy.facts.observability.durations import seconds
from opsworthy.facts.observability.promql import threshold
from opsworthy.facts.operations import AlertRule
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, entries, find, stated, string
from opsworthy.text.secrecy import carries_credentials

_SUMMARIES = ("summary", "description", "message", "title")
_RUNBOOKS = ("runbook_url", "runbook", "runbookURL", "runbook_uri", "playbook_url", "playbook")
_SEVERITIES = ("severity", "priority", "level")


def rules(node: Node, lines: list[str], environment: str | None) -> Iterator[AlertRule]:
    """Every rule that raises an alert, at or below a node."""
    for each in mappings(node):
        named, expression = stated(each, "alert"), stated(each, "expr")
        if named is not None and expression is not None:
            yield _rule(each, named, expression, lines, environment)


def _rule(rule: Mapping, named: Stated[str], expression: Stated[str], lines: list[str], environment: str | None) -> AlertRule:
    labels = tuple((entry.key, entry.value.text) for entry in entries(rule, "labels") if isinstance(entry.value, Scalar))
    return AlertRule(
        named.value,
        "prometheus",
        named.location,
        expression,
        limit(expression, lines),
        first(find(rule, "labels"), _SEVERITIES),
        seconds(string(rule, "for")),
        first(find(rule, "annotations"), _SUMMARIES),
        first(find(rule, "annotations"), _RUNBOOKS),
        tuple(pair for pair in labels if pair[0] not in _SEVERITIES),
        environment,
        annotations(find(rule, "annotations")),
    )


def limit(expression: Stated[str], lines: list[str]) -> Stated[str] | None:
    """The threshold of an expression, at the line where its comparison stands."""
    found = threshold(expression.value)
    return Stated(found.text, _place(expression, found.offset, lines)) if found is not None else None


def _place(expression: Stated[str], offset: int, lines: list[str]) -> Location:
    """Where an offset of a text stands in the file: the line that holds what the text has around it."""
    at = expression.location
    begin = expression.value.rfind("\n", 0, offset) + 1
    end = expression.value.find("\n", offset)
    line = expression.value[begin : end if end >= 0 else len(expression.value)].strip()
    for number in range(at.line, min(max(at.end_line, at.line), len(lines)) + 1):
        if line and line in lines[number - 1]:
            return Location(at.path, number)
    return at


def first(node: Node | None, keys: tuple[str, ...]) -> Stated[str] | None:
    """The first of some keys that has a text."""
    return next((told for key in keys if (told := stated(node, key)) is not None and told.value.strip()), None)


def annotations(node: Node | None) -> tuple[tuple[str, Stated[str]], ...]:
    """What is written for people beside a rule, other than its summary and its runbook."""
    told = ((entry.key, stated(entry.value)) for entry in entries(node))
    return tuple(
        (key, value)
        for key, value in told
        if value is not None and key not in ("summary", *_RUNBOOKS) and not carries_credentials(value.value)
    )
