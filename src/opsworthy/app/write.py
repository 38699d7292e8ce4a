"""Drafts or refreshes the documents of a repository; what a person wrote stays as it is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from opsworthy import __version__
from opsworthy.app import atomic
from opsworthy.app.errors import UserError
from opsworthy.app.estimate import estimate_system
from opsworthy.app.gate import Gate, pass_gate
from opsworthy.app.kept.store import Keeping
from opsworthy.app.places import documents_folder
from opsworthy.app.questions import with_questions
from opsworthy.app.reading import FILE, destination, read_text, try_text
from opsworthy.app.workspace import Surveyed, reread, survey
from opsworthy.documents.blocks import Outside, parse
from opsworthy.documents.change import Change
from opsworthy.documents.refresh import Action
from opsworthy.documents.write import Written, document_paths, write
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass
from opsworthy.text.source import Problem


@dataclass(frozen=True)
class Drafted:
    """What a run would write, or wrote."""

    surveyed: Surveyed
    gate: Gate
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]

    @property
    def system(self) -> System:
        return self.surveyed.system

    def changed(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.before != change.after)


def draft(path: Path, today: date, *, adopt: bool = False, keeping: Keeping | None = None, with_helm: bool = True) -> Drafted:
    """Plans every document without writing. A document that a person wrote without us is left alone unless `adopt` says
    that our blocks may be added to it. Raises Stopped when status.json says stop, UserError when it cannot be read."""
    surveyed = survey(path, keeping=keeping, with_helm=with_helm)
    gate = pass_gate(surveyed.system)
    questions = _questions(surveyed)
    if questions is not None and questions.before != questions.after:
        surveyed = reread(surveyed, {FILE: questions.after})
    dossier = _dossier(surveyed.system, today)
    found = {each: try_text(surveyed.root, each) for each in document_paths(dossier)}
    unread = [each for each in found.values() if isinstance(each, Problem)]
    existing = {each: text for each, text in found.items() if isinstance(text, str)}
    foreign = {each: text for each, text in existing.items() if not adopt and not _managed(each, text)}
    drafted = write(dossier, {each: text for each, text in existing.items() if each not in foreign})
    written = [each for each in drafted if not isinstance(found.get(each.path), Problem)]
    changes = [_change(each, existing.get(each.path), foreign=each.path in foreign) for each in written]
    merging = [problem for each in written if each.path not in foreign for problem in each.refreshed.problems]
    return Drafted(surveyed, gate, tuple(([questions] if questions else []) + changes), (*unread, *merging))


def _managed(path: str, text: str) -> bool:
    """Whether our blocks stand in it, or once did; broken markers count, so that they are reported."""
    parts = parse(path, text)
    return isinstance(parts, Problem) or not text.strip() or any(not isinstance(part, Outside) for part in parts)


def _change(written: Written, before: str | None, *, foreign: bool) -> Change:
    if foreign:
        return Change(written.path, before, before or "", (), foreign=True)
    reports = written.refreshed.report
    kept = tuple(each for each in reports if each.action in (Action.KEPT, Action.OBSOLETE_KEPT))
    return Change(written.path, before, written.refreshed.text, kept=kept)


def apply(drafted: Drafted) -> None:
    """Writes the changed files, each whole or not at all. Raises UserError where a file cannot be written."""
    changed = drafted.changed()
    if not changed:
        return
    root = drafted.surveyed.root
    with atomic.writing(root):
        for change in changed:
            if read_text(root, change.path) != change.before:
                raise UserError(f"{change.path} was changed by somebody else meanwhile; it is untouched. Run again.")
            atomic.replace(destination(root, change.path), change.after)


def _questions(surveyed: Surveyed) -> Change | None:
    existing = read_text(surveyed.root, FILE)
    asked = with_questions(surveyed.system, existing)
    if existing is None and not asked.added:
        return None
    return Change(FILE, existing, asked.text, asked.added)


def _dossier(system: System, today: date) -> Dossier:
    dossier = Dossier(system, estimate_system(system), today, __version__)
    return replace(dossier, folder=documents_folder(system))
