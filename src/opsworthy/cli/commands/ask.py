"""`opsworthy ask`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from opsworthy.app.ask import Wanted, answer_from
from opsworthy.app.asked import record_question
from opsworthy.app.kept.store import Keeping
from opsworthy.cli.exits import FINDINGS, HELD
from opsworthy.cli.keeping import no_cache
from opsworthy.cli.options import output_format, progress, repository, user_errors
from opsworthy.cli.show import show
from opsworthy.reports.as_json import as_json
from opsworthy.reports.ask_text import ask_lines
from opsworthy.reports.ask_view import view

_MOST = 20


@click.command()
@click.argument("question")
@repository
@output_format("text", "json")
@click.option("--limit", "most", type=click.IntRange(1, _MOST), default=3, show_default=True, help="How many entries to show.")
@click.option("--full", is_flag=True, help="Show every line of every entry.")
@click.option("--record", is_flag=True, help="Write down a question that the documents do not answer, in .opsworthy/records/.")
@no_cache
def COMMAND(  # noqa: N802
    question: str, path: Path, form: str, most: int, full: bool, record: bool, keeping: Keeping | None
) -> None:
    """Answer a question, an error message or lines of a log from the documents.

    QUESTION in words, or `-` to read it from standard input. PATH is a repository, or one Markdown file. Nothing is
    surveyed, run or sent anywhere. Exit code 1 where the documents do not answer.
    """
    with user_errors():
        asked = sys.stdin.read() if question == "-" else question
        with progress("reading the documents"):
            told = answer_from(Wanted(asked, path, most, keeping))
        recorded = record_question(told.root, asked, datetime.now(UTC)) if record and not told.answer.hits else False
        if form == "json":
            click.echo(as_json(view(asked, told.answer, told.documents, told.entries)), nl=False)
        else:
            show(ask_lines(told.answer, told.documents, told.entries, full))
            if recorded:
                click.echo("  recorded in .opsworthy/records/questions.jsonl")
        sys.exit(HELD if told.answer.hits else FINDINGS)
