"""Environment variables and configuration keys that C# code reads."""

from collections.abc import Iterator

from opsworthy.facts.code.calls.repository import environment_reads
from opsworthy.facts.code.environment import variables_read
from opsworthy.facts.code.source_paths import is_csharp
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _detect(files: Files) -> Iterator[Told]:
    yield from variables_read((read for _, read in environment_reads(files, "csharp", is_csharp)), "csharp", files)


DETECTOR = Detector(
    name="environment_reads_csharp",
    about="Environment variables and configuration keys that C# code reads, their defaults, and whether it fails without them.",
    wants=is_csharp,
    detect=_detect,
    looks_at=("*.cs",),
)
