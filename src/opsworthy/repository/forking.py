"""Copies of this process that share work. Each piece is done by whichever copy is free; what it reads is already in memory."""

import gc
import os
import selectors
import signal
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module

_MOST = 4
_TICKET = struct.Struct("=I")
_HEAD = struct.Struct("=II")
_PIECE = 1 << 20
_SELDOM = 50_000
"""New objects after which a copy looks for those that are no longer wanted: most of a document lives as long as its judgement."""


def free() -> int:
    """How many copies are worth while here: one where the system has no fork, other threads run, or there is one core."""
    if not hasattr(os, "fork") or not hasattr(os, "sched_getaffinity") or threading.active_count() > 1:
        return 1
    return min(_MOST, len(os.sched_getaffinity(0)))


def shared(work: Callable[[int], bytes], order: Sequence[int], copies: int) -> dict[int, bytes | None]:
    """What the work gives for each piece, named by a number and begun in this order. A piece that raised, and one that no copy
    came to, is left out; it is None where the copy ended over it."""
    with import_module("tempfile").TemporaryFile(buffering=0) as tickets:
        tickets.write(b"".join(_TICKET.pack(each) for each in order))
        tickets.seek(0)
        pipes: dict[int, int] = {}
        try:
            # Where no more processes may be had, those that there are do all of it, or the caller does.
            with _uninterrupted(), suppress(OSError):
                for _ in range(copies):
                    process, pipe = _begun(work, tickets.fileno(), tuple(pipes.values()))
                    pipes[process] = pipe
            done = _collected(tuple(pipes.values()))
        finally:
            for process, pipe in pipes.items():
                os.close(pipe)
                _ended(process)
        untouched = {each for (each,) in _TICKET.iter_unpack(tickets.read())}
    found = {each: done.get(each) for each in order if each not in untouched}
    return {each: told for each, told in found.items() if told != b""}


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Holds an interruption back until every copy that was begun is known: one in between would leave a copy behind."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begun(work: Callable[[int], bytes], tickets: int, others: tuple[int, ...]) -> tuple[int, int]:
    """A new copy, and the pipe that it writes to."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    code = 1
    try:
        for pipe in (reading, *others):
            os.close(pipe)
        _work(work, tickets, writing)
        code = 0
    finally:
        os._exit(code)  # A copy must not return into what its parent was about to do.


def _work(work: Callable[[int], bytes], tickets: int, writing: int) -> None:
    """Takes tickets until there is none. All copies read at one place of one file, so that each ticket is taken once."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    gc.freeze()
    gc.set_threshold(_SELDOM)
    while ticket := os.read(tickets, _TICKET.size):
        (number,) = _TICKET.unpack(ticket)
        try:
            told = work(number)
        except Exception:  # noqa: BLE001 - the parent does this piece again and raises what it raises
            told = b""
        rest = memoryview(_HEAD.pack(number, len(told)) + told)
        while rest:
            rest = rest[os.write(writing, rest) :]


def _collected(pipes: tuple[int, ...]) -> dict[int, bytes]:
    """What all copies write, until each has closed its pipe; what is cut short counts as not written."""
    found: dict[int, bytes] = {}
    held = {pipe: bytearray() for pipe in pipes}
    with selectors.DefaultSelector() as waiting:
        for pipe in pipes:
            waiting.register(pipe, selectors.EVENT_READ)
        while waiting.get_map():
            for key, _ in waiting.select():
                piece = os.read(key.fd, _PIECE)
                if not piece:
                    waiting.unregister(key.fd)
                held[key.fd] += piece
                _take(held[key.fd], found)
    return found


def _take(held: bytearray, found: dict[int, bytes]) -> None:
    while len(held) >= _HEAD.size:
        number, size = _HEAD.unpack_from(held)
        if len(held) < _HEAD.size + size:
            return
        found[number] = bytes(held[_HEAD.size : _HEAD.size + size])
        del held[: _HEAD.size + size]


def _ended(process: int) -> None:
    """Waits for a copy; one that still runs is no longer wanted."""
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
