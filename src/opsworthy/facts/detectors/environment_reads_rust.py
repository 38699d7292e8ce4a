"""Environment variables that Rust code reads: std::env, env!, dotenvy, clap and envy."""

from collections.abc import Iterator

from opsworthy.facts.code.annotated.rust import MARKS, field_reads
from opsworthy.facts.code.calls.repository import environment_reads
from opsworthy.facts.code.environment import Read, variables_read
from opsworthy.facts.code.source_paths import is_rust
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _wants(path: str) -> bool:
    """A build script reads what Cargo tells it, not what the program runs with."""
    return is_rust(path) and path.rpartition("/")[2] != "build.rs"


def _detect(files: Files) -> Iterator[Told]:
    yield from variables_read((read for _, read in environment_reads(files, "rust", is_rust)), "rust", files)
    yield from variables_read(_fields(files), "rust")


def _fields(files: Files) -> Iterator[Read]:
    for source in files:
        code = files.code(source) if any(mark in source.text for mark in MARKS) else None
        if code is not None:
            yield from field_reads(code)


DETECTOR = Detector(
    name="environment_reads_rust",
    about="Environment variables that Rust code reads, with their defaults and whether the code fails without them.",
    wants=_wants,
    detect=_detect,
    looks_at=("*.rs",),
)
