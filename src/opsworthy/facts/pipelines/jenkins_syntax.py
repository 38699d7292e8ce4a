"""A Jenkinsfile as calls: `name(words, key: value) { … }`, whichever of Groovy's spellings it is written in."""

import re
from collections.abc import Iterator

from tree_sitter import Node as SyntaxNode

from opsworthy.text.code import parse
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.source import Source
from opsworthy.text.syntax import place, written

_CALLS = ("method_invocation", "juxt_function_call")
_LITERALS = ("character_literal", "string_literal")
_INTERPOLATED = regex(r"\$\{([^{}]{0,200})\}")
_NAME = regex(r"[A-Za-z_]\w*")
_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\t": "\t", "\\'": "'", '\\"': '"', "\\$": "$"}
_ESCAPED = regex(r"\\[\\nt'\"$]")
_DEEPEST = 60
_TOKENS = regex(
    r"""'''(?:[^'\\]|\\.|'(?!''))*+(?:''')?|\"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"\"\")?"""
    r"""|'(?:[^'\\\n]|\\.)*+'?|"(?:[^"\\\n]|\\.)*+"?|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?""",
    re.DOTALL,
)
_EMPTY = frozenset(["''", '""'])


@dataclass(frozen=True)
class Call:
    """One call; `name` is `docker.build` where it is a method of a plain name."""

    name: str
    node: SyntaxNode
    source: Source

    @property
    def location(self) -> Location:
        return place(self.source, self.node)

    @property
    def body(self) -> SyntaxNode | None:
        return self.node.child_by_field_name("body") or next((each for each in self._arguments() if each.type == "closure"), None)

    def _arguments(self) -> list[SyntaxNode]:
        listed = self.node.child_by_field_name("arguments") or self.node.child_by_field_name("args")
        return listed.named_children if listed is not None else []

    def words(self) -> tuple[str, ...]:
        """The literal words among its arguments, those of a list too."""
        found: list[str] = []
        for each in self._arguments():
            inner = each.named_children if each.type == "array_literal" else [each]
            found += [told for one in inner if (told := text(one)) is not None]
        return tuple(found)

    def named(self) -> dict[str, SyntaxNode]:
        """Its named arguments, whatever their values."""
        return dict(pairs(each for each in self._arguments() if each.type == "map_item"))

    def pairs(self) -> Iterator[tuple[str, SyntaxNode]]:
        """The named values in its arguments, however deep in lists and maps, those of calls within left to them."""
        waiting = [each for each in reversed(self._arguments()) if each.type != "closure"]
        while waiting:
            here = waiting.pop()
            if here.type == "map_item":
                yield from pairs(iter([here]))
            waiting.extend(each for each in reversed(here.named_children) if each.type not in (*_CALLS, "closure"))

    def said(self, key: str) -> str | None:
        value = self.named().get(key)
        return text(value) if value is not None else None


def tree(source: Source) -> SyntaxNode:
    """The syntax of a file. The grammar takes an empty text for the start of a long one, so a number stands in its place."""
    plain = _TOKENS.sub(lambda token: "00" if token.group() in _EMPTY else token.group(), source.text)
    return parse(Source(source.path, plain), "groovy").root_node


def call(node: SyntaxNode, source: Source) -> Call | None:
    """The call that a node is; None for any other."""
    if node.type not in _CALLS:
        return None
    target, name = node.child_by_field_name("object"), written(node.child_by_field_name("name"))
    if target is None:
        return Call(name, node, source)
    return Call(f"{written(target)}.{name}", node, source) if target.type == "identifier" else None


def calls(node: SyntaxNode | None, source: Source, closed: frozenset[str] = frozenset()) -> Iterator[Call]:
    """Every call below a node in the order of the text; those named in `closed` are given and not looked into."""
    waiting = [(child, 0) for child in reversed(node.named_children)] if node is not None else []
    while waiting:
        here, depth = waiting.pop()
        found = call(here, source)
        if found is not None:
            yield found
        if (found is None or found.name not in closed) and depth < _DEEPEST * 4:
            waiting.extend((child, depth + 1) for child in reversed(here.named_children))


def pairs(nodes: Iterator[SyntaxNode]) -> Iterator[tuple[str, SyntaxNode]]:
    for each in nodes:
        key, value = each.child_by_field_name("key"), each.child_by_field_name("value")
        if key is not None and value is not None:
            yield text(key) or written(key), value


def text(node: SyntaxNode | None) -> str | None:
    """The text of a literal without its quotes, what Groovy puts in written as a shell's variable; None for no literal."""
    if node is None or node.type not in _LITERALS:
        return None
    whole = written(node)
    mark = whole[:3] if whole[:3] in ("'''", '"""') else whole[:1]
    inside = whole[len(mark) : -len(mark)] if len(whole) >= 2 * len(mark) else ""
    if mark.startswith('"'):
        inside = _INTERPOLATED.sub(_as_variable, inside)
    return _ESCAPED.sub(lambda match: _ESCAPES[match.group()], inside)


def _as_variable(match: re.Match[str]) -> str:
    last = match.group(1).strip().rpartition(".")[2]
    return f"${{{last}}}" if _NAME.fullmatch(last) else "${VALUE}"
