"""Make: the targets of makefiles and of the files that they include."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.paths import folder_of, within
from opsworthy.facts.running.makefile import read

_NAMES = ("Makefile", "makefile", "GNUmakefile")
_MOST = 50


def _wants(path: str) -> bool:
    return path.rpartition("/")[2] in _NAMES


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        first = read(source)
        yield from first.ways()
        waiting, seen = list(first.included), {source.path}
        while waiting and len(seen) < _MOST:
            path = within(folder_of(source.path), waiting.pop(0))
            included = files.open(path) if path is not None and path not in seen and "$" not in path else None
            if included is not None and path is not None:
                seen.add(path)
                further = read(included)
                further.phony |= first.phony
                yield from further.ways()
                waiting += further.included


DETECTOR = Detector("makefile", "targets of makefiles", _wants, _detect, looks_at=("Makefile", "GNUmakefile"))
