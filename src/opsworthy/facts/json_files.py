"""Which JSON files may say how something runs, by their path alone: most of them are data, locks and settings of tools."""

import re
from functools import cache, lru_cache

from opsworthy.text.data import data_of


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    data = data_of("opsworthy.facts", "json_files.toml")
    folders = tuple(f"/{name}/" for name in data["folders"])
    return frozenset(data["names"]), tuple(data["endings"]), tuple(data["beginnings"]), folders


@lru_cache(maxsize=16384)
def may_describe(path: str) -> bool:
    """Whether a JSON file is worth a look."""
    if not path.endswith(".json"):
        return False
    names, endings, beginnings, folders = _words()
    folder, slash, name = path.rpartition("/")
    if name in names or name.endswith(endings) or name.startswith(beginnings):
        return False
    return not any(part in f"/{folder}{slash}" for part in folders)


def without_comments(text: str) -> str:
    """The text without a byte order mark, comments and last commas, which .NET and editors allow; every place stays as it was."""
    kept = re.sub(r'("(?:[^"\\\n]|\\.)*")|//[^\n]*', lambda match: match[1] or " " * len(match[0]), text.removeprefix("\ufeff"))
    return re.sub(r",(\s*[}\]])", r" \1", kept)
