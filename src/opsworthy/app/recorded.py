"""What people have decided and asked, as far as it counts: `[review] reviewers` of opsworthy.toml says who may decide."""

from pathlib import Path

from opsworthy.app.errors import UserError
from opsworthy.app.reading import FILE, read_text
from opsworthy.records.asked import Asked
from opsworthy.records.journal import read_asked, read_reviews
from opsworthy.records.review import Review
from opsworthy.text import toml
from opsworthy.text.dataclass import dataclass
from opsworthy.text.node import find
from opsworthy.text.source import Problem, Source
from opsworthy.text.strict import Refused, Strict


@dataclass(frozen=True)
class Recorded:
    """Decisions of those who may decide, and questions that went unanswered, oldest first; `problems` are broken lines."""

    reviews: tuple[Review, ...]
    asked: tuple[Asked, ...]
    problems: tuple[Problem, ...]


def recorded(root: Path) -> Recorded:
    """Reads the records of a repository. Raises UserError where they, or opsworthy.toml, cannot be read."""
    try:
        reviews, broken = read_reviews(root)
        asked, spoiled = read_asked(root)
    except OSError as error:
        raise UserError(f"the records cannot be read: {error.strerror}.") from error
    allowed = reviewers_of(root) if reviews else ()
    counted = tuple(each for each in reviews if may_review(each.reviewer, allowed))
    return Recorded(counted, asked, (*broken, *spoiled))


def reviewers_of(root: Path) -> tuple[str, ...]:
    """Who may review; empty where everybody may. Raises UserError for a list that cannot be understood."""
    text = read_text(root, FILE)
    table = toml.parse(Source(FILE, text.removeprefix("\ufeff"))) if text is not None else None
    if isinstance(table, Problem):
        raise UserError(f"{table.location}: {table.message}; {table.advice}. It may say who may review.")
    node = find(table, "review") if table is not None else None
    if node is None:
        return ()
    try:
        strict = Strict(node, "[review]")
        strict.only("reviewers")
        return strict.words("reviewers")
    except Refused as refused:
        raise UserError(str(refused)) from refused


def may_review(name: str, allowed: tuple[str, ...]) -> bool:
    """Whether somebody is among those who may; by name, whatever its capital letters."""
    return not allowed or name.strip().casefold() in {each.strip().casefold() for each in allowed}
