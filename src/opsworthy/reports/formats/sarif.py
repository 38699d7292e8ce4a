"""SARIF 2.1.0: every finding with its rule, its place, the clauses it comes from and what would mend it."""

from collections import Counter
from collections.abc import Mapping

from opsworthy.findings.outcome import Outcome, State
from opsworthy.findings.patch import Patch
from opsworthy.reports.as_json import as_json
from opsworthy.reports.escaping import sarif_text
from opsworthy.reports.format import Format
from opsworthy.reports.report import Report, is_baselined
from opsworthy.reports.sarif_places import ROOT, located, location, region
from opsworthy.reports.sarif_rules import LEVEL, driver, taxonomy

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def _render(report: Report) -> str:
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]})


def _run(report: Report) -> dict[str, object]:
    """Broken outcomes are results; what else a check says is counted in the properties, for it is neither passed nor failed."""
    index = {rule.id: at for at, rule in enumerate(report.rules)}
    seen: Counter[str] = Counter()
    states = Counter(each.state.value for each in report.outcomes)
    return {
        "tool": {"driver": driver(report)},
        "invocations": [_invocation(report)],
        "taxonomies": [taxonomy(report.version)],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, each, index, seen) for each in report.outcomes if each.state is State.BROKEN],
        "properties": {"outcomes": {state.value: states[state.value] for state in State}},
    }


def _invocation(report: Report) -> dict[str, object]:
    told: list[dict[str, object]] = [
        {
            "level": "warning",
            "message": {"text": sarif_text(f"{each.message}; {each.advice}".rstrip("; "))},
            "locations": [located(report, each.location)],
        }
        for each in report.problems
    ]
    told += [
        {"level": "error", "message": {"text": sarif_text(each.message)}, "associatedRule": {"id": each.rule}}
        for each in report.outcomes
        if each.state is State.ERROR
    ]
    times = {"startTimeUtc": report.started, "endTimeUtc": report.ended}
    return {
        "executionSuccessful": not any(each.state is State.ERROR for each in report.outcomes),
        "exitCode": report.summary.exit_code,
        **{name: at for name, at in times.items() if at},
        "toolExecutionNotifications": told,
    }


def _result(report: Report, outcome: Outcome, index: Mapping[str, int], seen: Counter[str]) -> dict[str, object]:
    at = index.get(outcome.rule)
    fingerprint = outcome.fingerprint
    seen[fingerprint] += 1
    advice = f" {outcome.fix}" if outcome.fix else ""
    result: dict[str, object] = {
        "ruleId": outcome.rule,
        **({} if at is None else {"ruleIndex": at}),
        "kind": "fail",
        "level": LEVEL[outcome.severity],
        "message": {"text": sarif_text(f"{outcome.message}.{advice}" if advice else outcome.message)},
        "locations": [located(report, outcome.location)],
        "partialFingerprints": {"opsworthy/v1": f"{fingerprint}:{seen[fingerprint]}"},
        "taxa": [{"id": each, "toolComponent": {"index": 0}} for each in outcome.clauses],
        "properties": {"confidence": outcome.confidence},
    }
    if outcome.open_question is not None:
        result["properties"] = {"confidence": outcome.confidence, "openQuestion": outcome.open_question}
    if outcome.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": sarif_text(each.message)}, **located(report, each.location)}
            for number, each in enumerate(outcome.related, 1)
        ]
    if outcome.waived is not None:
        kind = "external" if is_baselined(outcome) else "inSource"
        result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": sarif_text(outcome.waived)}]
    if outcome.patch is not None and outcome.patch.edits:
        result["fixes"] = [_fix(report, outcome.patch)]
    return result


def _fix(report: Report, patch: Patch) -> dict[str, object]:
    """The edits by file, as the standard wants them."""
    changes: dict[str, list[dict[str, object]]] = {}
    for edit in patch.edits:
        replacement: dict[str, object] = {"deletedRegion": region(edit.location, exact=True)}
        if edit.text:
            replacement["insertedContent"] = {"text": edit.text}
        changes.setdefault(edit.location.path, []).append(replacement)
    return {
        "description": {"text": sarif_text(patch.words)},
        "artifactChanges": [
            {"artifactLocation": location(report, path), "replacements": replacements} for path, replacements in changes.items()
        ],
        "properties": {"safe": patch.safe},
    }


FORMAT = Format("sarif", "SARIF 2.1.0, for code scanning.", ".sarif", _render)
