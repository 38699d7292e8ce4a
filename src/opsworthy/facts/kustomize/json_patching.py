"""JSON patches (RFC 6902) over nodes."""

from opsworthy.facts.kustomize.editing import with_entry, without
from opsworthy.text.node import Mapping, Node, Scalar, Sequence, find, string


class PatchFailed(ValueError):
    """An operation that does not fit the object; the message says which and why."""


def apply(document: Node, operation: Node) -> Node:
    """The document after one operation. Raises PatchFailed. As in Kustomize, a key that is not there can be replaced."""
    name, path = string(operation, "op"), _steps(operation, "path")
    if name in ("add", "replace"):
        value = find(operation, "value")
        if value is None:
            raise PatchFailed(f"{name} at {_shown(path)} has no value")
        return _set(document, path, value, insert=name == "add")
    if name == "remove":
        return _remove(document, path)
    if name in ("copy", "move"):
        origin = _steps(operation, "from")
        value = _get(document, origin)
        return _set(_remove(document, origin) if name == "move" else document, path, value, insert=True)
    if name == "test":
        _test(_get(document, path), find(operation, "value"), path)
        return document
    raise PatchFailed(f"{name} is no operation of a JSON patch")


def _steps(operation: Node, key: str) -> tuple[str, ...]:
    pointer = string(operation, key) or ""
    if not pointer.startswith("/"):
        raise PatchFailed(f"{key} {pointer!r} does not start with a slash")
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer[1:].split("/")[:100])


def _shown(path: tuple[str, ...]) -> str:
    return "/" + "/".join(path)


def _get(node: Node, path: tuple[str, ...]) -> Node:
    found: Node | None = node
    for step in path:
        found = find(found, _index(found, step)) if isinstance(found, Sequence) else find(found, step)
        if found is None:
            raise PatchFailed(f"nothing stands at {_shown(path)}")
    assert found is not None
    return found


def _index(node: Sequence, step: str) -> int:
    """A place in a list; `-` is the one after the last."""
    if step == "-":
        return len(node.items)
    if not (step.isascii() and step.isdigit() and len(step) < 6 and int(step) <= len(node.items)):
        raise PatchFailed(f"the list has no place {step!r}")
    return int(step)


def _set(node: Node, path: tuple[str, ...], value: Node, insert: bool) -> Node:
    step, rest = path[0], path[1:]
    if isinstance(node, Sequence):
        place = _index(node, step)
        if rest or not insert:
            if place == len(node.items):
                raise PatchFailed(f"the list has no place {step!r}")
            changed = _set(node.items[place], rest, value, insert) if rest else value
            return Sequence((*node.items[:place], changed, *node.items[place + 1 :]), node.location)
        return Sequence((*node.items[:place], value, *node.items[place:]), node.location)
    if not isinstance(node, Mapping):
        raise PatchFailed(f"nothing can be set at {step!r}")
    below = find(node, step)
    if rest and below is None:
        raise PatchFailed(f"nothing stands at {step!r}")
    return with_entry(node, step, _set(below, rest, value, insert) if rest and below is not None else value)


def _remove(node: Node, path: tuple[str, ...]) -> Node:
    step, rest = path[0], path[1:]
    if isinstance(node, Sequence):
        place = _index(node, step)
        if place == len(node.items):
            raise PatchFailed(f"the list has no place {step!r}")
        kept = (_remove(node.items[place], rest),) if rest else ()
        return Sequence((*node.items[:place], *kept, *node.items[place + 1 :]), node.location)
    below = find(node, step)
    if not isinstance(node, Mapping) or below is None:
        raise PatchFailed(f"there is no {step!r} to remove")
    return with_entry(node, step, _remove(below, rest)) if rest else without(node, step)


def _test(found: Node, wanted: Node | None, path: tuple[str, ...]) -> None:
    if isinstance(found, Scalar) and isinstance(wanted, Scalar) and found.text != wanted.text:
        raise PatchFailed(f"{_shown(path)} is not what the test expects")
