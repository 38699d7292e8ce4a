"""What a Nomad file's own variables and locals give to the texts that name them."""

from collections.abc import Mapping as Known

from opsworthy.text.hcl import Block
from opsworthy.text.location import Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, find
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_secret_name

_NAMED = regex(r"\$\{\s*((?:var|local)\.[A-Za-z_][\w\-]{0,100})\s*\}")
_MOST, _MOST_IN_ONE = 500, 200


def known_values(file: Block) -> dict[str, str]:
    """`var.name` and `local.name` with the literal that the file gives them; what is secret by name stays a name."""
    found: dict[str, str] = {}
    for block in file.of("variable"):
        default = find(block.attributes, "default")
        if isinstance(default, Scalar) and default.value is not None and not is_secret_name(block.label):
            found[f"var.{block.label}"] = default.text
    for block in file.of("locals"):
        for entry in block.entries:
            if isinstance(entry.value, Scalar) and entry.value.value is not None and not is_secret_name(entry.key):
                found[f"local.{entry.key}"] = filled(entry.value.text, found)
    return found


def filled(text: str, known: Known[str, str]) -> str:
    """A text with the known variables put in; the rest stays `${var.name}`."""
    if "${" not in text or text.count("${") > _MOST_IN_ONE:
        return text
    return _NAMED.sub(lambda match: known.get(match.group(1), match.group(0))[:2000], text)


def resolved(block: Block, known: Known[str, str]) -> Block:
    """A block with the known variables put in, all the way down."""
    return Block(
        block.type,
        tuple(filled(label, known) for label in block.labels),
        tuple(Entry(entry.key, _node(entry.value, known), entry.location) for entry in block.entries),
        tuple(resolved(inside, known) for inside in block.blocks[:_MOST]),
        block.location,
    )


def _node(node: Node, known: Known[str, str]) -> Node:
    if isinstance(node, Scalar):
        text = filled(node.text, known) if isinstance(node.value, str) else node.text
        return Scalar(text, text, node.location) if text != node.text else node
    if isinstance(node, Sequence):
        return Sequence(tuple(_node(item, known) for item in node.items), node.location)
    return Mapping(tuple(Entry(entry.key, _node(entry.value, known), entry.location) for entry in node.entries), node.location)


def is_known(written: Stated[str] | None) -> bool:
    """Whether nothing in a text is left to be computed."""
    return written is not None and "${" not in written.value and "[[" not in written.value and "{{" not in written.value
