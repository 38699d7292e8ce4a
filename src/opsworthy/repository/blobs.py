"""File contents out of git's object store, through one long-lived `git cat-file --batch`."""

import subprocess
import weakref
from pathlib import Path

from opsworthy.repository.git import GitFailed, command, environment


class Blobs:
    """Reads blobs by id; the process starts with the first and ends with this object."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, blob: str) -> bytes:
        """The whole content of a blob. Raises GitFailed where the object is missing, as in a partial clone."""
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(blob.encode("ascii") + b"\n")
            process.stdin.flush()
        except OSError as error:
            raise GitFailed("git stopped answering") from error
        answer = process.stdout.readline().split()
        if len(answer) != 3 or answer[1] != b"blob":
            raise GitFailed(f"git does not hold the object {blob[:12]}")
        content = process.stdout.read(int(answer[2]) + 1)
        return content[:-1]

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            try:
                self._process = subprocess.Popen(  # noqa: S603 -- git, without a shell
                    command(self._folder, "cat-file", "--batch"),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=environment(),
                )
            except OSError as error:
                raise GitFailed(f"git could not be started: {error.strerror}") from error
            weakref.finalize(self, _end, self._process)
        return self._process


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    process.kill()
    process.wait()
