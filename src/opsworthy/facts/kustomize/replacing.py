"""Values that `replacements` copy from one object to others."""

import re
from collections.abc import Callable, Iterator

from opsworthy.facts.files import Files
from opsworthy.facts.kubernetes.manifests import parsed
from opsworthy.facts.kustomize.editing import scalar, with_entry
from opsworthy.facts.kustomize.kustomization import Kustomization
from opsworthy.facts.kustomize.resources import Resource, Unreadable, selects
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Scalar, Sequence, find, integer, items, stated, string
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem

Resources = tuple[Resource, ...]
_MOST = 500
_STEP = regex(r"\[([^\[\]]{0,300})\]|((?:\\.|[^.\[\]\\])+)|\.|\\")
_ADVICE = "check what it produces with `kubectl kustomize`"


class NotReplaced(ValueError):
    """A replacement that finds no source or no target; the message says which."""


def replaced(kustomization: Kustomization, resources: Resources, files: Files, problems: list[Problem], whole: bool) -> Resources:
    """The objects after all replacements. Where the build is not whole, what is missing is no fault of theirs."""
    for node in _every(kustomization, files, problems):
        try:
            resources = _one(node, resources)
        except (NotReplaced, Unreadable) as error:
            if whole:
                problems.append(Problem(node.location, f"replacement not applied: {error}", _ADVICE))
    return resources


def _every(kustomization: Kustomization, files: Files, problems: list[Problem]) -> Iterator[Node]:
    """The replacements that stand here, and those of the files named here."""
    for item in items(kustomization.node, "replacements")[:_MOST]:
        path = stated(item, "path")
        if path is None:
            yield item
            continue
        source = files.open(kustomization.reach(path.value) or "")
        if source is None:
            what = f"the replacement {path.value} is not in this repository"
            problems.append(Problem(path.location, what, "add the file, or remove the entry"))
            continue
        for document in parsed(files, source)[0]:
            yield from document.items[:_MOST] if isinstance(document, Sequence) else (document,)


def _one(node: Node, resources: Resources) -> Resources:
    value = _source(node, resources)
    for target in items(node, "targets")[:_MOST]:
        select = find(target, "select")
        if select is None:
            continue
        rejected = items(target, "reject")
        chosen = [each for each in resources if selects(select, each) and not any(selects(no, each) for no in rejected)]
        changed = {id(each): _put_all(each, target, value) for each in chosen}
        resources = tuple(changed.get(id(each), each) for each in resources)
    return resources


def _source(node: Node, resources: Resources) -> Scalar:
    literal = find(node, "sourceValue")
    if isinstance(literal, Scalar):
        return literal
    source = find(node, "source")
    found = [each for each in resources if source is not None and selects(source, each)]
    path = string(source, "fieldPath") or "metadata.name"
    value = value_at(found[0].node, steps(path)) if len(found) == 1 else None
    if not isinstance(value, Scalar):
        raise NotReplaced("its source is no one value of one object of this build")
    mark = string(source, "options", "delimiter")
    if not mark:
        return value
    parts, index = value.text.split(mark), integer(source, "options", "index") or 0
    if not 0 <= index < len(parts):
        raise NotReplaced("its source has no such part")
    return scalar(parts[index], value.location)


def steps(path: str) -> tuple[str, ...]:
    """The steps of a field path: `spec.containers.[name=web].image`, `metadata.annotations.[a.b/c]`, `spec.rules.0.host`. A step
    that picks an item keeps its brackets."""
    found: list[str] = []
    for match in _STEP.finditer(path[:2000]):
        if match.group(1) is not None:
            found.append(f"[{match.group(1)}]" if "=" in match.group(1) else match.group(1))
        elif match.group(2) is not None:
            found.append(re.sub(r"\\(.)", r"\1", match.group(2)))
    return tuple(found[:50])


def value_at(node: Node | None, path: tuple[str, ...]) -> Node | None:
    for step in path:
        if isinstance(node, Sequence):
            node = next((item for index, item in enumerate(node.items) if _picks(step, index, item)), None)
        else:
            node = find(node, step)
    return node


def _picks(step: str, index: int, item: Node) -> bool:
    if step.startswith("[") and "=" in step:
        key, _, wanted = step[1:-1].partition("=")
        found = string(item, key) if key else item.text if isinstance(item, Scalar) else None
        return found == wanted
    return step == "*" or step == str(index)


def _put_all(resource: Resource, target: Node, value: Scalar) -> Resource:
    create = string(target, "options", "create") == "true"
    mark, index = string(target, "options", "delimiter"), integer(target, "options", "index") or 0
    node: Node = resource.node
    for path in items(target, "fieldPaths")[:_MOST] or (_NAME,):
        if isinstance(path, Scalar):
            node = _put(node, steps(path.text), lambda old: _joined(old, value, mark, index), create, path)
    return resource.changed(node)


_NAME = Scalar("metadata.name", "metadata.name", Location("", 0))


def _joined(old: Node | None, value: Scalar, mark: str | None, index: int) -> Node:
    """The value itself; or, of a text with parts, the text with one of them replaced."""
    if not mark or not isinstance(old, Scalar):
        return value
    parts = old.text.split(mark)
    if index < 0:
        parts.insert(0, value.text)
    elif index >= len(parts):
        parts.append(value.text)
    else:
        parts[index] = value.text
    return scalar(mark.join(parts), value.location)


def _put(node: Node, path: tuple[str, ...], change: Callable[[Node | None], Node], create: bool, written: Scalar) -> Node:
    if not path:
        return change(node)
    step, rest = path[0], path[1:]
    if isinstance(node, Sequence):
        picked = [index for index, item in enumerate(node.items) if _picks(step, index, item)]
        if not picked:
            raise NotReplaced(f"nothing stands at {written.text!r}")
        changed = (
            _put(item, rest, change, create, written) if index in picked else item for index, item in enumerate(node.items)
        )
        return Sequence(tuple(changed), node.location)
    if not isinstance(node, Mapping):
        raise NotReplaced(f"nothing stands at {written.text!r}")
    if step == "*":
        entries = ((entry.key, _put(entry.value, rest, change, create, written)) for entry in node.entries)
        for key, value in list(entries):
            node = with_entry(node, key, value)
        return node
    below = find(node, step)
    if below is None and not create:
        raise NotReplaced(f"nothing stands at {written.text!r}")
    if below is None:
        below = Mapping((), node.location) if rest else None
    return with_entry(node, step, change(None) if below is None else _put(below, rest, change, create, written))
