"""HCL with locations: blocks and attributes. Literals have values; what is computed stays a text with its `${…}`."""

from collections.abc import Iterator

from tree_sitter import Node as SyntaxNode

from opsworthy.text.code import parse_in_time
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence
from opsworthy.text.source import Problem, Source
from opsworthy.text.syntax import first_error, place, written

_DEEPEST = 60
_LARGEST = 1_500_000
_ESCAPES = (("\\n", "\n"), ("\\t", "\t"), ('\\"', '"'), ("\\\\", "\\"))


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """`type "label" "label" { … }`; `entries` are its attributes, `blocks` those inside it, both in the order of the text."""

    type: str
    labels: tuple[str, ...]
    entries: tuple[Entry, ...]
    blocks: tuple["Block", ...]
    location: Location

    @property
    def label(self) -> str:
        """The last label, or an empty text."""
        return self.labels[-1] if self.labels else ""

    @property
    def attributes(self) -> Mapping:
        return Mapping(self.entries, self.location)

    def of(self, *types: str) -> Iterator["Block"]:
        """The blocks inside of some types."""
        return (block for block in self.blocks if block.type in types)


def parse(source: Source) -> Block | Problem:
    """The whole file as a block without a type, or the first place where it is not HCL."""
    if len(source.text) > _LARGEST:
        return Problem(source.at(1), "HCL refused: the file is too large", "split the file")
    tree = parse_in_time(source, "hcl")
    if tree is None:
        return Problem(source.at(1), "HCL refused: it takes too long to read", "mend the HCL, or split the file")
    root = tree.root_node
    error = first_error(root)
    if error is not None:
        return Problem(place(source, _stopped(error)), "not valid HCL", "mend the HCL at this line")
    try:
        body = next((child for child in root.named_children if child.type == "body"), None)
        return _block(source, body, "", (), source.at(1), 0)
    except _TooDeep as deep:
        return Problem(deep.location, f"HCL refused: more than {_DEEPEST} levels deep", "flatten the data")


def _stopped(error: SyntaxNode) -> SyntaxNode:
    """Where the reading stopped: an error that begins far above ends there."""
    while error.is_error and error.child_count and error.start_point.row < error.children[-1].start_point.row:
        error = error.children[-1]
    return error


class _TooDeep(ValueError):
    def __init__(self, location: Location) -> None:
        super().__init__()
        self.location = location


def _block(source: Source, body: SyntaxNode | None, type_: str, labels: tuple[str, ...], where: Location, depth: int) -> Block:
    if depth > _DEEPEST:
        raise _TooDeep(where)
    entries: list[Entry] = []
    blocks: list[Block] = []
    for child in body.named_children if body is not None else ():
        if child.type == "attribute":
            key, value = child.named_children[0], child.named_children[-1]
            entries.append(Entry(written(key), _value(source, value, depth + 1), place(source, key)))
        elif child.type == "block":
            names = [each for each in child.named_children if each.type in ("identifier", "string_lit")]
            inside = next((each for each in child.named_children if each.type == "body"), None)
            found = tuple(_text(written(each)) for each in names[1:])
            blocks.append(_block(source, inside, written(names[0]), found, place(source, child), depth + 1))
    return Block(type_, labels, tuple(entries), tuple(blocks), where)


def _value(source: Source, node: SyntaxNode, depth: int) -> Node:
    where = place(source, node)
    if depth > _DEEPEST:
        raise _TooDeep(where)
    inner = node
    while inner.type in ("expression", "literal_value", "collection_value", "template_expr") and inner.named_child_count == 1:
        inner = inner.named_children[0]
    if inner.type == "tuple":
        items = (child for child in inner.named_children if child.type == "expression")
        return Sequence(tuple(_value(source, child, depth + 1) for child in items), where)
    if inner.type == "object":
        made = (_element(source, child, depth) for child in inner.named_children if child.type == "object_elem")
        return Mapping(tuple(entry for entry in made if entry is not None), where)
    return _scalar(written(inner), inner.type, where)


def _element(source: Source, node: SyntaxNode, depth: int) -> Entry | None:
    parts = [child for child in node.named_children if child.type == "expression"]
    if len(parts) != 2:
        return None
    return Entry(_text(written(parts[0])), _value(source, parts[1], depth + 1), place(source, parts[0]))


def _scalar(text: str, type_: str, where: Location) -> Scalar:
    if type_ == "numeric_lit":
        return Scalar(int(text) if text.isascii() and text.isdigit() and len(text) < 19 else text, text, where)
    if type_ == "bool_lit":
        return Scalar(text == "true", text, where)
    if type_ == "null_lit":
        return Scalar(None, text, where)
    if type_ in ("string_lit", "quoted_template"):
        return Scalar(_text(text), _text(text), where)
    if type_ == "heredoc_template":
        return Scalar(_heredoc(text), _heredoc(text), where)
    return Scalar(f"${{{text}}}", f"${{{text}}}", where)


def _text(text: str) -> str:
    """A quoted text without its quotes and escapes; anything else as it is."""
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    bare = text[1:-1]
    for escape, meant in _ESCAPES if "\\" in bare else ():
        bare = bare.replace(escape, meant)
    return bare


def _heredoc(text: str) -> str:
    """The lines between the marks; `<<-` takes the common indentation away."""
    lines = text.split("\n")
    inside = lines[1:-1]
    if not lines[0].startswith("<<-"):
        return "\n".join(inside)
    margin = min((len(line) - len(line.lstrip()) for line in inside if line.strip()), default=0)
    return "\n".join(line[margin:] for line in inside)
