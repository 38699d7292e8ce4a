"""What the paths of a repository end with."""

from functools import lru_cache
from posixpath import dirname


@lru_cache(maxsize=4)
def tails(paths: frozenset[str]) -> frozenset[str]:
    """Every file and folder, by its whole path and by each of its ends."""
    found: set[str] = set()
    for path in paths:
        whole = path
        while whole:
            end = whole
            while end and end not in found:
                found.add(end)
                end = end.partition("/")[2]
            whole = dirname(whole)
    return frozenset(found)
