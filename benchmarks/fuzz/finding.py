"""What a run calls for each input: holds it to the rules, keeps what breaks them, and goes on."""

import re
import signal
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import FrameType

from benchmarks.fuzz.archives import cases, packed, unpacked

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

    def __init__(self, folder: Path, hold: Callable[..., str], seconds: float) -> None:
        """`seconds` are of processor time, for one input of at most LARGEST bytes."""
        self._folder = folder
        self._seconds = seconds
        self._hold = hold
        self._known: set[str] = set()
        self._turn = 0
        folder.mkdir(parents=True, exist_ok=True)
        signal.signal(signal.SIGVTALRM, _alarm)

    def __call__(self, data: bytes) -> None:
        files = unpacked(data)
        if not files:
            return
        self._turn += 1
        (self._folder / "now").write_bytes(data)
        signal.setitimer(signal.ITIMER_VIRTUAL, self._seconds)
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
