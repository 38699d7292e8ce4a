"""What a terminal shows, without colours."""

from opsworthy.reports.check_text import check_lines
from opsworthy.reports.format import Format
from opsworthy.reports.problem_text import problem_lines
from opsworthy.reports.report import Report
from opsworthy.reports.words import safe


def _render(report: Report) -> str:
    lines = (*problem_lines(report.problems), *check_lines(report))
    return "".join(f"{safe(line.text)}\n" for line in lines)


FORMAT = Format("text", "What a person reads at a terminal, without colours.", ".txt", _render)
