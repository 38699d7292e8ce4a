"""The source files of one language together: what reads the environment in one file may be called in another."""

import re
from collections.abc import Callable, Iterator

from opsworthy.facts.code.calls.environment import Dialect, Wrappers, defined_here, dialect, direct_reads, wrapped_reads
from opsworthy.facts.code.environment import Read
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.source import Source


def environment_reads(files: Files, language: str, is_own: Callable[[str], bool]) -> Iterator[tuple[Code, Read]]:
    """Every read of the environment whose variable is known, with the file that it stands in."""
    way, wrappers = dialect(language), Wrappers()
    sources = [source for source in files if is_own(source.path) and source.path.endswith(way.suffixes)]
    for code in _codes(files, [source for source in sources if any(hint in source.text for hint in way.hints)], None):
        yield from ((code, read) for read in direct_reads(code, way, wrappers))
    yield from _through(files, sources, way, wrappers)


def _through(files: Files, sources: list[Source], way: Dialect, wrappers: Wrappers) -> Iterator[tuple[Code, Read]]:
    if not wrappers.known:
        return
    words = re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in wrappers.known)})\s*[(\s]")
    for code in _codes(files, sources, words):
        own = defined_here(code, wrappers)
        for read in wrapped_reads(code, wrappers, own):
            if way.not_variables is None or not way.not_variables.fullmatch(read.name):
                yield code, read


def _codes(files: Files, sources: list[Source], word: re.Pattern[str] | None) -> Iterator[Code]:
    for source in sources:
        code = files.code(source) if word is None or word.search(source.text) else None
        if code is not None:
            yield code
