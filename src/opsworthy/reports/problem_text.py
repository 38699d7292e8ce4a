"""Files that could not be read or understood, as every command says them."""

from collections.abc import Iterator, Sequence

from opsworthy.reports.printed import Printed, title
from opsworthy.reports.words import count, safe
from opsworthy.text.source import Problem


def problem_lines(problems: Sequence[Problem]) -> Iterator[Printed]:
    """One line for each: where, what, and what to do."""
    if not problems:
        return
    yield from title(count(len(problems), "file problem") + " (the rest was read)")
    for problem in problems:
        advice = f"; {safe(problem.advice)}" if problem.advice else ""
        yield Printed(f"  {safe(str(problem.location))}: {safe(problem.message)}{advice}", "warn")
