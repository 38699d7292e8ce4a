"""A check as it is reported, and reports written to files."""

from pathlib import Path

from opsworthy import __version__
from opsworthy.app import atomic
from opsworthy.app.check import Checked
from opsworthy.app.errors import UserError
from opsworthy.reports.formats_room import names, render
from opsworthy.reports.report import Report, Signature
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Output:
    """One more way to say the same: a format, and the file that gets it."""

    form: str
    file: Path


def output_of(told: str) -> Output:
    """Reads `NAME=FILE`. Raises UserError where it is not of that form, or no format has the name."""
    form, equals, file = told.partition("=")
    if not equals or not file.strip():
        raise UserError(f"--output {told!r} is not of the form NAME=FILE, such as sarif=opsworthy.sarif.")
    if form not in names():
        raise UserError(f"there is no format {form!r} to write; choose one of {', '.join(names())}.")
    return Output(form, Path(file))


def report_of(checked: Checked, started: str = "", ended: str = "", role: str = "") -> Report:
    """What every format prints; `role` signs the summary for a pull request."""
    return Report(
        outcomes=checked.outcomes,
        summary=checked.summary,
        rules=checked.rules,
        documents=checked.documents,
        texts=checked.texts,
        version=__version__,
        base=_base(checked.root),
        name=checked.system.name,
        problems=tuple(checked.system.problems),
        started=started,
        ended=ended,
        signature=Signature(role, ended) if role else None,
        asks={each.key: each.ask for each in checked.system.questions},
        skipped=checked.skipped,
        unshown=checked.unshown,
        unchanged=checked.unchanged,
        doubtful=checked.doubtful,
    )


def written(report: Report, outputs: tuple[Output, ...]) -> None:
    """Writes each file whole or not at all. Raises UserError where one cannot be written."""
    for output in outputs:
        atomic.replace(output.file.absolute(), render(output.form, report))


def _base(root: Path) -> str:
    """Where the checked folder stands in the repository that a forge knows."""
    top = next((each for each in (root, *root.parents) if (each / ".git").exists()), root)
    return "" if top == root else root.relative_to(top).as_posix()
