"""Texts of HCL: quoted ones, heredocs, and the expressions and directives within them."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Protocol

from tree_sitter import Node as SyntaxNode

from opsworthy.facts.terraform.expressions import Broken, Choice, Expression, For, Joined, Literal, Template
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_ESCAPE = regex(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_HELD = ("template_interpolation", "template_directive")
_IF = ("template_if_intro", "template_else_intro", "template_if_end")
_FOR = ("template_for_start", "template_for_end")


class Reads(Protocol):
    """What reads the expressions within a text."""

    data: bytes

    def place(self, node: SyntaxNode) -> Location: ...

    def expression(self, node: SyntaxNode, depth: int = 0) -> Expression: ...


def quoted(reader: Reads, node: SyntaxNode, depth: int) -> Expression:
    """A text between quotes."""
    marks = [child for child in node.children if child.type in ("quoted_template_start", "quoted_template_end")]
    if len(marks) < 2:
        return Literal("", "", reader.place(node))
    parts = _parts(reader, node, marks[0].end_byte, marks[-1].start_byte, depth, escaped=True)
    return _joined(parts, reader.place(node))


def heredoc(reader: Reads, node: SyntaxNode, depth: int) -> Expression:
    """A text between `<<NAME` and NAME, without the indent that `<<-` takes away; it stands at its first line of content."""
    ends = [child for child in node.children if child.type == "heredoc_identifier"]
    begin = node.children[0] if node.children else None
    if len(ends) < 2 or begin is None:
        where = reader.place(node)
        return Broken("a heredoc without an end", Location(where.path, max(1, where.line)))
    start = reader.data.find(b"\n", ends[0].end_byte) + 1
    end = max(start, reader.data.rfind(b"\n", 0, ends[-1].start_byte) + 1)
    parts = _parts(reader, node, start, end, depth, escaped=False)
    if written(begin).endswith("-"):
        parts = _outdented(parts)
    where = reader.place(node)
    return _joined(parts, Location(where.path, where.line + 1, 1, where.end_line, where.end_column))


def _parts(reader: Reads, node: SyntaxNode, start: int, end: int, depth: int, *, escaped: bool) -> list[Expression]:
    """What stands between two bytes of a node: the texts, and what interpolations and directives between them say."""
    held = [child for child in node.children if child.type in _HELD and start <= child.start_byte < end]
    found: list[Expression] = []
    here, trim = start, False
    for child in held:
        text = _text(reader.data[here : child.start_byte], escaped=escaped, trim=trim)
        opened = written(child)
        found.append(Literal(text.rstrip() if opened.startswith(("${~", "%{~")) else text, "", reader.place(child)))
        found.append(_interpolated(reader, child, depth, escaped=escaped))
        trim = opened.endswith("~}")
        here = child.end_byte
    found.append(Literal(_text(reader.data[here:end], escaped=escaped, trim=trim), "", reader.place(node)))
    return [part for part in found if not (isinstance(part, Literal) and part.value == "")]


def _text(data: bytes, *, escaped: bool, trim: bool) -> str:
    text = data.decode("utf-8", "replace")
    if escaped:
        text = _ESCAPE.sub(_unescaped, text)
    text = text.replace("$${", "${").replace("%%{", "%{")
    return text.lstrip() if trim else text


def _unescaped(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    if digits:
        point = int(digits, 16)
        return chr(point) if point < 0x110000 and not 0xD800 <= point < 0xE000 else "\N{REPLACEMENT CHARACTER}"
    return _PLAIN.get(match[3], match[0])


def _interpolated(reader: Reads, node: SyntaxNode, depth: int, *, escaped: bool) -> Expression:
    where = reader.place(node)
    if node.type == "template_interpolation":
        inner = next((child for child in node.named_children if child.type == "expression"), None)
        return reader.expression(inner, depth + 1) if inner is not None else Literal("", "", where)
    held = node.named_children[0] if node.named_children else None
    if held is not None and held.type == "template_if":
        return _if(reader, held, depth, escaped=escaped)
    if held is not None and held.type == "template_for":
        return _for(reader, held, depth, escaped=escaped)
    return Broken("a template directive that cannot be read", where)


def _if(reader: Reads, node: SyntaxNode, depth: int, *, escaped: bool) -> Expression:
    where = reader.place(node)
    marks = [child for child in node.named_children if child.type in _IF]
    condition = next((child for child in marks[0].named_children if child.type == "expression"), None) if marks else None
    if condition is None or len(marks) < 2 or depth > 40:
        return Broken("a template directive that cannot be read", where)
    sides = [
        _joined(_parts(reader, node, before.end_byte, after.start_byte, depth + 1, escaped=escaped), where)
        for before, after in _between(marks)
    ]
    no: Expression = sides[1] if len(sides) > 1 else Literal("", "", where)
    return Choice(reader.expression(condition, depth + 1), sides[0], no, where)


def _for(reader: Reads, node: SyntaxNode, depth: int, *, escaped: bool) -> Expression:
    where = reader.place(node)
    marks = [child for child in node.named_children if child.type in _FOR]
    names = [written(child) for child in marks[0].named_children if child.type == "identifier"] if marks else []
    over = next((child for child in marks[0].named_children if child.type == "expression"), None) if marks else None
    if over is None or len(marks) < 2 or not names or depth > 40:
        return Broken("a template directive that cannot be read", where)
    inner = _joined(_parts(reader, node, marks[0].end_byte, marks[1].start_byte, depth + 1, escaped=escaped), where)
    each = reader.expression(over, depth + 1)
    return Joined(For(names[0] if len(names) > 1 else None, names[-1], each, None, inner, None, False, where), where)


def _between(marks: list[SyntaxNode]) -> Iterator[tuple[SyntaxNode, SyntaxNode]]:
    return pairwise(marks)


def _joined(parts: list[Expression], where: Location) -> Expression:
    """One text where all parts are texts; an interpolation alone is what it holds, as Terraform has it."""
    if len(parts) == 1 and not isinstance(parts[0], Literal):
        return parts[0]
    if all(isinstance(part, Literal) and isinstance(part.value, str) for part in parts):
        text = "".join(str(part.value) for part in parts if isinstance(part, Literal))
        return Literal(text, text, where)
    return Template(tuple(parts), where)


def _outdented(parts: list[Expression]) -> list[Expression]:
    """The parts without the indent that all their lines share."""
    margins = []
    begins = True
    for part in parts:
        if not isinstance(part, Literal) or not isinstance(part.value, str):
            margins += [0] if begins else []
            begins = False
            continue
        lines = part.value.split("\n")
        counted = lines if begins else lines[1:]
        last = counted[-1:] if part is not parts[-1] else []
        margins += [len(line) - len(line.lstrip(" \t")) for line in counted if line.strip() or line in last]
        begins = part.value.endswith("\n")
    margin = min(margins, default=0)
    return _without(parts, margin) if margin else parts


def _without(parts: list[Expression], margin: int) -> list[Expression]:
    found: list[Expression] = []
    begins = True
    for part in parts:
        if isinstance(part, Literal) and isinstance(part.value, str):
            lines = part.value.split("\n")
            cut = [line[margin:] if index or begins else line for index, line in enumerate(lines)]
            begins = part.value.endswith("\n")
            text = "\n".join(cut)
            found.append(Literal(text, text, part.location))
        else:
            begins = False
            found.append(part)
    return found
