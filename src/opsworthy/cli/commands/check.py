"""`opsworthy check`."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click

from opsworthy.app.check import Checked, check
from opsworthy.app.checking.asked import Asked, Standing, Wanted
from opsworthy.app.errors import UserError
from opsworthy.app.fix import Fixed, fix
from opsworthy.app.kept.store import Keeping
from opsworthy.app.reporting import output_of, report_of, written
from opsworthy.cli.checking import documents, selection, severities
from opsworthy.cli.exits import FINDINGS, HELD, PARTIAL
from opsworthy.cli.fixing import Mending, mending
from opsworthy.cli.keeping import no_cache
from opsworthy.cli.options import no_helm, output_format, progress, today, user_errors
from opsworthy.cli.show import show, terminal_width
from opsworthy.findings.outcome import Confidence, Severity
from opsworthy.reports.check_text import check_lines
from opsworthy.reports.fix_text import difference_lines, left_lines, mended_lines
from opsworthy.reports.formats_room import names, render
from opsworthy.reports.patch_text import patch_of
from opsworthy.reports.problem_text import problem_lines
from opsworthy.reports.words import count


@click.command()
@documents
@output_format("text", *(name for name in names() if name != "text"))
@click.option("--output", "outputs", multiple=True, metavar="NAME=FILE", help="Write a format to a file too; may be repeated.")
@selection
@severities
@click.option("--changed-since", "since", metavar="REV", help="Only what a change since a git revision made untrue or doubtful.")
@click.option("--stdin-filename", "filename", type=click.Path(path_type=Path), help="The path of what PATH `-` reads.")
@click.option("--baseline", metavar="FILE", help="The accepted findings; .opsworthy/baseline.json where it is there.")
@click.option("--no-baseline", is_flag=True, help="Report accepted findings as well.")
@click.option("--sign-as", "role", metavar="ROLE", help="Sign the Markdown summary as this role, such as role:deployment.")
@click.option("--verbose", "-v", is_flag=True, help="List also what held, what could not be known and what did not apply.")
@mending
@click.option("--addresses", is_flag=True, help="Try the addresses of the web too; answers are kept for a week.")
@no_cache
@no_helm
def COMMAND(  # noqa: N802
    paths: tuple[Path, ...], form: str, outputs: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...],
    profile: str | None, tier: int | None, strict: bool | None, severity: Severity | None, confidence: Confidence | None,
    threshold: Severity | None,
    since: str | None, filename: Path | None, baseline: str | None, no_baseline: bool, role: str | None, verbose: bool,
    addresses: bool, keeping: Keeping | None, with_helm: bool, mend: Mending,
) -> None:  # fmt: skip
    """Hold the documents to the bar and to the repository.

    PATH is a repository, a folder of documents, or Markdown files in it; `-` reads a document from standard input. Options
    that are not given come from `[check]` in opsworthy.toml. Exit code 1 where a finding fails, else 4 where a file could
    not be read.
    """
    started = _now()
    with user_errors():
        wanted = Wanted(
            select, ignore, profile, tier, severity, confidence, threshold, strict, since, "" if no_baseline else baseline
        )  # fmt: skip
        files = tuple(output_of(each) for each in outputs)
        asked = replace(_asked(paths, filename, wanted, keeping, with_helm), addresses=addresses)
        with progress("reading the repository and its documents"):
            fixed = fix(asked, unsafe=mend.unsafe, write=mend.write) if mend.wanted else None
            checked = fixed.checked if fixed else check(asked)
        if fixed and mend.show:
            _show_differences(fixed)
        report = report_of(checked, started, _now(), role or "")
        written(report, files)
        if form != "text":
            click.echo(render(form, report), nl=False)
        else:
            show(problem_lines(checked.system.problems))
            if fixed:
                show(mended_lines({each.path: each.made for each in fixed.changed}, fixed.unsafe, fixed.left_alone))
            show(check_lines(report, width=terminal_width(), verbose=verbose))
        sys.exit(_exit(checked))


def _show_differences(fixed: Fixed) -> NoReturn:
    """Shows what mending would change and ends: 1 where it would change something, as other tools do. Where no terminal is, the
    bytes are those of a patch for `git apply`; the count of what was left goes to standard error."""
    for each in fixed.changed:
        if sys.stdout.isatty():
            show(difference_lines(each.path, each.before, each.after))
        else:
            click.echo(patch_of(each.path, each.before, each.after).encode("utf-8", "surrogateescape"), nl=False)
    for line in left_lines(fixed.unsafe, fixed.left_alone):
        click.echo(f"opsworthy: {line.text}", err=True)
    sys.exit(FINDINGS if fixed.changed else HELD)


def _asked(paths: tuple[Path, ...], filename: Path | None, wanted: Wanted, keeping: Keeping | None, with_helm: bool) -> Asked:
    """Raises UserError where standard input has no name, or stands beside other paths."""
    if Path("-") not in paths:
        if filename is not None:
            raise UserError("--stdin-filename names what PATH `-` reads; give `-` as the path.")
        first, *more = paths or (Path(),)
        return Asked(first, today(), wanted, keeping, with_helm, tuple(more))
    if len(paths) > 1 or filename is None:
        raise UserError("`-` reads one document: give no other path, and its name with --stdin-filename docs/runbook.md.")
    with click.open_file("-", encoding="utf-8", errors="replace") as stream:
        text = str(stream.read())
    return Asked(filename, today(), wanted, keeping, with_helm, stdin=Standing(filename, text))


def _exit(checked: Checked) -> int:
    """Findings weigh more than files that could not be read; where both happened, the message says so on standard error."""
    unread = len(checked.system.problems)
    code = checked.summary.exit_code
    if code and unread:
        files = count(unread, "file")
        click.echo(f"opsworthy: partial: {files} could not be read, so more may be wrong than was found", err=True)
    return code or (PARTIAL if unread else HELD)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
