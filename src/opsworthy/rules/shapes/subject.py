"""What a heading or a lead-in is about: the names that a subject goes by, from `subjects.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_MARKS = re.compile(r"[^\w*]+")


def plain(title: str) -> str:
    """A title in lower case with single spaces between its words and nothing else."""
    return _MARKS.sub(" ", title.lower()).replace("_", " ").strip()


@cache
def _names() -> dict[str, re.Pattern[str]]:
    text = files("opsworthy.rules.shapes").joinpath("subjects.toml").read_text("utf-8")
    return {subject: _pattern(phrases) for subject, phrases in tomllib.loads(text).items()}


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    ways = (re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", " ") for phrase in phrases)
    return re.compile(rf"\b(?:{'|'.join(ways)})\b")


@cache
def means(title: str, subject: str) -> bool:
    """Whether a title names a subject. Raises KeyError for a subject that subjects.toml does not hold."""
    return bool(_names()[subject].search(plain(title)))
