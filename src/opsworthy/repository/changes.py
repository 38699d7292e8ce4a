"""Which lines of the files below a folder differ from a git revision: what a change is answerable for."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from opsworthy.repository import git
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_HUNK = regex(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_WHOLE = (1, 1 << 60)

Hunk = tuple[int, int, int, int]


@dataclass(frozen=True)
class Changes:
    """Files that differ, by path relative to the folder, with the first and last line of each changed place. A place where lines
    were taken out is the two lines around it; a new file is changed as a whole, a removed one has no lines. `hunks` are the same
    places as first line and number of lines before, then now; `renamed` gives the present path of a file that moved; `commit` is
    where this branch left the revision."""

    lines: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    hunks: dict[str, tuple[Hunk, ...]] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    commit: str = ""

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
    files = tuple(_files(output))
    found = {each.path: tuple(_place(hunk) for hunk in each.hunks) for each in files}
    new = git.run(folder, "ls-files", "-z", "--others", "--exclude-standard")
    found |= {name.decode("utf-8", "surrogateescape"): (_WHOLE,) for name in new.split(b"\0") if name}
    renamed = {each.before: each.path for each in files if each.before}
    return Changes(found, {each.path: tuple(each.hunks) for each in files}, renamed, commit)


@dataclass
class _File:
    """One file of a patch; `before` is the path that it was moved from, empty where it was not."""

    path: str
    hunks: list[Hunk] = field(default_factory=list)
    before: str = ""


def _place(hunk: Hunk) -> tuple[int, int]:
    _, _, first, count = hunk
    return (first, first + count - 1) if count else (first, first + 1)


def _files(output: bytes) -> Iterator[_File]:
    """Each file of a patch without context. A line that begins a file cannot be content: that begins with a sign."""
    file: _File | None = None
    heading = False
    for line in output.split(b"\n"):
        if line.startswith(b"diff --git "):
            if file:
                yield file
            file, heading = _File(_path(line.removeprefix(b"diff --git "))), True
        elif file is None:
            continue
        elif line.startswith(b"@@ ") and (hunk := _HUNK.match(line)):
            told = [int(each) if each else 1 for each in hunk.groups()]
            file.hunks.append((told[0], told[1], told[2], told[3]))
            heading = False
        elif heading and line.startswith((b"rename to ", b"+++ b/")):
            file.path = _name(line.removeprefix(b"rename to ").removeprefix(b"+++ "), file.path)
        elif heading and line.startswith(b"rename from "):
            file.before = _name(line.removeprefix(b"rename from "), "")
    if file:
        yield file


def _path(names: bytes) -> str:
    """The path in `a/… b/…`: both halves are the same, but for a rename, which is named again below."""
    half = names[: len(names) // 2]
    return _name(names[len(half) + 1 :], "")


def _name(written: bytes, otherwise: str) -> str:
    text = written.strip(b"\t\r").decode("utf-8", "surrogateescape")
    if text.startswith('"') and text.endswith('"'):
        text = text[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return text.removeprefix("b/") or otherwise
