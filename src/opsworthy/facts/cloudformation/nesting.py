"""Stacks within stacks: templates of this repository that another template makes, with the values that it gives them."""

from collections.abc import Iterator, Mapping
from posixpath import join, normpath
from urllib.parse import unquote

from opsworthy.facts.cloudformation.evaluation import Evaluator
from opsworthy.facts.cloudformation.stack import Declared, Stack
from opsworthy.facts.cloudformation.templates import Template
from opsworthy.facts.view import Found, Pointer
from opsworthy.text.address import split
from opsworthy.text.location import Unknown
from opsworthy.text.node import Scalar, find, walk

_TYPES = ("AWS::CloudFormation::Stack", "AWS::Serverless::Application")
_DEEPEST = 5
_MOST = 200


def nested(stack: Stack, templates: Mapping[str, Template]) -> Iterator[Stack]:
    """A stack and all that it nests, as far as their templates stand in the repository."""
    waiting = [(stack, 0)]
    made = 0
    while waiting and made < _MOST:
        here, depth = waiting.pop(0)
        made += 1
        yield here
        for each in here.of(*_TYPES) if depth < _DEEPEST else ():
            template = template_of(here, each, templates)
            if template is not None and template.path != here.evaluator.template.path:
                tool = "sam" if template.sam else "cloudformation"
                evaluator = Evaluator(template, _given(each), here.evaluator.texts)
                waiting.append((Stack(evaluator, here.address(each.name), tool, here.environment, here.strict), depth + 1))


def template_of(stack: Stack, each: Declared, templates: Mapping[str, Template]) -> Template | None:
    """The template that a nested stack is made of: a path, or the end of an address in a bucket."""
    written = each.properties.at("TemplateURL").string() or each.properties.at("Location").string() or ""
    if "://" in written:
        return _at_end(unquote(split(written).path), stack, templates)
    if not written:
        return _at_end(_readable(each), stack, templates)
    return templates.get(normpath(join(stack.folder, written)))


def _at_end(path: str, stack: Stack, templates: Mapping[str, Template]) -> Template | None:
    """The one template whose path ends an address; the longest end wins."""
    parts = [part for part in path.split("/") if part and part != ".."]
    for start in range(len(parts)):
        end = "/".join(parts[start:])
        near = templates.get(normpath(join(stack.folder, end))) or templates.get(end)
        if near is not None:
            return near
    fitting = [each for name, each in templates.items() if parts and name.endswith(f"/{parts[-1]}")]
    return fitting[0] if len(fitting) == 1 else None


def _readable(each: Declared) -> str:
    """The path at the end of an address that is put together: what stands after the last thing that cannot be known."""
    held = find(each.node, "Properties", "TemplateURL") or find(each.node, "Properties", "Location")
    texts = [node.text for node in walk(held) if isinstance(node, Scalar)] if held is not None else []
    endings = [text.rpartition("}")[2] for text in texts[:50]]
    return next((text for text in reversed(endings) if text.endswith((".yaml", ".yml", ".json", ".template"))), "")


def _given(each: Declared) -> dict[str, Found]:
    """What the parent gives to the parameters; what it makes itself is known to no file."""
    found: dict[str, Found] = {}
    for entry, value in each.properties.at("Parameters").entries():
        held = value.found
        if isinstance(held, Pointer) and held.kind == "resource":
            held = Unknown(f"known once {held.name} is made", held.location)
        found[entry.key] = held
    return found
