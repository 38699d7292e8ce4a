"""Environment variables that Java and Kotlin code reads: System.getenv, annotations that name them."""

from collections.abc import Iterator

from opsworthy.facts.code.annotated.java import WORD, annotation_reads
from opsworthy.facts.code.calls.repository import environment_reads
from opsworthy.facts.code.environment import Read, variables_read
from opsworthy.facts.code.source_paths import is_java
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _detect(files: Files) -> Iterator[Told]:
    reads: dict[str, list[Read]] = {"java": [], "kotlin": []}
    for code, read in environment_reads(files, "java", is_java):
        reads[code.language].append(read)
    for source in files:
        annotated = files.code(source) if WORD.search(source.text) else None
        if annotated is not None:
            reads[annotated.language].extend(annotation_reads(annotated))
    for language, found in reads.items():
        yield from variables_read(found, language, files)


DETECTOR = Detector(
    name="environment_reads_java",
    about="Environment variables that Java and Kotlin code reads, with their defaults and whether the code fails without them.",
    wants=is_java,
    detect=_detect,
    looks_at=("*.java", "*.kt"),
)
