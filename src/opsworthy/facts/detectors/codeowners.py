"""CODEOWNERS: who owns which files. Of several such files, only the one that the forge reads."""

from collections.abc import Iterator

from opsworthy.facts.catalog.owners import owners
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.source import Problem

_PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
_MOST = 5000


def _wants(path: str) -> bool:
    return path in _PLACES


def _detect(files: Files) -> Iterator[Told]:
    read = next((path for path in _PLACES if path in files.wanted), None)
    source = files.open(read) if read is not None else None
    if source is None:
        return
    for at, owner in enumerate(owners(source)):
        if at == _MOST:
            yield Problem(owner.location, f"more than {_MOST} lines of owners: the rest was not read", "own folders, not files")
            return
        yield owner


DETECTOR = Detector("codeowners", "owners of files", _wants, _detect, looks_at=("CODEOWNERS",))
