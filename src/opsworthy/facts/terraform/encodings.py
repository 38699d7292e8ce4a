"""JSON and YAML within texts: what is written out stays a structure, and what is read points to the lines of its text."""

from collections.abc import Sequence as Many
from dataclasses import replace

from opsworthy.facts.terraform.values import Encoded, Undetermined, restored, text, undetermined
from opsworthy.text import json, yaml
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Sequence
from opsworthy.text.source import Problem, Source

_LARGEST = 300_000


def encoded(arguments: Many[Node], where: Location) -> Node:
    """`jsonencode(value)`: the value itself, marked as a text."""
    if len(arguments) != 1:
        return undetermined("jsonencode() of not one value", where)
    return Encoded(None, "", where, None, arguments[0])


def decode(language: str, held: Node, where: Location) -> Node:
    """The structure that a text writes out, with the lines of the text; parts of it that are not known stay so."""
    if isinstance(held, Encoded) and held.inner is not None:
        return held.inner
    unknown = held if isinstance(held, Undetermined) else None
    said = unknown.text if unknown is not None else text(held)
    if not said or len(said) > _LARGEST or (unknown is not None and not unknown.held):
        return unknown or undetermined(f"{language} that is not there", where)
    if unknown is not None and language == "json":
        said = _quoted_marks(said)
    found = _parsed(language, Source(held.location.path, said))
    if found is None:
        return undetermined(f"a text that is no {language.upper()}", where, unknown.references if unknown is not None else ())
    placed = _moved(found, held.location.line - 1, 0)
    return restored(placed, unknown.held) if unknown is not None else placed


def structure(held: Node) -> Node:
    """A text that should be JSON as its structure, however it was written."""
    return decode("json", held, held.location)


def _parsed(language: str, source: Source) -> Node | None:
    if language == "json":
        found = json.parse(source)
        return None if isinstance(found, Problem) else found
    documents = yaml.parse(source)
    return documents.documents[0] if len(documents.documents) == 1 and not documents.problems else None


def _quoted_marks(said: str) -> str:
    """Marks that stand where JSON wants a value are put between quotes."""
    found: list[str] = []
    inside = escaped = False
    for letter in said:
        if letter == '"' and not escaped:
            inside = not inside
        escaped = letter == "\\" and inside and not escaped
        quote = '"' if not inside and letter in "\ue000\ue001" else ""
        found.append(f"{quote}{letter}" if letter == "\ue000" else f"{letter}{quote}" if letter == "\ue001" else letter)
    return "".join(found)


def _moved(node: Node, lines: int, depth: int) -> Node:
    """The same structure further down in the file."""
    if depth > 60:
        return undetermined("a structure nested too deeply", node.location)
    where = _down(node.location, lines)
    if isinstance(node, Mapping):
        entries = tuple(
            replace(entry, value=_moved(entry.value, lines, depth + 1), location=_down(entry.location, lines))
            for entry in node.entries
        )
        return Mapping(entries, where)
    if isinstance(node, Sequence):
        return Sequence(tuple(_moved(item, lines, depth + 1) for item in node.items), where)
    return replace(node, location=where)


def _down(where: Location, lines: int) -> Location:
    end = where.end_line + lines if where.end_line else 0
    return Location(where.path, where.line + lines, where.column, end, where.end_column)
