"""What a detector declares: a module-level `DETECTOR` in `facts/detectors/<name>.py`."""

from collections.abc import Callable, Iterator

from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Detector:
    """One technology. `wants` looks at a path alone and says whether the file may matter; `detect` reads those files.

    `looks_at` are the names of the files that `wants` can say yes to, written out as plain text: `Procfile`, `*.yaml`,
    `vercel*.json`, `.github/workflows/*.yml`. Where a tree holds none of them the detector is not even imported. Nor is it where
    no such file has one of the words `only_with` in its path or its text, without which the detector tells nothing."""

    name: str
    about: str
    wants: Callable[[str], bool]
    detect: Callable[[Files], Iterator[Told]]
    looks_at: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()
