"""A first opsworthy.toml: the open questions of a repository, ready to be answered."""

from pathlib import Path

from opsworthy.app import atomic
from opsworthy.app.questions import Asked, with_questions
from opsworthy.app.reading import FILE, destination, read_text
from opsworthy.app.workspace import survey


def initialise(path: Path) -> Asked:
    """Writes the missing questions and nothing else. Raises UserError where the file cannot be read or written."""
    surveyed = survey(path)
    existing = read_text(surveyed.root, FILE)
    asked = with_questions(surveyed.system, existing)
    if asked.added:
        with atomic.writing(surveyed.root):
            atomic.replace(destination(surveyed.root, FILE), asked.text)
    return asked
