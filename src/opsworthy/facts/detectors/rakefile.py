"""Rake: the described tasks of Rakefiles and of lib/tasks/*.rake."""

from collections.abc import Iterator

from tree_sitter import Node as SyntaxNode

from opsworthy.facts.command_lines import withheld
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.operations import WayToRun
from opsworthy.text.code import is_packed, parse
from opsworthy.text.location import Stated
from opsworthy.text.source import Source
from opsworthy.text.syntax import place, written

_TASKS = ("task", "multitask")
_MOST, _DEEPEST = 500, 20


def _wants(path: str) -> bool:
    return path.endswith((".rake", "Rakefile")) and (path.endswith(".rake") or path.rpartition("/")[2] == "Rakefile")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if not is_packed(source.text):
            yield from _body(source, parse(source, "ruby").root_node, "", 0)


def _body(source: Source, body: SyntaxNode, prefix: str, depth: int) -> Iterator[WayToRun]:
    about: str | None = None
    for child in body.named_children[:_MOST]:
        if child.type != "call":
            continue
        called = written(child.child_by_field_name("method"))
        arguments = _arguments(child)
        if called == "desc" and arguments:
            about = _text(arguments[0])
        elif called == "namespace" and arguments and depth < _DEEPEST:
            inner = _inside(child)
            if inner is not None:
                yield from _body(source, inner, f"{prefix}{_text(arguments[0])}:", depth + 1)
        elif called in _TASKS and arguments:
            name, needs = _named(arguments)
            if name and about:
                commands = tuple(_commands(source, _inside(child)))
                yield WayToRun(f"{prefix}{name}", "rake", source.path, place(source, child), commands, needs, about)
            about = None


def _named(arguments: list[SyntaxNode]) -> tuple[str, tuple[str, ...]]:
    """The name of a task and what runs before it: `task :a`, `task a: :b`, `task :a => [:b, :c]`, `task :a, [:arg] => :b`."""
    name = ""
    needs: tuple[str, ...] = ()
    for argument in arguments:
        if argument.type == "pair":
            key, value = argument.child_by_field_name("key"), argument.child_by_field_name("value")
            name = name or _text(key)
            listed = value.named_children if value is not None and value.type in ("array", "symbol_array") else [value]
            needs = tuple(_text(each) for each in listed if each is not None)
        elif argument.type not in ("array", "symbol_array"):
            name = name or _text(argument)
    return name, tuple(each for each in needs if each and each != "environment")


def _arguments(call: SyntaxNode) -> list[SyntaxNode]:
    listed = call.child_by_field_name("arguments")
    return list(listed.named_children) if listed is not None else []


def _inside(call: SyntaxNode) -> SyntaxNode | None:
    block = call.child_by_field_name("block")
    return (
        next((child for child in block.named_children if child.type in ("body_statement", "block_body")), None) if block else None
    )


def _text(node: SyntaxNode | None) -> str:
    return written(node).strip(":'\"").strip()


def _commands(source: Source, body: SyntaxNode | None) -> Iterator[Stated[str]]:
    """What the task hands to a shell in so many words."""
    for child in body.named_children if body is not None else ():
        if child.type == "call" and written(child.child_by_field_name("method")) in ("sh", "system"):
            arguments = _arguments(child)
            if arguments and arguments[0].type == "string" and "#{" not in written(arguments[0]):
                yield Stated(withheld((_text(arguments[0]),))[0], place(source, child))


DETECTOR = Detector("rakefile", "tasks of Rake", _wants, _detect, looks_at=("*.rake", "Rakefile"))
