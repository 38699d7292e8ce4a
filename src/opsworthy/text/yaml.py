"""YAML with locations: PyYAML's C composer, whose nodes carry marks and whose aliases stay shared (no bomb can unfold)."""

from collections.abc import Callable, Iterator
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import ConstructorError
from yaml.events import AliasEvent
from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.nodes import Node as YamlNode

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Plain, Scalar, Sequence
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source
from opsworthy.text.yaml_depth import too_much

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTRUCTOR = yaml.constructor.SafeConstructor()
_MERGE = "tag:yaml.org,2002:merge"
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float"))
_DEEPEST = 200
_FLATTER = "write the data out, flatter"
_MOST_VALUES = 150_000
_MOST_MERGED = 100_000
_MOST_PROBLEMS = 10
_FORBIDDEN = yaml.reader.Reader.NON_PRINTABLE
_BEGINNING = regex(r"---(\s|$)")
_BREAK = regex(r"\r\n?|\n")
_LONGEST_END = 10_000
_SEPARATORS = regex("[\x85\u2028\u2029]")
"""Ends of lines in YAML 1.1 alone: neither in YAML 1.2 nor in an editor, which count lines as a reader does."""

_REDEFINED = "second occurrence"


class _Redefining(Composer, _LOADER):  # type: ignore[misc, valid-type]
    """YAML lets an anchor be defined again; PyYAML's own composers do not."""

    def __init__(self, text: str) -> None:
        _LOADER.__init__(self, text)
        Composer.__init__(self)

    def compose_node(self, parent: YamlNode | None, index: int) -> YamlNode | None:
        event = self.peek_event()
        if not isinstance(event, AliasEvent):
            self.anchors.pop(event.anchor, None)
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of one stream, as far as it could be read, and what stopped the reading."""

    documents: tuple[Node, ...]
    problems: tuple[Problem, ...] = ()


def parse(source: Source) -> Documents:
    """Every document of a YAML stream. A syntax error becomes a problem, and reading goes on at the next line that begins a
    document; the broken document alone is lost."""
    documents: list[Node] = []
    source = Source(source.path, _SEPARATORS.sub(" ", source.text))
    places = _Places(source)
    lines = source.text.split("\n")
    problems = list(_characters(source, lines))
    start: int | None = 0
    while start is not None and len(problems) < _MOST_PROBLEMS:
        problem = _read(places, "\n" * start + "\n".join(lines[start:]), documents)
        problems += [problem] if problem else []
        start = _next_document(lines, max(problem.location.line - 1, start + 1)) if problem else None
    return Documents(tuple(documents), tuple(problems))


def _characters(source: Source, lines: list[str]) -> Iterator[Problem]:
    """What YAML allows nowhere, not even in a comment; the documents that hold it are blanked."""
    if not _FORBIDDEN.search(source.text):
        return
    for number, line in enumerate(lines):
        found = _FORBIDDEN.search(line)
        if found is not None:
            place = source.at(number + 1, found.start() + 1)
            yield Problem(place, f"not YAML: the character U+{ord(found.group()):04X} is not allowed", "remove it")
            first = next((above for above in range(number, 0, -1) if _BEGINNING.match(lines[above])), 0)
            end = _next_document(lines, number + 1)
            lines[first:end] = [""] * len(lines[first:end])


def _read(places: "_Places", text: str, documents: list[Node], loading: Callable[[str], Any] = _LOADER) -> Problem | None:
    """Adds documents up to the end or the first problem."""
    source, much = places.source, too_much(text, _DEEPEST, _MOST_VALUES)
    if much is not None:
        return Problem(source.at(much.line, much.column), f"YAML refused: more than {much.what}", _FLATTER)
    before = len(documents)
    try:
        loader = loading(text)
        try:
            while loader.check_node():
                node = loader.get_node()
                if node is not None:
                    documents.append(_Conversion(places).convert(node, 0))
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        if error.problem == _REDEFINED and loading is _LOADER:
            del documents[before:]
            return _read(places, text, documents, _Redefining)
        return _syntax_problem(places, error)
    except (_Refused, RecursionError) as error:
        place = error.location if isinstance(error, _Refused) else source.at(len(text) - len(text.lstrip("\n")) + 1)
        why = str(error) if isinstance(error, _Refused) else "nested too deeply"
        return Problem(place, f"YAML refused: {why}", _FLATTER)
    return None


def _next_document(lines: list[str], after: int) -> int | None:
    """The first line after some lines that begins a document, counted from 0."""
    return next((number for number in range(after, len(lines)) if _BEGINNING.match(lines[number])), None)


def _syntax_problem(places: "_Places", error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = places.point(mark) if mark else places.source.at(1)
    what = error.problem or error.context or "syntax error"
    line = places.source.text.splitlines()[mark.line : mark.line + 1] if mark else []
    tab = mark is not None and any("\t" in each[: mark.column + 1] for each in line)
    advice = "indent with spaces: YAML refuses tabs" if tab else "mend the YAML at this line"
    return Problem(place, f"not valid YAML: {what}", advice)


class _Refused(ValueError):
    def __init__(self, message: str, location: Location) -> None:
        super().__init__(message)
        self.location = location


class _Conversion:
    """Turns composed nodes into ours, each shared node once, and refuses cycles and absurd depth."""

    def __init__(self, places: "_Places") -> None:
        self._places = places
        self._done: dict[int, Node] = {}
        self._open: set[int] = set()
        self._copied = 0

    def convert(self, node: YamlNode, depth: int) -> Node:
        known = self._done.get(id(node))
        if known is not None:
            return known
        if id(node) in self._open:
            raise _Refused("an alias contains itself", self._places.of(node))
        if depth > _DEEPEST:
            raise _Refused(f"more than {_DEEPEST} levels deep", self._places.of(node))
        self._open.add(id(node))
        made = self._make(node, depth)
        self._open.discard(id(node))
        self._done[id(node)] = made
        return made

    def _make(self, node: YamlNode, depth: int) -> Node:
        tag = node.tag if node.tag.startswith("!") and len(node.tag) > 1 else None
        if isinstance(node, ScalarNode):
            return Scalar(_value(node), node.value, self._places.of(node), tag)
        if isinstance(node, SequenceNode):
            return Sequence(tuple(self.convert(item, depth + 1) for item in node.value), self._places.of(node), tag)
        assert isinstance(node, MappingNode)
        return Mapping(tuple(self._entries(node, depth)), self._places.of(node), tag)

    def _entries(self, node: MappingNode, depth: int) -> list[Entry]:
        own: dict[str, Entry] = {}
        merged: dict[str, Entry] = {}
        for key, value in node.value:
            converted = self.convert(value, depth + 1)
            if key.tag == _MERGE:
                self._merge(converted, merged, self._places.of(key))
            else:
                name = key.value if isinstance(key, ScalarNode) else "?"
                own[name] = Entry(name, converted, self._places.of(key))
        return list({**merged, **own}.values())

    def _merge(self, node: Node, merged: dict[str, Entry], where: Location) -> None:
        """Merge keys copy entries, so unlike aliases they can unfold; a whole stream may copy only so many."""
        for mapping in {id(each): each for each in _mappings(node)}.values():
            self._copied += len(mapping.entries)
            if self._copied > _MOST_MERGED:
                raise _Refused(f"merge keys copy more than {_MOST_MERGED} entries", where)
            for entry in mapping.entries:
                merged.setdefault(entry.key, entry)


class _Places:
    """Marks as locations. Where the last line has no end, the composer says that the text ends on a line below it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._last = len(_BREAK.findall(source.text))
        self._length = len(_BREAK.split(source.text[-_LONGEST_END:])[-1])

    def of(self, node: YamlNode) -> Location:
        (line, column), (end_line, end_column) = self._within(node.start_mark), self._within(node.end_mark)
        return self.source.at(line + 1, column + 1, end_line + 1, end_column + 1)

    def point(self, mark: yaml.Mark) -> Location:
        line, column = self._within(mark)
        return self.source.at(line + 1, column + 1)

    def _within(self, mark: yaml.Mark) -> tuple[int, int]:
        return (mark.line, mark.column) if mark.line <= self._last else (self._last, self._length)


def _mappings(node: Node) -> tuple[Mapping, ...]:
    if isinstance(node, Mapping):
        return (node,)
    return tuple(item for item in node.items if isinstance(item, Mapping)) if isinstance(node, Sequence) else ()


def _value(node: ScalarNode) -> Plain:
    if node.tag not in _PLAIN_TAGS:
        return str(node.value)
    try:
        value = _CONSTRUCTOR.construct_object(node)
    except (ConstructorError, ValueError, OverflowError):
        return str(node.value)
    return value if isinstance(value, str | int | float | bool) or value is None else str(node.value)
