"""Holds the documents of a repository to the bar."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from opsworthy.app.errors import UserError
from opsworthy.app.estimate import estimate_system
from opsworthy.app.kept.store import Keeping
from opsworthy.app.places import document_of, documents_folder
from opsworthy.app.reading import forgiving_text
from opsworthy.app.workspace import Surveyed, resolved, survey
from opsworthy.documents.document import Document
from opsworthy.documents.parse import parse
from opsworthy.findings.outcome import Outcome, Severity
from opsworthy.findings.summary import Summary, summarise
from opsworthy.rules.judge import judge
from opsworthy.rules.rule import Subject
from opsworthy.system.model import System
from opsworthy.text.location import Location
from opsworthy.text.source import Source

_DOCUMENT_FOLDERS = frozenset({"doc", "docs", "documentation", "ops", "operations", "runbook", "runbooks", "specs"})


@dataclass(frozen=True)
class Checked:
    """The outcomes of a check, in the order of the rules, with the system they were held against."""

    system: System
    outcomes: tuple[Outcome, ...]
    summary: Summary
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What to check: `path` a repository or one Markdown file; `only` rules by id or name; `threshold` what fails; `keeping`
    where what was read is kept for the next time; `with_helm` whether an installed Helm may render charts."""

    path: Path
    today: date
    only: tuple[str, ...] = ()
    threshold: Severity = Severity.ERROR
    keeping: Keeping | None = None
    with_helm: bool = True


def check(asked: Asked) -> Checked:
    """Surveys, parses and judges. Raises UserError where the path or a rule name is wrong."""
    if asked.path.is_file():
        return _check_file(asked)
    return check_surveyed(survey(asked.path, keeping=asked.keeping, with_helm=asked.with_helm), asked)


def check_surveyed(surveyed: Surveyed, asked: Asked, named: dict[str, str] | None = None) -> Checked:
    """Judges a system that was surveyed already; `named` gives the path of a runbook or cost plan instead of looking."""
    system = surveyed.system
    paths = named or {kind: found.path for kind in ("runbook", "cost-plan") if (found := document_of(system, kind))}
    documents = {kind: _parsed(surveyed.root, path, kind) for kind, path in paths.items()}
    folder = documents_folder(system)
    subject = Subject(
        system=system,
        runbook=documents.get("runbook"),
        cost_plan=documents.get("cost-plan"),
        estimate=estimate_system(system),
        anchor=Location(f"{folder}/runbook.md" if folder else "runbook.md", 1),
    )
    outcomes = judge(subject, asked.today, only=asked.only)
    return Checked(system, outcomes, summarise(outcomes, asked.threshold), tuple(sorted(paths.values())))


def _parsed(root: Path, path: str, kind: str) -> Document:
    text = forgiving_text(root, path)
    if text is None:
        raise UserError(f"{path} is gone; run again.")
    return parse(Source(path, text), kind)


def _repository_of(target: Path) -> Path:
    """The folder that a document is held against: that of git, else the nearest that is no folder for documents alone."""
    inside_git = next((each for each in target.parents if (each / ".git").exists()), None)
    return inside_git or next((each for each in target.parents if each.name.lower() not in _DOCUMENT_FOLDERS), target.parent)


def _check_file(asked: Asked) -> Checked:
    """One document by itself, held against the repository that it stands in."""
    target = asked.path.resolve()
    root = _repository_of(target)
    path = target.relative_to(root).as_posix()
    kind = "cost-plan" if "cost" in target.stem.lower() else "runbook"
    surveyed = survey(resolved(root), keeping=asked.keeping, with_helm=asked.with_helm)
    return check_surveyed(surveyed, replace(asked, path=root), {kind: path})
