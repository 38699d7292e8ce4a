"""`python -m benchmarks.fuzz FOLDER [MINUTES]`: a run guided by coverage over every reader of the survey, with atheris.

Needs the extra: `pip install -e '.[fuzz]'`. What breaks is kept in FOLDER/found, one file for each different place in our code,
with its trace beside it, and the run goes on; `python -m benchmarks.fuzz.again FOLDER` tries them again without instruments."""

import os
import re
import signal
import sys
import traceback
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

from benchmarks.fuzz.archives import cases, packed, unpacked
from benchmarks.fuzz.strokes import stroke

SECONDS = 12.0
"""Of processor time for one input of at most LARGEST bytes; the instruments make everything some five times slower."""
LARGEST = 65_536


class TooSlow(BaseException):
    """Not an Exception: nothing under test may catch it."""


def _alarm(_number: int, _frame: FrameType | None) -> None:
    raise TooSlow


def seeds(folder: Path, marked: Callable[[dict[str, str]], dict[str, str]]) -> list[dict[str, str]]:
    """Writes the cases of all detectors as the first corpus, secret values marked."""
    folder.mkdir(parents=True, exist_ok=True)
    found = [marked(files) for files in cases().values()]
    for files in found:
        data = packed(files)
        if len(data) <= LARGEST:
            (folder / sha256(data).hexdigest()[:16]).write_bytes(data)
    return found


def signature(error: BaseException) -> str:
    """The kind of an error and the last place of ours that it passed: two inputs with the same need mending once."""
    ours = [each for each in traceback.extract_tb(error.__traceback__) if "/opsworthy/" in each.filename]
    if isinstance(error, RecursionError | TooSlow):
        files = sorted({Path(each.filename).name for each in ours[-6:]})
        return f"{type(error).__name__} {' '.join(files)}"
    if not ours:
        return re.sub(r"[\w./-]*/|\d+", "", str(error))[:80]
    return f"{type(error).__name__} {ours[-1].filename.rpartition('/opsworthy/')[2]}:{ours[-1].name}"


class Finding:
    """What the fuzzer calls: holds an input to the rules and keeps those that break them."""

    def __init__(self, folder: Path, hold: Callable[..., str]) -> None:
        self._folder = folder
        self._hold = hold
        self._known: set[str] = set()
        self._turn = 0
        folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, data: bytes) -> None:
        files = unpacked(data)
        if not files:
            return
        self._turn += 1
        (self._folder / "now").write_bytes(data)
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            self._hold(files, twice=self._turn % 16 == 0)
        except (Exception, TooSlow) as error:  # noqa: BLE001 -- whatever is raised is what is looked for
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            self._keep(error, data)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def _keep(self, error: BaseException, data: bytes) -> None:
        what = signature(error)
        if what in self._known:
            return
        self._known.add(what)
        name = sha256(what.encode()).hexdigest()[:12]
        (self._folder / f"{name}.input").write_bytes(data)
        trace = "".join(traceback.format_exception(error)[-40:])
        (self._folder / f"{name}.trace").write_text(f"{what}\n\n{trace[-8000:]}", encoding="utf-8", errors="replace")
        print(f"found: {what}", flush=True)


def main() -> None:
    folder = Path(sys.argv[1])
    minutes = float(sys.argv[2]) if len(sys.argv) > 2 else 20
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["opsworthy"]):
        holding = import_module("benchmarks.fuzz.holding")
        import_module("opsworthy.facts.detect").all_detectors()
    starts = seeds(folder / "corpus", holding.marked)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)
        if random.random() < 0.25:
            return bytes(atheris.Mutate(data, most))
        files = unpacked(data)
        for _ in range(random.choice((1, 1, 1, 2, 4))):
            files = stroke(random, files, starts)
        return packed(files)[:most]

    signal.signal(signal.SIGVTALRM, _alarm)
    words = [f"-max_total_time={int(minutes * 60)}", f"-max_len={LARGEST}", "-timeout=120", "-rss_limit_mb=3000"]
    words += ["-print_final_stats=1", f"-artifact_prefix={folder}/", "-reload=0", str(folder / "corpus")]
    sys.setrecursionlimit(1000)
    os.nice(10)
    atheris.Setup([sys.argv[0], *words], Finding(folder / "found", holding.hold), custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
