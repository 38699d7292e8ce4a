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
        yield from variables_read((read for read in reads if not _is_put_in_by_bundlers(read.name)), language, files)


def _is_put_in_by_bundlers(name: str) -> bool:
    """Names such as `process.env.basePath`: a bundler's configuration replaces them, no environment holds them."""
    return name[:1].islower() and not name.islower() and "_" not in name


DETECTOR = Detector(
    name="environment_reads_javascript",
    about="Environment variables that JavaScript and TypeScript code reads, with their defaults.",
    wants=is_script,
    detect=_detect,
    looks_at=("*.js", "*.cjs", "*.mjs", "*.jsx", "*.ts", "*.cts", "*.mts", "*.tsx"),
)
