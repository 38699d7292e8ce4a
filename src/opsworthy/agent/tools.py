"""The tools that a coding agent gets: what is true here, what is missing, and why a rule wants it. All of them only read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from opsworthy.app.check import check
from opsworthy.app.checking.asked import Asked
from opsworthy.app.errors import UserError
from opsworthy.app.rules import explain
from opsworthy.app.workspace import resolved, survey
from opsworthy.reports.as_json import as_json
from opsworthy.reports.check_view import view as check_view
from opsworthy.reports.rules_text import explain_lines
from opsworthy.reports.system_view import view as system_view
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Tool:
    """One tool. `argument` names its only argument, "" for none; `call` gives text, and raises UserError with what to do."""

    name: str
    about: str
    argument: str
    call: Callable[[str], str]


def tools(root: Path, today: Callable[[], date]) -> tuple[Tool, ...]:
    """The tools over one folder; a folder given to a tool must stand below it."""

    def survey_tool(folder: str) -> str:
        return as_json(system_view(survey(_below(root, folder)).system))

    def check_tool(folder: str) -> str:
        return as_json(check_view(check(Asked(_below(root, folder), today())).outcomes))

    def explain_tool(rule: str) -> str:
        found = explain(rule)
        return "\n".join(line.text for line in explain_lines(found.rule, found.clauses))

    return (
        Tool(
            "survey",
            "How the system in a folder runs: every fact with its file and line, and what nobody says.",
            "folder",
            survey_tool,
        ),
        Tool(
            "check",
            "Hold the runbook and cost plan of a folder to the bar: every outcome with its place and its mend.",
            "folder",
            check_tool,
        ),
        Tool("explain", "One rule by id or name: what it wants, why, and how to mend it.", "rule", explain_tool),
    )


def _below(root: Path, folder: str) -> Path:
    top = resolved(root)
    path = resolved(top / (folder or "."))
    if not path.is_relative_to(top):
        raise UserError(f"{folder!r} is outside of the folder that is served.")
    return path
