"""just: the recipes of justfiles and of the files that they import."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.paths import folder_of, within
from opsworthy.facts.running.justfile import read

_MOST = 50


def _wants(path: str) -> bool:
    return path.rpartition("/")[2].lower() in ("justfile", ".justfile")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        waiting, seen = [source.path], {source.path}
        while waiting and len(seen) < _MOST:
            opened = files.open(waiting.pop(0))
            if opened is None:
                continue
            file = read(opened)
            yield from file.ways()
            for written in file.imported:
                path = within(folder_of(opened.path), written)
                if path is not None and path not in seen:
                    seen.add(path)
                    waiting.append(path)


DETECTOR = Detector("justfile", "recipes of justfiles", _wants, _detect, looks_at=("justfile", ".justfile"))
