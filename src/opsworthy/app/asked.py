"""Writes down a question that the documents do not answer, without what looks secret in it."""

from datetime import datetime
from pathlib import Path

from opsworthy.app.errors import UserError
from opsworthy.app.reading import destination
from opsworthy.records.asked import Asked
from opsworthy.records.journal import FOLDER, append_asked, read_asked
from opsworthy.repository.git import head_commit
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import carries_credentials, in_clear, is_issued

_WORD = regex(r"[^\s`'\"<>()\[\],;]{8,4096}")
_PAIR = regex(r"([A-Za-z][\w.-]{1,80})(\s*[=:]\s*[\"']?)([^\s\"'`,;<>]{4,400})")
_LEFT_OUT = "[left out]"
_LONGEST = 500


def record_question(folder: Path, question: str, now: datetime) -> bool:
    """Adds a question to the records of the repository that holds the folder; false where it stands there already. Raises
    UserError where nothing can be written."""
    root = next((each for each in (folder, *folder.parents) if (each / ".git").exists()), folder)
    said = without_secrets(" ".join(question.split())[:_LONGEST])
    destination(root, f"{FOLDER}/questions.jsonl")
    try:
        before, _ = read_asked(root)
        if any(each.question.lower() == said.lower() for each in before):
            return False
        append_asked(root, [Asked(said, now.date().isoformat(), head_commit(root) or "")])
    except OSError as error:
        raise UserError(f"cannot record the question: {error.strerror}.") from error
    return True


def without_secrets(text: str) -> str:
    """A text in which values that look secret are left out."""
    text = _WORD.sub(
        lambda found: _LEFT_OUT if is_issued(found.group()) or carries_credentials(found.group()) else found.group(), text
    )
    return _PAIR.sub(lambda found: f"{found[1]}{found[2]}{_LEFT_OUT}" if in_clear(found[1], found[3]) else found.group(), text)
