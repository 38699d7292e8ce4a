"""YAML with locations: PyYAML's C composer, whose nodes carry marks and whose aliases stay shared (no bomb can unfold)."""

from dataclasses import dataclass

import yaml
from yaml.constructor import ConstructorError
from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.nodes import Node as YamlNode

from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Plain, Scalar, Sequence
from opsworthy.text.source import Problem, Source

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTRUCTOR = yaml.constructor.SafeConstructor()
_MERGE = "tag:yaml.org,2002:merge"
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float"))
_DEEPEST = 200
_REDEFINED = "second occurrence"


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of one stream, as far as it could be read, and what stopped the reading."""

    documents: tuple[Node, ...]
    problems: tuple[Problem, ...] = ()


def parse(source: Source) -> Documents:
    """Every document of a YAML stream; those before a syntax error are kept, the error becomes a problem."""
    found = _parsed(source, _LOADER)
    if any(_REDEFINED in problem.message for problem in found.problems):
        return _parsed(source, _Redefining)
    return found


class _Redefining(yaml.SafeLoader):
    """YAML lets an anchor be defined again; PyYAML refuses. This one forgets the older node, and is slower."""

    def compose_node(self, parent: YamlNode | None, index: int) -> YamlNode | None:
        if not self.check_event(yaml.AliasEvent):
            self.anchors.pop(self.peek_event().anchor, None)  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)


def _parsed(source: Source, kind: type[yaml.SafeLoader]) -> Documents:
    documents: list[Node] = []
    problems: list[Problem] = []
    try:
        loader = kind(source.text)
        try:
            while loader.check_node():
                node = loader.get_node()
                if node is not None:
                    documents.append(_Conversion(source).convert(node, 0))
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax_problem(source, error))
    except yaml.reader.ReaderError as error:
        problems.append(Problem(source.at(1), f"not YAML: {error.reason}", "save the file as UTF-8 text"))
    except (_Refused, RecursionError) as error:
        place = error.location if isinstance(error, _Refused) else source.at(1)
        problems.append(Problem(place, f"YAML refused: {error}", "remove the recursion or the deep nesting"))
    return Documents(tuple(documents), tuple(problems))


def _syntax_problem(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = source.at(mark.line + 1, mark.column + 1) if mark else source.at(1)
    what = error.problem or error.context or "syntax error"
    line = source.text.splitlines()[mark.line : mark.line + 1] if mark else []
    tab = mark is not None and any("\t" in each[: mark.column + 1] for each in line)
    advice = "indent with spaces: YAML refuses tabs" if tab else "mend the YAML at this line"
    return Problem(place, f"not valid YAML: {what}", advice)


class _Refused(ValueError):
    def __init__(self, message: str, location: Location) -> None:
        super().__init__(message)
        self.location = location


class _Conversion:
    """Turns composed nodes into ours, each shared node once, and refuses cycles and absurd depth."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._done: dict[int, Node] = {}
        self._open: set[int] = set()

    def convert(self, node: YamlNode, depth: int) -> Node:
        known = self._done.get(id(node))
        if known is not None:
            return known
        if id(node) in self._open:
            raise _Refused("an alias contains itself", self._place(node))
        if depth > _DEEPEST:
            raise _Refused(f"more than {_DEEPEST} levels deep", self._place(node))
        self._open.add(id(node))
        made = self._make(node, depth)
        self._open.discard(id(node))
        self._done[id(node)] = made
        return made

    def _make(self, node: YamlNode, depth: int) -> Node:
        if isinstance(node, ScalarNode):
            return Scalar(_value(node), node.value, self._place(node))
        if isinstance(node, SequenceNode):
            return Sequence(tuple(self.convert(item, depth + 1) for item in node.value), self._place(node))
        assert isinstance(node, MappingNode)
        return Mapping(tuple(self._entries(node, depth)), self._place(node))

    def _entries(self, node: MappingNode, depth: int) -> list[Entry]:
        own: dict[str, Entry] = {}
        merged: dict[str, Entry] = {}
        for key, value in node.value:
            converted = self.convert(value, depth + 1)
            if key.tag == _MERGE:
                for entry in _merged(converted):
                    merged.setdefault(entry.key, entry)
            else:
                name = key.value if isinstance(key, ScalarNode) else "?"
                own[name] = Entry(name, converted, self._place(key))
        return list({**merged, **own}.values())

    def _place(self, node: YamlNode) -> Location:
        start, end = node.start_mark, node.end_mark
        return self._source.at(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _merged(node: Node) -> tuple[Entry, ...]:
    if isinstance(node, Mapping):
        return node.entries
    if isinstance(node, Sequence):
        return tuple(entry for item in node.items if isinstance(item, Mapping) for entry in item.entries)
    return ()


def _value(node: ScalarNode) -> Plain:
    if node.tag not in _PLAIN_TAGS:
        return str(node.value)
    try:
        value = _CONSTRUCTOR.construct_object(node)
    except (ConstructorError, ValueError, OverflowError):
        return str(node.value)
    return value if isinstance(value, str | int | float | bool) or value is None else str(node.value)
