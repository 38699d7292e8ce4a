"""What the .gitignore files of a repository keep out of it."""

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from posixpath import dirname, join, relpath
from typing import Any

_LONGEST = 100_000


def is_kept_out(path: str, text_of: Callable[[str], str | None]) -> bool:
    """Whether git would not see a file or folder of this path; `text_of` gives the text of a file of the repository. As git
    decides: the deepest .gitignore that has an opinion wins. The library is imported where there is one to read."""
    folder = dirname(path)
    while True:
        text = text_of(join(folder, ".gitignore"))
        if text:
            inside = relpath(path, folder or ".")
            told = [_spec(text[:_LONGEST]).check_file(each).include for each in (inside, f"{inside}/")]
            if any(each is not None for each in told):
                return any(told)
        if not folder:
            return False
        folder = dirname(folder)


@lru_cache(maxsize=16)
def _spec(text: str) -> Any:
    return import_module("pathspec").GitIgnoreSpec.from_lines(text.splitlines())
