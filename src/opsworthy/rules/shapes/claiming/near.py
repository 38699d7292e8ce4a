"""Names that are nearly the same."""

from collections.abc import Iterable
from difflib import get_close_matches


def close(name: str, known: Iterable[str], count: int, least: float) -> list[str]:
    """As difflib's `get_close_matches`, which takes its time over names that are too short or too long to be alike."""
    shortest, longest = len(name) * least / (2 - least), len(name) * (2 - least) / least
    fitting = [each for each in known if shortest <= len(each) <= longest]
    return get_close_matches(name, fitting, count, least) if fitting else []
