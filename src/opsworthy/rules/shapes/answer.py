"""What should be seen, and which command it answers: beside the command, not anywhere in the passage."""

import re
from collections.abc import Iterable, Iterator

from opsworthy.commands.command import Command
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.evidence import Finder, commands
from opsworthy.rules.shapes.reading import Passage
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_TIMED = regex(r"\W*expected\s+(?:\w+\s+)?(?:time|duration|downtime)\b", re.IGNORECASE)


def expectation(passage: Passage) -> Location | None:
    """What an operator should see: a comment in a block, a sentence that says so, or a lead-in such as `Expected response:`."""
    stated = (each.location for each in passage.expectations if not _of_time(passage.reading.line(each.location.line)))
    led_in = (each.location for each in passage.paragraphs if _leads(each.label))
    column = (row.location for row in passage.rows if _expects(row.header, row.cells))
    return next(stated, None) or next(led_in, None) or next(column, None)


def _leads(label: str) -> bool:
    return marks.leads_to_expectation(label) and not _of_time(label)


def _of_time(text: str) -> bool:
    """Whether what is expected is how long it takes, which is no answer of a command."""
    return _TIMED.match(text) is not None


def _expects(header: tuple[str, ...], cells: tuple[str, ...]) -> bool:
    return any(marks.leads_to_expectation(name) and cell.strip(" -–—") for name, cell in zip(header, cells, strict=False))


def answered(*purposes: str) -> Finder:
    """A command of these purposes beside which stands what to see, or that judges for itself (waits, or fails by its status)."""

    def find(passage: Passage) -> Location | None:
        return next((each.location for each in answered_by(passage, purposes)), None)

    return find


def answered_by(passage: Passage, purposes: Iterable[str]) -> Iterator[Command]:
    """The commands of these purposes that have an answer of their own: not one in another block of commands, in another row or
    below another heading."""
    answering = answers(passage)
    for each in commands(passage, purposes):
        first, last = _reach(passage, each.location.line)
        taken = _taken(passage, each.location.line) if answering else frozenset()
        if judges_itself(each) or any(first <= line <= last and line not in taken for line in answering):
            yield each


def _taken(passage: Passage, line: int) -> frozenset[int]:
    """The lines whose answers belong to the commands of other blocks and rows."""
    blocks = [each for each in passage.fences if each.commands and not each.location.line <= line <= each.location.end_line]
    rows = {row.location.line for row in passage.rows if row.location.line != line}
    return frozenset(rows).union(*(range(each.location.line, each.location.end_line + 1) for each in blocks))


def judges_itself(each: Command) -> bool:
    """Whether its exit status is the answer: it waits, it tests, or it is an HTTP request told to fail on an error."""
    failing = each.tool == "curl" and any(
        word == "--fail" or (word[:1] == "-" and word[1:2] != "-" and "f" in word) for word in each.words
    )
    return failing or bool(each.purposes & {"wait", "test"})


def answers(passage: Passage) -> frozenset[int]:
    """The lines on which something to see is stated."""
    stated = {each.location.line for each in passage.expectations if not _of_time(passage.reading.line(each.location.line))}
    led_in = {each.location.line for each in passage.paragraphs if _leads(each.label)}
    return frozenset(stated | led_in | {row.location.line for row in passage.rows if _expects(row.header, row.cells)})


def _reach(passage: Passage, line: int) -> tuple[int, int]:
    """The lines that speak of a command: its own block and a few lines around it, below the same heading; in a table its row."""
    if any(row.location.line == line for row in passage.rows):
        return line, line
    fence = next((each for each in passage.fences if each.location.line <= line <= each.location.end_line), None)
    first, last = (fence.location.line - 3, fence.location.end_line + 4) if fence else (line - 2, line + 4)
    heads = [each.first for each in passage.reading.headed if first <= each.first <= last]
    return max([first, *(at for at in heads if at <= line)]), min([last, *(at - 1 for at in heads if at > line)])
