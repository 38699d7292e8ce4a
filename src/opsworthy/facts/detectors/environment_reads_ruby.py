"""Environment variables that Ruby code reads."""

from collections.abc import Iterator

from opsworthy.facts.code.calls.repository import environment_reads
from opsworthy.facts.code.environment import variables_read
from opsworthy.facts.code.source_paths import is_ruby
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _detect(files: Files) -> Iterator[Told]:
    yield from variables_read((read for _, read in environment_reads(files, "ruby", is_ruby)), "ruby", files)


DETECTOR = Detector(
    name="environment_reads_ruby",
    about="Environment variables that Ruby code reads, with their defaults and whether the code fails without them.",
    wants=is_ruby,
    detect=_detect,
    looks_at=("*.rb", "*.ru", "*.rake"),
)
