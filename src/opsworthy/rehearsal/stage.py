"""What a stage declares: a module-level `STAGE` in `rehearsal/stages/<name>.py`."""

from collections.abc import Callable

from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one script: `outcome` passed, failed or skipped; `message` says why, in the tool's own first line."""

    outcome: str
    message: str
    seconds: float


@dataclass(frozen=True)
class Stage:
    """A place where a documented step is tried. `about` says what it runs and what a pass proves, no more than that."""

    name: str
    about: str
    try_script: Callable[[str], Attempt]
