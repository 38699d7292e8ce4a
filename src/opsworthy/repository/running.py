"""A foreign program run with nothing but its arguments: bounded in time, memory and output, without terminal and environment."""

import os
import selectors
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import IO

from opsworthy.text.dataclass import dataclass

_LIMITED = 'ulimit -c 0; ulimit -v 2097152 2>/dev/null; exec "$0" "$@"'
"""No core file, and an address space of 2 GB."""
_PIECE = 65536
_TICK = 0.2
_MOST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Done:
    """How a run ended; `trouble` is empty where the program came to its own end."""

    code: int
    output: bytes
    words: bytes
    trouble: str = ""


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], until: float, most: int, stopped: Callable[[], bool]
) -> Done:
    """Runs a program until it ends, or `monotonic` reaches `until`, or it has printed more than `most` bytes, or `stopped`."""
    try:
        process = subprocess.Popen(  # noqa: S603 -- the shell's text is fixed, the arguments are given to it as arguments
            ("/bin/sh", "-c", _LIMITED, *command),
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        return Done(-1, b"", b"", f"it could not be started: {error.strerror}")
    with process:
        try:
            return _watched(process, until, most, stopped)
        finally:
            _end(process)


def _watched(process: subprocess.Popen[bytes], until: float, most: int, stopped: Callable[[], bool]) -> Done:
    assert process.stdout is not None
    assert process.stderr is not None
    held: dict[IO[bytes], bytearray] = {process.stdout: bytearray(), process.stderr: bytearray()}
    trouble = ""
    with selectors.DefaultSelector() as waiting:
        for pipe in held:
            waiting.register(pipe, selectors.EVENT_READ)
        while waiting.get_map() and not trouble:
            ready = {key.fd for key, _ in waiting.select(_TICK)}
            for pipe, taken in held.items():
                piece = os.read(pipe.fileno(), _PIECE) if pipe.fileno() in ready else None
                if piece == b"":
                    waiting.unregister(pipe)
                elif piece and (pipe is process.stdout or len(taken) < _MOST_WORDS):
                    taken.extend(piece)
            trouble = _trouble(len(held[process.stdout]), until, most, stopped)
    code = -1
    if not trouble:
        try:
            code = process.wait(max(0.1, until - monotonic()))
        except subprocess.TimeoutExpired:
            trouble = _LATE
    return Done(code, bytes(held[process.stdout]), bytes(held[process.stderr]), trouble)


_LATE = "it did not answer in time"


def _trouble(size: int, until: float, most: int, stopped: Callable[[], bool]) -> str:
    if size > most:
        return f"it printed more than {most // 1_000_000} MB"
    if stopped():
        return "it was stopped"
    return _LATE if monotonic() > until else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends whatever the program may have started with it."""
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
