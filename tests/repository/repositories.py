"""What the tests of the repository floor share: a name for running git, and files written to disk."""

from collections.abc import Callable
from pathlib import Path

Git = Callable[..., str]
"""Runs one git command and gives its output; raises where git fails."""


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for path, content in files.items():
        whole = folder / path
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(content.encode() if isinstance(content, str) else content)
