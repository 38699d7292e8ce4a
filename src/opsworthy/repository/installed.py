"""Which Helm is installed here: told without what starts it, which few repositories need."""

import os
import shutil
from pathlib import Path

from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Program:
    """A Helm that is installed here. `state` tells one installation from another without running any."""

    path: str
    state: str


def installed(away_from: Path) -> Program | None:
    """The Helm of the search path, unless it stands within a folder: nothing that a repository brings is ever started."""
    found = shutil.which("helm")
    if found is None or not Path(found).is_absolute():
        return None
    real = os.path.realpath(found)
    if any(Path(each).is_relative_to(away_from.resolve()) for each in (found, real)):
        return None
    try:
        seen = Path(real).stat()
    except OSError:
        return None
    return Program(found, f"{real} {seen.st_size} {seen.st_mtime_ns}")
