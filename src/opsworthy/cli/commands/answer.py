"""`opsworthy answer`."""

from pathlib import Path

import click

from opsworthy.app.answer import open_questions, record
from opsworthy.cli.exits import USAGE
from opsworthy.cli.options import fail, repository, user_errors
from opsworthy.reports.words import safe


@click.command()
@repository
@click.option("--key", help="Answer this question without asking; goes with --value.")
@click.option("--value", help="The answer to the question of --key.")
def COMMAND(path: Path, key: str | None, value: str | None) -> None:  # noqa: N802
    """Answer the open questions one by one; an empty answer leaves one open.

    Answers go to opsworthy.toml, where the documents cite them by line.
    """
    with user_errors():
        asked = open_questions(path)
        if (key is None) != (value is None):
            fail("--key and --value go together", USAGE)
        if key is not None and value is not None:
            if key not in {question.key for question in asked.questions}:
                fail(f"no open question has the key {key!r}; `opsworthy survey --all` lists them", USAGE)
            record(asked.root, key, value)
            return
        answered = 0
        for number, question in enumerate(asked.questions, start=1):
            click.echo(f"\n{number}/{len(asked.questions)}  {click.style(safe(question.ask), bold=True)}")
            click.echo(click.style(f"      {safe(question.who)} could answer; goes to {safe(question.key)}", dim=True))
            words = click.prompt("     ", default="", show_default=False, prompt_suffix="> ")
            if words.strip():
                record(asked.root, question.key, words)
                answered += 1
        click.echo(f"{answered} answered, {len(asked.questions) - answered} still open. Next: opsworthy prepare")
