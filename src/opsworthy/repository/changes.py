"""Which lines of the files below a folder differ from a git revision: what a change is answerable for."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from opsworthy.repository import git

_HUNK = re.compile(rb"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_WHOLE = (1, 1 << 60)


@dataclass(frozen=True)
class Changes:
    """Files that differ, by path relative to the folder, with the first and last line of each changed place. A place where lines
    were taken out is the two lines around it; a new file is changed as a whole, a removed one has no lines."""

    lines: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def touch(self, path: str, first: int, last: int) -> bool:
        """Whether a change lies on these lines or between them."""
        return any(begin <= last and first <= end for begin, end in self.lines.get(path, ()))

    def __contains__(self, path: object) -> bool:
        return path in self.lines


def changes_since(folder: Path, revision: str) -> Changes:
    """What differs from where this branch left a revision, what is not committed and new files included. No filter, no external
    diff and no text conversion of the repository is run. Raises GitFailed."""
    commit = git.resolve(folder, revision)
    with suppress(git.GitFailed):  # In a shallow clone, or between unrelated histories, the revision itself is the best there is.
        commit = git.run(folder, "merge-base", commit, "HEAD").decode("ascii", "replace").strip() or commit
    output = git.run(
        folder, *git.without_filters(folder), "-c", "core.quotePath=false", "diff-index", "-p", "-U0", "-M", "--no-color",
        "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/", "--relative", commit, "--",
    )  # fmt: skip
    found = {path: tuple(places) for path, places in _files(output)}
    new = git.run(folder, "ls-files", "-z", "--others", "--exclude-standard")
    found |= {name.decode("utf-8", "surrogateescape"): (_WHOLE,) for name in new.split(b"\0") if name}
    return Changes(found)


def _files(output: bytes) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Each file of a patch without context. A line that begins a file cannot be content: that begins with a sign."""
    path, places = "", list[tuple[int, int]]()
    heading = False
    for line in output.split(b"\n"):
        if line.startswith(b"diff --git "):
            if path:
                yield path, places
            path, places, heading = _path(line.removeprefix(b"diff --git ")), [], True
        elif line.startswith(b"@@ ") and (hunk := _HUNK.match(line)):
            first, count = int(hunk.group(1)), int(hunk.group(2) or 1)
            places.append((first, first + count - 1) if count else (first, first + 1))
            heading = False
        elif heading and line.startswith((b"rename to ", b"+++ b/")):
            path = _name(line.removeprefix(b"rename to ").removeprefix(b"+++ "), path)
    if path:
        yield path, places


def _path(names: bytes) -> str:
    """The path in `a/… b/…`: both halves are the same, but for a rename, which is named again below."""
    half = names[: len(names) // 2]
    return _name(names[len(half) + 1 :], "")


def _name(written: bytes, otherwise: str) -> str:
    text = written.strip(b"\t\r").decode("utf-8", "surrogateescape")
    if text.startswith('"') and text.endswith('"'):
        text = text[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return text.removeprefix("b/") or otherwise
