"""The history of a folder as git tells it: read when it is asked for, bounded, without running anything of the repository."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from opsworthy.repository import git
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_DEPTH = 4_000
"""Commits that are looked at, newest first."""
_FEW = 12
"""Commits of one file whose lines are looked at."""
_COMMIT = regex(r"\x01([0-9a-f]{40,64}) (\d{1,12})")
_HUNK = regex(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@")
_MOST = 20_000_000
_QUIET = ("-c", "log.showSignature=false", "-c", "core.quotePath=false", "-c", "blame.ignoreRevsFile=", "-c", "log.follow=false")


@dataclass(frozen=True, slots=True)
class Touched:
    """What one commit did to one file: the first line of it that it touched, and the lines that it took out and put in."""

    day: date
    commit: str
    line: int
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True)
class GitHistory:
    """The commits below HEAD that touched a folder. `text_of` gives a file as it stands now, None where it cannot be read."""

    folder: Path
    text_of: Callable[[str], str | None]
    _changed: dict[tuple[str, date], tuple[Touched, ...]] = field(default_factory=dict)
    _lines: dict[str, tuple[date | None, ...]] = field(default_factory=dict)

    @cached_property
    def trouble(self) -> str:
        try:
            shallow = git.run(self.folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
        except git.GitFailed as error:
            return f"git cannot tell: {error}"
        return "this clone holds only the end of the history; fetch all of it" if shallow else ""

    @cached_property
    def _days(self) -> dict[str, date]:
        """The day of the last commit of each path, as far back as is looked at."""
        found: dict[str, date] = {}
        day = date.min
        for record in self._told(
            "log", f"--max-count={_DEPTH}", "--format=%x01%H %ct", "--name-only", "--no-renames", "-z", "--relative"
        ).split("\0"):
            for line in record.split("\n"):
                commit = _COMMIT.match(line)
                if commit:
                    day = _day(commit.group(2))
                elif line:
                    found[line] = max(found.get(line, day), day)
        return found

    def last(self, path: str) -> date | None:
        return None if self.trouble else self._days.get(path)

    def lines(self, path: str) -> tuple[date | None, ...]:
        if path not in self._lines:
            self._lines[path] = () if self.trouble else self._blamed(path)
        return self._lines[path]

    def changes(self, path: str, after: date) -> tuple[Touched, ...]:
        key = (path, after)
        if key not in self._changed:
            self._changed[key] = () if self.trouble else tuple(self._touched(path, after))
        return self._changed[key]

    def _blamed(self, path: str) -> tuple[date | None, ...]:
        """HEAD's lines with their days, laid over those that stand there now. The file itself is not given to git, which
        would run filters on it."""
        now = self.text_of(path)
        if now is None:
            return ()
        days: dict[str, deque[date]] = defaultdict(deque)
        day = date.min
        for line in self._told("blame", "--line-porcelain", "--no-textconv", "HEAD", "--", path).split("\n"):
            if line.startswith("committer-time "):
                day = _day(line.removeprefix("committer-time "))
            elif line.startswith("\t"):
                days[line[1:].rstrip("\r")].append(day)
        if not days:
            return ()
        return tuple(days[line].popleft() if days.get(line) else None for line in now.replace("\r\n", "\n").split("\n"))

    def _touched(self, path: str, after: date) -> Iterator[Touched]:
        told = self._told(
            "log", f"--max-count={_FEW}", f"--since={after.isoformat()}T23:59:59Z", "--format=%x01%H %ct",
            "-p", "-U0", "--no-color",
            "--no-ext-diff", "--no-textconv", "--no-renames", "--relative", "--", path,
        )  # fmt: skip
        for commit in told.split("\x01")[1:]:
            head, _, patch = commit.partition("\n")
            named = _COMMIT.match(f"\x01{head}")
            hunk = _HUNK.search(patch)
            if named and hunk and _day(named.group(2)) > after:
                body = patch[hunk.start() :].split("\n")
                removed = tuple(line[1:] for line in body if line.startswith("-"))
                added = tuple(line[1:] for line in body if line.startswith("+"))
                yield Touched(_day(named.group(2)), named.group(1), max(int(hunk.group(1)), 1), removed, added)

    def _told(self, *arguments: str) -> str:
        try:
            return git.run(self.folder, *_QUIET, *arguments)[:_MOST].decode("utf-8", "replace")
        except git.GitFailed:
            return ""


def history_of(folder: Path, text_of: Callable[[str], str | None]) -> GitHistory | None:
    """The history of a folder; None where no git repository holds it. Nothing is read yet."""
    return GitHistory(folder, text_of) if any((above / ".git").exists() for above in (folder, *folder.parents)) else None


def _day(seconds: str) -> date:
    return datetime.fromtimestamp(min(int(seconds), 253_000_000_000), UTC).date()
