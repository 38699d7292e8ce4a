"""Open questions and their answers in opsworthy.toml."""

from pathlib import Path

from opsworthy.app import atomic
from opsworthy.app.questions import with_answer
from opsworthy.app.reading import FILE, destination, read_text
from opsworthy.app.workspace import survey
from opsworthy.system.model import Question
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Open:
    """The repository and its open questions, in the order in which the documents ask them."""

    root: Path
    questions: tuple[Question, ...]


def open_questions(path: Path) -> Open:
    """What no file of the repository says."""
    surveyed = survey(path)
    return Open(surveyed.root, surveyed.system.questions)


def record(root: Path, key: str, words: str) -> None:
    """Writes one answer; a whole number is kept as a number, `true` and `false` as such. Raises UserError as writing does."""
    with atomic.writing(root):
        text = with_answer(read_text(root, FILE), key, _value(words.strip()))
        atomic.replace(destination(root, FILE), text)


def _value(words: str) -> str | int | bool:
    if words in ("true", "false"):
        return words == "true"
    return int(words) if words.isascii() and words.isdigit() and str(int(words)) == words else words
