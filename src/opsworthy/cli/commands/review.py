"""`opsworthy review`."""

import sys
from pathlib import Path

import click

from opsworthy.app.kept.store import Keeping
from opsworthy.app.review import Decision, Reviewable, decide, review
from opsworthy.cli.exits import FINDINGS, HELD
from opsworthy.cli.keeping import no_cache
from opsworthy.cli.options import output_format, progress, repository, today, user_errors
from opsworthy.cli.show import show
from opsworthy.reports.as_json import as_json
from opsworthy.reports.review_text import review_lines
from opsworthy.reports.review_view import ReviewView, criterion_view, view
from opsworthy.reports.words import safe

_SETTLED = ("accepted", "nothing-to-review")


@click.command()
@repository
@output_format("text", "json")
@click.option("--accept", multiple=True, metavar="ID", help="Accept by this criterion, such as REV-03; may be repeated.")
@click.option("--reject", multiple=True, metavar="ID", help="Reject by this criterion; may be repeated, and needs --note.")
@click.option("--all", "everything", is_flag=True, help="Accept by every criterion that --reject does not name.")
@click.option("--by", default="", metavar="NAME", help="Who decides.")
@click.option("--note", default="", metavar="TEXT", help="Why; kept with the decision.")
@click.option("--full", is_flag=True, help="List every open finding.")
@no_cache
def COMMAND(  # noqa: N802
    path: Path, form: str, accept: tuple[str, ...], reject: tuple[str, ...], everything: bool, by: str, note: str, full: bool,
    keeping: Keeping | None,
) -> None:  # fmt: skip
    """Show the seven criteria of a review with their evidence, and record decisions.

    A decision is kept in .opsworthy/records/reviews.jsonl with name, day, commit and a digest of what was reviewed, and
    goes stale when that changes. On a terminal the decisions are asked for. Exit code 1 where a criterion is not accepted
    for the documents as they are.
    """
    with user_errors():
        with progress("gathering the evidence"):
            found = review(path, today(), keeping)
        if everything or accept or reject:
            owed = [each.criterion.id for each in found.evidence if each.standing != "nothing-to-review"]
            refused = _upper(reject)
            accepted = tuple(each for each in owed if each not in refused) if everything else _upper(accept)
            made = decide(found, Decision(accepted, refused, by, note), today())
            found = review(path, today(), keeping)
            if form == "text":
                told = (f"{each.criterion} {each.decision} by {safe(each.reviewer)} on {each.at}" for each in made)
                click.echo("recorded: " + "; ".join(told))
        elif form == "text" and sys.stdin.isatty() and sys.stdout.isatty():
            show(review_lines(_view(found), full))
            found = _asking(path, found, keeping)
        if form == "json":
            click.echo(as_json(_view(found)), nl=False)
        elif not (everything or accept or reject):
            show(review_lines(_view(found), full))
        sys.exit(HELD if all(each.standing in _SETTLED for each in found.evidence) else FINDINGS)


def _upper(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each.upper() for each in names)


def _view(found: Reviewable) -> ReviewView:
    rows = [
        criterion_view(each.criterion, each.standing, each.review, each.changed, each.counts, each.findings)
        for each in found.evidence
    ]
    return view(found.commit, found.documents, rows)


def _asking(path: Path, found: Reviewable, keeping: Keeping | None) -> Reviewable:
    """Asks for a decision on each criterion that has none for the documents as they are."""
    name = ""
    for each in found.evidence:
        if each.standing in _SETTLED:
            continue
        words = f"{each.criterion.id} {each.criterion.name}: accept, reject or skip"
        answer = click.prompt(words, type=click.Choice(["accept", "reject", "skip"]), default="skip", show_choices=False)
        if answer == "skip":
            continue
        name = name or click.prompt("Your name")
        note = click.prompt("Why", default="" if answer == "accept" else None, show_default=False)
        chosen = (each.criterion.id,)
        decide(found, Decision(chosen if answer == "accept" else (), chosen if answer == "reject" else (), name, note), today())
    return review(path, today(), keeping)
