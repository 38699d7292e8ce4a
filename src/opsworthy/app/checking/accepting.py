"""The baseline of a repository: read where it is there, refused where it is broken."""

from collections.abc import Mapping
from pathlib import Path

from opsworthy.app.errors import UserError
from opsworthy.app.reading import read_text
from opsworthy.findings.baseline import Baseline, read_baseline
from opsworthy.text.source import Problem, Source

BASELINE = ".opsworthy/baseline.json"


def baseline_of(root: Path, named: str | None) -> Baseline | None:
    """The baseline of a repository: the one named, else the usual one if it is there; None for none, also where "" is named.
    Raises UserError where it cannot be read: a baseline that is half read would wave something through."""
    if named == "":
        return None
    path = place_of(root, named)
    text = read_text(root, path)
    if text is None:
        if named is None:
            return None
        raise UserError(f"there is no baseline {path}. Write one with `opsworthy baseline write`, or leave --baseline out.")
    found = read_baseline(Source(path, text))
    if isinstance(found, Problem):
        raise UserError(f"{found.location}: {found.message}; {found.advice}.")
    return found


def place_of(root: Path, named: str | None) -> str:
    """The path of a baseline inside the repository. Raises UserError for one outside of it."""
    path = Path(named or BASELINE)
    if path.is_absolute():
        if not path.is_relative_to(root):
            raise UserError(f"{path} is outside of the repository {root}. Keep the baseline inside it, so that it is reviewed.")
        path = path.relative_to(root)
    if ".." in path.parts:
        raise UserError(f"{path} leads out of the repository. Keep the baseline inside it, so that it is reviewed.")
    return path.as_posix()


def lines_of_texts(texts: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """The lines of each document, for a baseline to recognise them by."""
    return {path: tuple(text.splitlines()) for path, text in texts.items()}
