"""What expressions evaluate to: the nodes that YAML and JSON give as well, and what cannot be known with its reason."""

import re
from collections.abc import Iterable
from collections.abc import Sequence as Many
from dataclasses import replace

from opsworthy.facts.view import Found, Pointer, View
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Unknown
from opsworthy.text.node import Entry, Mapping, Node, Plain, Scalar, Sequence
from opsworthy.text.regex import regex

_MARK = regex("\ue000([0-9]{1,4})\ue001")
_LONGEST = 400_000
_MOST_NODES = 5000


@dataclass(frozen=True, slots=True, eq=False)
class Undetermined(Scalar):
    """A value that the files do not say. `references` are the addresses that it comes from; `attribute` what it is of the one
    that it is exactly. `held` are the parts of a text that are undetermined themselves, each marked in `text`."""

    reason: str = ""
    references: tuple[str, ...] = ()
    attribute: str | None = None
    held: tuple["Undetermined", ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Encoded(Scalar):
    """A structure that was written out as a text (`jsonencode`), kept as the structure."""

    inner: Node | None = None


def undetermined(reason: str, where: Location, references: Iterable[str] = (), attribute: str | None = None) -> Undetermined:
    return Undetermined(None, "", where, None, reason, tuple(dict.fromkeys(references)), attribute)


def scalar(value: Plain, where: Location) -> Scalar:
    """A value as a node; numbers and truths are written as Terraform writes them."""
    return Scalar(value, text_of(value), where)


def text_of(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def sequence(items: Iterable[Node], where: Location) -> Sequence:
    return Sequence(tuple(items), where)


def mapping(entries: Iterable[Entry], where: Location) -> Mapping:
    """An object; of two entries with one key the last counts, in the place of the first."""
    return Mapping(tuple({entry.key: entry for entry in entries}.values()), where)


def unknown_in(values: Iterable[Node]) -> Undetermined | None:
    """The first value that is not known."""
    return next((value for value in values if isinstance(value, Undetermined)), None)


def passed_on(unknown: Undetermined, where: Location, others: Iterable[Node] = ()) -> Undetermined:
    """What follows from a value that is not known: not known either, for the same reason."""
    references = (*unknown.references, *(each for other in others for each in references_of(other)))
    return undetermined(unknown.reason, where, references)


def references_of(node: Node) -> tuple[str, ...]:
    """All addresses that a value comes from."""
    found: dict[str, None] = {}
    seen: set[int] = set()
    waiting: list[Node] = [node]
    while waiting and len(seen) < _MOST_NODES:
        here = waiting.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        if isinstance(here, Undetermined):
            found.update(dict.fromkeys(here.references))
        elif isinstance(here, Encoded):
            waiting += [here.inner] if here.inner is not None else []
        elif isinstance(here, Mapping):
            waiting.extend(entry.value for entry in reversed(here.entries))
        elif isinstance(here, Sequence):
            waiting.extend(reversed(here.items))
    return tuple(found)


def is_null(node: Node | None) -> bool:
    """Whether a value is null, which is not the same as not known."""
    return node is None or (isinstance(node, Scalar) and node.value is None and not isinstance(node, Undetermined | Encoded))


def truth(node: Node) -> bool | None:
    """A value as a condition; None where it is none or not known."""
    if isinstance(node, Undetermined | Encoded) or not isinstance(node, Scalar):
        return None
    if isinstance(node.value, bool):
        return node.value
    return {"true": True, "false": False}.get(node.text) if isinstance(node.value, str) else None


def number(node: Node) -> int | float | None:
    if not isinstance(node, Scalar) or isinstance(node, Undetermined | Encoded) or isinstance(node.value, bool):
        return None
    if isinstance(node.value, int | float):
        return node.value
    text = node.text.strip()
    if not isinstance(node.value, str) or not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", text):
        return None
    return float(text) if "." in text else int(text)


def text(node: Node) -> str | None:
    """A value where a text is wanted; None where it is none or not known."""
    if isinstance(node, Undetermined | Encoded) or not isinstance(node, Scalar) or node.value is None:
        return None
    return text_of(node.value)


def filled(parts: Many[Node], where: Location) -> Scalar:
    """The text that parts make one after the other; those that are not known are marked in it and held beside it."""
    written: list[str] = []
    held: list[Undetermined] = []
    size = 0
    for part in parts:
        said = text(part)
        if said is None:
            unknown = (
                part if isinstance(part, Undetermined) else undetermined("a structure within a text", where, references_of(part))
            )
            nested = unknown.held or (unknown,)
            said = unknown.text if unknown.held else "\ue0000\ue001"
            said = _MARK.sub(lambda match: f"\ue000{int(match[1]) + len(held)}\ue001", said)
            held.extend(nested)
        size += len(said)
        if size > _LONGEST or len(held) > 900:
            return undetermined("a text too long to evaluate", where)
        written.append(said)
    whole = "".join(written)
    if not held:
        return Scalar(whole, whole, where)
    references = tuple(dict.fromkeys(each for part in held for each in part.references))
    return Undetermined(None, whole, where, None, held[0].reason, references, None, tuple(held))


def restored(node: Node, held: tuple[Undetermined, ...], depth: int = 0) -> Node:
    """A structure read from a marked text, with what is not known in its places again."""
    if isinstance(node, Mapping) and depth < 60:
        return Mapping(
            tuple(replace(entry, value=restored(entry.value, held, depth + 1)) for entry in node.entries), node.location
        )
    if isinstance(node, Sequence) and depth < 60:
        return Sequence(tuple(restored(item, held, depth + 1) for item in node.items), node.location)
    if isinstance(node, Scalar) and isinstance(node.value, str):
        found = [int(match) for match in _MARK.findall(node.value) if int(match) < len(held)]
        if found:
            only = held[found[0]] if _MARK.fullmatch(node.value) else None
            references = tuple(dict.fromkeys(each for index in found for each in held[index].references))
            return undetermined(held[found[0]].reason, node.location, references, only.attribute if only else None)
    return node


def reduce(node: Node) -> Found:
    """A value as a View sees it: what another resource holds is a Pointer to its address."""
    if isinstance(node, Encoded):
        return node.inner
    if isinstance(node, Undetermined):
        if node.attribute is not None and len(node.references) == 1:
            return Pointer("resource", node.references[0], node.location, node.attribute)
        return Unknown(node.reason, node.location)
    return node


def view(node: Node | None) -> View:
    return View(reduce(node) if node is not None else None, reduce)
