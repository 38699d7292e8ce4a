"""The rules and the bar as SARIF has them: a driver with its rules, and a taxonomy whose taxa are the clauses."""

from opsworthy.findings.outcome import Severity
from opsworthy.reports.report import Report
from opsworthy.reports.rule_help import help_markdown, help_text, help_uri
from opsworthy.rules.bar import clauses
from opsworthy.rules.rule import Rule

LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}
_BAR = "quality-bar"


def driver(report: Report) -> dict[str, object]:
    """The tool, with every rule that was asked."""
    known = {clause.id: at for at, clause in enumerate(clauses())}
    version = {"version": report.version, "semanticVersion": report.version} if report.version else {}
    return {
        "name": "opsworthy",
        **version,
        "shortDescription": {"text": "Holds runbooks and cost plans to a quality bar and to the repository."},
        "supportedTaxonomies": [{"name": _BAR, "index": 0}],
        "rules": [_rule(each, known, report.pages) for each in report.rules],
    }


def taxonomy(version: str) -> dict[str, object]:
    """The bar: each clause by its id, in our words."""
    return {
        "name": _BAR,
        **({"version": version} if version else {}),
        "shortDescription": {"text": "What runbooks and cost plans must hold."},
        "isComprehensive": True,
        "taxa": [{"id": each.id, "name": each.group, "shortDescription": {"text": each.text}} for each in clauses()],
    }


def _rule(rule: Rule, known: dict[str, int], pages: str) -> dict[str, object]:
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary} {rule.why}"},
        "help": {"text": help_text(rule), "markdown": help_markdown(rule)},
        "helpUri": help_uri(rule, pages),
        "defaultConfiguration": {"level": LEVEL[rule.severity]},
        "relationships": [
            {"target": {"id": each, "index": known[each], "toolComponent": {"name": _BAR, "index": 0}}, "kinds": ["relevant"]}
            for each in rule.clauses
            if each in known
        ],
        "properties": {
            "tags": [rule.family or "rule", *rule.profiles],
            "problem.severity": _PROBLEM[rule.severity],
            "precision": "very-high",
        },
    }
