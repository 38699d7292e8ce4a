"""A graph as Mermaid text, for Markdown pages that draw it."""

from collections.abc import Iterator

from opsworthy.reports.graph import Box, Graph
from opsworthy.reports.words import safe

_SHAPES = {"service": ('["', '"]'), "job": ('[["', '"]]'), "datastore": ('[("', '")]'), "outside": ('(["', '"])')}


def as_mermaid(graph: Graph) -> str:
    """A flowchart from what needs to what is needed. Names are a repository's own text: they stand in quotes, and what
    Mermaid or HTML would obey is written as a character code."""
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: Graph) -> Iterator[str]:
    yield "flowchart LR"
    if not graph.waves:
        yield '  empty["nothing runs here"]'
    ids = {box.name: f"n{at}" for at, box in enumerate(box for wave in graph.waves for box in wave)}
    for wave in graph.waves:
        for box in wave:
            opening, closing = _SHAPES[box.shape]
            yield f"  {ids[box.name]}{opening}{_label(box)}{closing}"
    for arrow in graph.arrows:
        yield f"  {ids[arrow.source]} --> {ids[arrow.target]}"


def _label(box: Box) -> str:
    return _escaped(box.name) + (f"<br/>{_escaped(box.note)}" if box.note else "")


def _escaped(text: str) -> str:
    plain = safe(text)
    return "".join(each if each.isalnum() or each in " -_.:,/" else f"#{ord(each)};" for each in plain)
