"""Files that stand within a text of another file, such as the settings that a config map holds."""

from collections.abc import Iterator

from opsworthy.text import json, yaml
from opsworthy.text.node import Node, Scalar
from opsworthy.text.source import Problem, Source


def embedded(scalar: Scalar, path: str, as_json: bool = False) -> Iterator[Node]:
    """The documents in a text of several lines, with the lines of the file that holds them; columns are those of the text."""
    lines, at = scalar.text.count("\n"), scalar.location
    if lines and at.end_line - at.line < lines:
        return  # Written in quotes with escapes: its lines are not those of the file.
    inside = Source(path, "\n" * (at.line if lines else at.line - 1) + scalar.text)
    if as_json:
        read = json.parse(inside)
        yield from () if isinstance(read, Problem) else (read,)
    else:
        yield from yaml.parse(inside).documents
