"""GitLab's code quality report: one entry for each standing finding."""

from hashlib import sha256

from opsworthy.findings.outcome import Outcome, Severity
from opsworthy.reports.as_json import as_json
from opsworthy.reports.format import Format
from opsworthy.reports.report import Report, is_standing, seen_at
from opsworthy.reports.words import safe

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def _render(report: Report) -> str:
    seen: dict[str, int] = {}
    return as_json([_entry(report, each, seen) for each in report.outcomes if is_standing(each)])


def _entry(report: Report, outcome: Outcome, seen: dict[str, int]) -> dict[str, object]:
    advice = f" {outcome.fix}" if outcome.fix else ""
    place, lead = seen_at(outcome)
    return {
        "description": safe(lead + (f"{outcome.message}.{advice}" if advice else outcome.message)),
        "check_name": outcome.name,
        "fingerprint": _unique(outcome.fingerprint, seen),
        "severity": _SEVERITY[outcome.severity],
        "location": {
            "path": safe(report.path(place.path)),
            "lines": {
                "begin": max(place.line, 1),
                "end": max(place.end_line, place.line, 1),
            },
        },
    }


def _unique(fingerprint: str, seen: dict[str, int]) -> str:
    """GitLab drops all but one entry of the same fingerprint, so the second of its kind gets one of its own."""
    again = seen[fingerprint] = seen.get(fingerprint, -1) + 1
    return sha256(f"{fingerprint}:{again}".encode()).hexdigest() if again else fingerprint


FORMAT = Format("gitlab", "GitLab's code quality report.", ".json", _render)
