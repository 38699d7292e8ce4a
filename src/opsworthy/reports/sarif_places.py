"""Places as SARIF has them: relative to the root of the repository, never an address of this machine."""

from opsworthy.reports.escaping import uri
from opsworthy.reports.report import Report
from opsworthy.text.location import Location

ROOT = "%SRCROOT%"


def location(report: Report, path: str) -> dict[str, object]:
    """An artifact location."""
    return {"uri": uri(report.path(path)), "uriBaseId": ROOT}


def located(report: Report, place: Location) -> dict[str, object]:
    """A location with its region."""
    return {"physicalLocation": {"artifactLocation": location(report, place.path), "region": region(place)}}


def region(place: Location, *, exact: bool = False) -> dict[str, object]:
    """From the first letter to one past the last. `exact` gives every number, as an edit needs them: a place without an end
    inserts at its beginning."""
    line, end_line = max(place.line, 1), max(place.end_line, place.line, 1)
    told: dict[str, object] = {"startLine": line}
    if place.column or exact:
        told["startColumn"] = max(place.column, 1)
    if end_line > line or exact or place.end_column:
        told["endLine"] = end_line
    if place.end_column and place.column and (end_line > line or place.end_column >= place.column):
        told["endColumn"] = place.end_column
    elif exact:
        told["endColumn"] = max(place.column, 1)
    return told
