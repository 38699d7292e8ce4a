"""Copies of this process: every piece is done once, and what goes wrong in one copy costs one piece."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from opsworthy.repository.forking import free, shared

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def told(number: int) -> bytes:
    return f"piece {number}".encode() * 50_000


def test_does_every_piece() -> None:
    assert shared(told, range(40), 3) == {number: told(number) for number in range(40)}


def test_begins_in_the_order_that_is_given() -> None:
    begun: list[int] = []

    def work(number: int) -> bytes:
        begun.append(number)
        return b"%d" % len(begun)

    assert shared(work, [7, 3, 5], 1) == {7: b"1", 3: b"2", 5: b"3"}


def test_leaves_out_what_raises() -> None:
    def work(number: int) -> bytes:
        if number == 2:
            raise ValueError(number)
        return told(number)

    assert shared(work, range(4), 2) == {number: told(number) for number in (0, 1, 3)}


@pytest.mark.parametrize("end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(0)])
def test_a_copy_that_ends_costs_the_piece_that_it_was_at(end: Callable[[], None]) -> None:
    def work(number: int) -> bytes:
        if number == 1:
            end()
        return told(number)

    found = shared(work, range(20), 2)
    assert found.pop(1) is None
    assert found == {number: told(number) for number in range(20) if number != 1}


def test_what_no_copy_came_to_is_left_out() -> None:
    def work(_number: int) -> bytes:
        os._exit(0)

    assert shared(work, range(5), 2) == {0: None, 1: None}


INTERRUPTED = """
import os, signal, sys
from pathlib import Path
from time import sleep
from opsworthy.repository.forking import shared

def work(number):
    Path(sys.argv[1], str(os.getpid())).touch()
    if number == 0:
        os.kill(os.getppid(), signal.SIGINT)
    sleep(30)
    return b""

signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    shared(work, range(4), 2)
except KeyboardInterrupt:
    sys.exit(7)
"""


def test_no_copy_is_left_when_it_is_interrupted(tmp_path: Path) -> None:
    """In a process of its own: copies are made only where no other thread runs, which a test worker has."""
    done = subprocess.run([sys.executable, "-c", INTERRUPTED, tmp_path], check=False, timeout=60)
    assert done.returncode == 7
    copies = [int(each.name) for each in tmp_path.iterdir()]
    assert copies
    for copy in copies:
        with pytest.raises(ProcessLookupError):
            os.kill(copy, 0)


def test_there_is_at_least_one() -> None:
    assert free() >= 1
