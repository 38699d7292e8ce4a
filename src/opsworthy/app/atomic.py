"""Files are replaced whole or not at all, and one run at a time writes to a repository."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from opsworthy.app.errors import UserError


def replace(target: Path, text: str) -> None:
    """Writes a whole file beside the old one and swaps them; line ends and bytes are as given. Raises UserError with the
    reason (read-only, full disk) and then leaves the old file as it was."""
    data = text.encode("utf-8", "surrogateescape")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UserError(f"cannot write {target}: {_reason(error)}. The old file is untouched.") from error


def _reason(error: OSError) -> str:
    words = {
        errno.EACCES: "permission denied; make the folder writable or choose another with documents.folder in opsworthy.toml",
        errno.EROFS: "the file system is read-only; copy the repository to a place where files can be written",
        errno.ENOSPC: "the disk is full; free some space and run again",
    }
    return words.get(error.errno or 0, error.strerror or str(error))


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Holds `.opsworthy/lock` while documents are written. Raises UserError while another live run holds it; the lock of a
    run that was killed is taken over."""
    lock = root / ".opsworthy" / "lock"
    try:
        lock.parent.mkdir(exist_ok=True)
        descriptor = _acquire(lock)
    except OSError as error:
        raise UserError(f"cannot write into {root}: {_reason(error)}. Nothing was written.") from error
    try:
        os.write(descriptor, str(os.getpid()).encode())
        os.close(descriptor)
        yield
    finally:
        lock.unlink(missing_ok=True)
        _remove_if_empty(lock.parent)


def _acquire(lock: Path) -> int:
    try:
        return os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    except FileExistsError:
        holder = _holder(lock)
        if holder is not None:
            raise UserError(
                f"another run (process {holder}) is writing here. Wait for it, or remove {lock} if it is gone."
            ) from None
        lock.unlink(missing_ok=True)
        return os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)


def _holder(lock: Path) -> int | None:
    try:
        number = int(lock.read_text(encoding="ascii", errors="replace"))
        os.kill(number, 0)
    except (ValueError, OSError):
        return None
    return number


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return
