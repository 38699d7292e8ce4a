"""Words that must stand there, or must not."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from opsworthy.rules.extending.mechanism import Answer, Fault, Look, Mechanism, Test
from opsworthy.text.location import Location
from opsworthy.text.strict import Refused, Strict


def make(table: Strict) -> Test:
    must, never = (_compiled(table, key) for key in ("matches", "never"))
    if must is None and never is None:
        raise Refused(table.location, f"{table.where} needs `matches` or `never`: an expression of RE2.")
    words = table.string("words")

    def test(look: Look) -> Answer:
        texts = list(_texts(look))
        wrong = next((where for text, where in texts if never and never.search(text)), None)
        if wrong:
            return Fault(f"{look.named}: {words or 'this'} must not stand here", wrong)
        if must is None:
            return look.passage.location
        found = next((where for text, where in texts if must.search(text)), None)
        return found or Fault(f"{look.named}: nothing shows {words or f'`{must.pattern}`'}")

    return test


def _compiled(table: Strict, key: str) -> Any:
    """RE2 takes linear time, whatever the expression and the text."""
    text = table.string(key)
    if not text:
        return None
    re2 = import_module("re2")
    try:
        return re2.compile(text)
    except re2.error as error:
        raise Refused(table.place(key), f"`{key}` in {table.where} is no expression of RE2: {error}.") from error


def _texts(look: Look) -> Iterator[tuple[str, Location]]:
    """What a reader sees: words, rows and code, not comments."""
    yield from ((each.text, each.location) for each in look.passage.paragraphs)
    yield from ((" | ".join(row.cells), row.location) for row in look.passage.rows)
    yield from ((fence.text, fence.location) for fence in look.passage.fences)


MECHANISM = Mechanism(
    "pattern",
    "Words that must stand in a section, or must not.",
    {
        "matches": "an expression of RE2 that must match a paragraph, a row or a code block",
        "never": "an expression of RE2 that must match none",
        "words": "what it stands for, in words for the message",
    },
    make,
)
