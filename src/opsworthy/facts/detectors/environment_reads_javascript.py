"""Environment variables that JavaScript and TypeScript code reads: process.env, import.meta.env, Deno.env, schemas."""

from collections.abc import Iterator

from opsworthy.facts.code.environment import variables_read
from opsworthy.facts.code.script.repository import environment_reads
from opsworthy.facts.code.source_paths import is_script
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import language_of


def _detect(files: Files) -> Iterator[Told]:
    for source, reads in environment_reads(files):
        language = "javascript" if language_of(source.path) == "javascript" else "typescript"
        yield from variables_read(reads, language)


DETECTOR = Detector(
    name="environment_reads_javascript",
    about="Environment variables that JavaScript and TypeScript code reads, with their defaults.",
    wants=is_script,
    detect=_detect,
)
