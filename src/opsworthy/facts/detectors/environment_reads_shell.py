"""Secrets that shell scripts take from their environment and do not set themselves."""

from collections.abc import Iterator

from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.secrets.scripts import secrets_read
from opsworthy.text.code import is_packed

_LARGEST = 200_000


def _wants(path: str) -> bool:
    return path.endswith((".sh", ".bash")) and not path.startswith(".") and not is_test_source(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if "$" in source.text and len(source.text) <= _LARGEST and not is_packed(source.text):
            yield from secrets_read(source)


DETECTOR = Detector(
    name="environment_reads_shell",
    about="secrets that shell scripts take from their environment",
    wants=_wants,
    detect=_detect,
    looks_at=("*.sh", "*.bash"),
)
