"""Environment variables that Python code reads: os.environ, settings classes, decouple, environs, django-environ."""

from collections.abc import Iterator

from opsworthy.facts.code.environment import variables_read
from opsworthy.facts.code.python.repository import environment_reads
from opsworthy.facts.code.source_paths import is_python
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _detect(files: Files) -> Iterator[Told]:
    for _, reads in environment_reads(files):
        yield from variables_read(reads, "python", files)


DETECTOR = Detector(
    name="environment_reads_python",
    about="Environment variables that Python code reads, with their defaults and whether the code fails without them.",
    wants=is_python,
    detect=_detect,
    looks_at=("*.py",),
)
