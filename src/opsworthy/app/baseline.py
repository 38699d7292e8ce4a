"""The baseline of a repository: written once, pruned as findings are mended, compared with what stands now."""

from dataclasses import replace
from pathlib import Path

from opsworthy.app import atomic
from opsworthy.app.check import Checked, check
from opsworthy.app.checking.accepting import baseline_of, place_of
from opsworthy.app.checking.asked import Asked
from opsworthy.app.checking.settings import settings_of
from opsworthy.app.checking.units import root_of
from opsworthy.app.errors import UserError
from opsworthy.app.reading import destination
from opsworthy.app.workspace import resolved
from opsworthy.findings.baseline import Baseline, Compared, as_text, write_baseline
from opsworthy.findings.outcome import Confidence
from opsworthy.findings.summary import standing
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Kept:
    """What a run did to the file at `path`: `accepted` findings stand in it now; `compared` is how it stood before, None where
    it was written anew."""

    path: str
    accepted: int
    compared: Compared | None
    changed: bool = True


def write(asked: Asked, file: str | None) -> Kept:
    """Accepts every finding that stands now and that no waiver excuses. Raises UserError where it cannot be written."""
    checked = _unfiltered(asked)
    path = _place(asked, checked, file)
    text = write_baseline(checked.outcomes, _lines(checked))
    return Kept(path, len(standing(checked.outcomes)), None, _write(checked.root, path, text))


def prune(asked: Asked, file: str | None) -> Kept:
    """Takes out what is mended, and follows what was moved or renamed; accepts nothing new. Raises UserError without a file."""
    checked = _unfiltered(asked)
    found = _compared(asked, checked, file)
    assert found.compared is not None
    changed = bool(found.compared.gone or found.compared.moved)
    return replace(found, changed=changed and _write(checked.root, found.path, as_text(found.compared.kept)))


def diff(asked: Asked, file: str | None) -> Kept:
    """How the baseline and the findings of now differ. Raises UserError where there is none."""
    return _compared(asked, _unfiltered(asked), file)


def _compared(asked: Asked, checked: Checked, file: str | None) -> Kept:
    path = _place(asked, checked, file)
    compared = (baseline_of(checked.root, path) or Baseline()).compare(checked.outcomes, _lines(checked))
    return Kept(path, len(compared.kept), compared)


def _unfiltered(asked: Asked) -> Checked:
    """Everything that stands in the whole repository, accepted or not, however mild and however certain."""
    if root_of(asked) != resolved(asked.path):
        raise UserError(f"a baseline is of a whole repository: name {root_of(asked)} instead of {asked.path}.")
    every = replace(asked.wanted, baseline="", severity=None, confidence=Confidence.LOW, since=None)
    return check(replace(asked, wanted=every))


def _place(asked: Asked, checked: Checked, file: str | None) -> str:
    return place_of(checked.root, file or settings_of(checked.root, asked.today).baseline or None)


def _lines(checked: Checked) -> dict[str, list[str]]:
    return {path: text.splitlines() for path, text in checked.texts.items()}


def _write(root: Path, path: str, text: str) -> bool:
    """Whether the file says something else than before."""
    target = destination(root, path)
    if target.is_dir():
        raise UserError(f"{path} is a folder. Name a file for the baseline.")
    if target.is_file() and target.read_bytes() == text.encode("utf-8", "surrogateescape"):
        return False
    with atomic.writing(root):
        atomic.replace(target, text)
    return True
