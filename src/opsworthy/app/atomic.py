"""Files are replaced whole or not at all, and one run at a time writes to a repository."""

import errno
import fcntl
import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from opsworthy.app.errors import UserError
from opsworthy.app.reading import destination


def replace(target: Path, text: str) -> None:
    """Writes a whole file beside the old one and swaps them; line ends and bytes are as given. Raises UserError with the
    reason (read-only, full disk) and then leaves the old file as it was."""
    data = text.encode("utf-8", "surrogateescape")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        beginning = f".{target.name}.opsworthy-"
        for left in target.parent.glob(f"{glob.escape(beginning)}*"):  # By a run that was killed.
            left.unlink(missing_ok=True)
        descriptor, name = import_module("tempfile").mkstemp(prefix=beginning, dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:  # interrupted too: no half-written file stays behind
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UserError(f"cannot write {target}: {_reason(error)}. The old file is untouched.") from error


def _reason(error: OSError) -> str:
    words = {
        errno.EACCES: "permission denied; make the folder writable or choose another with documents.folder in opsworthy.toml",
        errno.EROFS: "the file system is read-only; copy the repository to a place where files can be written",
        errno.ENOSPC: "the disk is full; free some space and run again",
        errno.EEXIST: "a file stands where a folder is needed; move it away",
        errno.ENOTDIR: "a file stands where a folder is needed; move it away",
    }
    return words.get(error.errno or 0, error.strerror or str(error))


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Holds `.opsworthy/lock` while documents are written. Raises UserError while another live run holds it; the system lets
    go of the lock of a run that was killed."""
    lock = destination(root, ".opsworthy") / "lock"
    try:
        lock.parent.mkdir(exist_ok=True)
        descriptor = _acquire(lock)
    except OSError as error:
        raise UserError(f"cannot write into {root}: {_reason(error)}. Nothing was written.") from error
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(descriptor)
        _remove_if_empty(lock.parent)


def _acquire(lock: Path) -> int:
    """The open lock. One that its last holder has just removed is no lock any more: then another is made."""
    while True:
        descriptor = os.open(lock, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_same(descriptor, lock):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, str(os.getpid()).encode())
                return descriptor
        except BlockingIOError:
            holder = os.read(descriptor, 20).decode("ascii", "replace") or "just started"
            os.close(descriptor)
            raise UserError(f"another run (process {holder}) is writing here. Wait for it, then run again.") from None
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _is_same(descriptor: int, lock: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), lock.lstat())
    except FileNotFoundError:
        return False


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return
