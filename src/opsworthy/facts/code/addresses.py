"""Outside addresses that source code writes out in its strings; comments and links for readers do not count."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_ADDRESS = regex(r"https?://([A-Za-z0-9][A-Za-z0-9.-]{3,120})(/[A-Za-z0-9_./-]{0,60})?")
_STRINGS = frozenset(
    ["string", "template_string", "interpreted_string_literal", "raw_string_literal", "string_fragment", "string_content",
     "interpreted_string_literal_content", "raw_string_literal_content"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """A host and the beginning of the path that follows it, with the offset in the text."""

    host: str
    path: str
    offset: int


def addresses_in(text: str) -> Iterator[Address]:
    """Every address in a text, wherever it stands."""
    if "://" in text:
        for match in _ADDRESS.finditer(text):
            yield Address(match[1], match[2] or "", match.start())


def string_place(code: Code, address: Address) -> Location | None:
    """The place of the string that holds an address; None where it stands in a comment, a docstring or a link."""
    start = len(code.source.text[: address.offset].encode("utf-8", "replace"))
    node = code.root.named_descendant_for_byte_range(start, start + 1)
    if node is None or node.type not in _STRINGS:
        return None
    whole = node
    while whole.parent is not None and whole.parent.type in _STRINGS:
        whole = whole.parent
    return None if _is_prose(whole) else code.place(node)


def _is_prose(string: Node) -> bool:
    """A docstring, or the target of a link in JSX."""
    above = string.parent
    if above is None or above.type == "expression_statement":
        return True
    return above.type == "jsx_attribute" and written(above.named_children[0]) in ("href", "xmlns")
