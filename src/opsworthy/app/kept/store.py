"""The folder that holds what is kept: one file per surveyed folder, for its owner alone, replaced whole, never too many.

Nothing here is worth an error: what cannot be read, or is not ours alone, is not there; what cannot be written is not kept.
"""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from opsworthy.text.dataclass import dataclass

MOST_BYTES = 200_000_000
MOST_ENTRY = 50_000_000
"""Bytes of all entries together, and of one."""

_BEGINNING = b"opsworthy-kept-1\n"
_DIGEST = 32
_ENDING = ".kept"
OWN = "own"
"""The one key of what is no repository's: its entry has an ending of its own."""
_OWN_ENDING = ".own"
_NEW = "new-"


@dataclass(frozen=True)
class Keeping:
    """Where to keep, and the time at which the run began, in nanoseconds since 1970: a file that was written just before it
    could be written again without a trace."""

    folder: Path
    now: int


def read(folder: Path, key: str) -> bytes | None:
    """What was kept under a key; None where there is nothing, or it is damaged, or others could have written it."""
    if not _is_ours(folder, stat.S_ISDIR):
        return None
    path = path_of(folder, key)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            state = os.fstat(descriptor)
            if not _owned(state) or not stat.S_ISREG(state.st_mode) or state.st_size > MOST_ENTRY:
                return None
            data = file.read(MOST_ENTRY)
    except OSError:
        return None
    begins = len(_BEGINNING) + _DIGEST
    if data[: len(_BEGINNING)] != _BEGINNING or sha256(data[begins:]).digest() != data[len(_BEGINNING) : begins]:
        return None
    with suppress(OSError):
        os.utime(path)
    return data[begins:]


def write(folder: Path, key: str, data: bytes) -> None:
    """Keeps something under a key, if it can be; the oldest entries make room."""
    if len(data) > MOST_ENTRY - 100:
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(folder, stat.S_ISDIR):
            return
        _make_room(folder, len(data))
        name = folder / f"{_NEW}{os.urandom(8).hex()}"
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_BEGINNING + sha256(data).digest() + data)
            name.replace(path_of(folder, key))
        except BaseException:  # interrupted too: no half-written file stays behind
            name.unlink(missing_ok=True)
            raise
    except OSError:
        return


def path_of(folder: Path, key: str) -> Path:
    """Where an entry stands."""
    return folder / f"{sha256(key.encode('utf-8', 'surrogateescape')).hexdigest()[:40]}{_ENDING if key != OWN else _OWN_ENDING}"


def _is_ours(path: Path, kind: Callable[[int], bool]) -> bool:
    try:
        state = path.lstat()
    except OSError:
        return False
    return kind(state.st_mode) and _owned(state)


def _owned(state: os.stat_result) -> bool:
    """Whether nobody else can have written it."""
    return state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _make_room(folder: Path, size: int) -> None:
    """Removes the entries that were used longest ago, and what a killed run left, until the new one fits."""
    found = []
    for entry in os.scandir(folder):
        with suppress(OSError):
            state = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(state.st_mode) and (entry.name.startswith(_NEW) or entry.name.endswith((_ENDING, _OWN_ENDING))):
                found.append((state.st_mtime_ns, state.st_size, entry.path))
    total = size + sum(each[1] for each in found)
    for _, freed, path in sorted(found):
        if total <= MOST_BYTES:
            return
        with suppress(OSError):
            Path(path).unlink()
            total -= freed
