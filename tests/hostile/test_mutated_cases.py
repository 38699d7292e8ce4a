"""Every detector's own cases, changed by strokes that reach further than a flipped bit: the survey holds whatever they make.

OPSWORTHY_FUZZ=1 draws more; `python -m benchmarks.fuzz` looks for changes that reach new code."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

import jsonschema
import pytest
from benchmarks.fuzz.archives import cases, packed, unpacked
from benchmarks.fuzz.holding import hold, marked
from benchmarks.fuzz.strokes import stroke
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PATIENCE = 4.0
"""Seconds of processor time for at most 24 files of 64 KB, on a machine with others at work."""
SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "system-1.json"
MANY = settings(deadline=None, suppress_health_check=list(HealthCheck))
FEW = settings(MANY, max_examples=200 if os.environ.get("OPSWORTHY_FUZZ") else 3)


class TooSlow(BaseException):
    """Not an Exception: nothing under test may catch it."""


@contextmanager
def patience() -> Iterator[None]:
    def alarm(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, alarm)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@cache
def starts() -> dict[str, list[dict[str, str]]]:
    """The cases of each detector, the values of secret variables marked."""
    found: dict[str, list[dict[str, str]]] = {}
    for name, files in cases().items():
        found.setdefault(name.partition("/")[0], []).append(marked(files))
    return found


@cache
def validator() -> Any:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize("detector", sorted(starts()))
@FEW
@given(data=st.data())
def test_changed_cases_are_surveyed(detector: str, data: st.DataObject) -> None:
    own, others = starts()[detector], [files for each in starts().values() for files in each]
    random = Random(data.draw(st.integers(0, 2**32)))
    files = data.draw(st.sampled_from(own))
    for _ in range(data.draw(st.integers(1, 4))):
        files = stroke(random, files, others)
    files = unpacked(packed(files))
    with patience():
        published = hold(files, twice=data.draw(st.booleans()))
    validator().validate(json.loads(published))


def test_the_values_of_secret_variables_are_marked() -> None:
    assert sum("Zq7Lk2Vx9Tn4" in text for each in starts().values() for files in each for text in files.values()) > 10
