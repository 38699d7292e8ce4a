"""`opsworthy.check/1`."""

from opsworthy.reports.as_json import as_json
from opsworthy.reports.check_view import view
from opsworthy.reports.format import Format
from opsworthy.reports.report import Report


def _render(report: Report) -> str:
    return as_json(view(report.outcomes))


FORMAT = Format("json", "Every outcome as opsworthy.check/1.", ".json", _render)
