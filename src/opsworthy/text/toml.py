"""TOML with locations: tomllib says what it means, tree-sitter says where it stands."""

import tomllib
import warnings
from datetime import date, datetime, time

import tree_sitter_toml
from tree_sitter import Language, Parser
from tree_sitter import Node as SyntaxNode

from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Plain, Scalar, Sequence
from opsworthy.text.source import Problem, Source
from opsworthy.text.syntax import place, written

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    _PARSER = Parser(Language(tree_sitter_toml.language()))

_Path = tuple[str | int, ...]
_DEEPEST = 200
_MOST = 500_000
_KEYS = frozenset({"bare_key", "quoted_key", "dotted_key"})


def parse(source: Source) -> Mapping | Problem:
    """The table of a TOML file, or the problem that makes it invalid."""
    root = _PARSER.parse(source.text.encode("utf-8", "replace")).root_node
    if root.descendant_count > _MOST:
        return Problem(source.at(1), f"TOML refused: more than {_MOST} names, values and marks", "split the file")
    if not _is_shallow(root):
        return _too_deep(source)
    try:
        data = tomllib.loads(source.text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        return Problem(_error_place(source, error), f"not valid TOML: {error}", "mend the TOML at this line")
    except RecursionError:
        return _too_deep(source)
    except ValueError:  # Python reads no number of more than 4300 digits.
        return Problem(source.at(1), "TOML refused: a number is too long", "shorten the number")
    places = _Places(source, root)
    converted = places.node(data, ())
    assert isinstance(converted, Mapping)
    return converted


def _is_shallow(root: SyntaxNode) -> bool:
    """Whether no value lies deeper than any reader of configuration needs. Known before tomllib reads: the time that it takes
    for a dotted key grows with the square of the key's length."""
    cursor, depth = root.walk(), 0
    while True:
        if cursor.goto_first_child():
            depth += 1
            if depth > _DEEPEST:
                return False
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return True
            depth -= 1


def _too_deep(source: Source) -> Problem:
    return Problem(source.at(1), f"TOML refused: more than {_DEEPEST} levels deep", "flatten the data")


def _error_place(source: Source, error: tomllib.TOMLDecodeError) -> Location:
    words = str(error).replace(",", "").replace(")", "").split()
    if "line" in words:
        number = words[words.index("line") + 1]
        return source.at(int(number)) if number.isdigit() else source.at(1)
    return source.at(source.text.count("\n") + 1)


class _Places:
    """Finds where each path of keys stands in the syntax tree."""

    def __init__(self, source: Source, root: SyntaxNode) -> None:
        self._source = source
        self._keys: dict[_Path, Location] = {}
        self._values: dict[_Path, Location] = {}
        self._arrays: dict[_Path, int] = {}
        self._under: dict[_Path, Location] = {}
        for child in root.named_children:
            if child.type == "pair":
                self._pair(child, ())
            elif child.type in ("table", "table_array_element"):
                self._table(child)

    def node(self, value: object, path: _Path) -> Node:
        where = self._values.get(path) or self._keys.get(path) or self._below(path)
        if isinstance(value, dict):
            made = (Entry(key, self.node(item, (*path, key)), self._key_place((*path, key))) for key, item in value.items())
            return Mapping(tuple(made), where)
        if isinstance(value, list):
            return Sequence(tuple(self.node(item, (*path, index)) for index, item in enumerate(value)), where)
        plain: Plain = value if isinstance(value, str | int | float | bool) else _moment(value)
        return Scalar(plain, _text(plain), where)

    def _key_place(self, path: _Path) -> Location:
        return self._keys.get(path) or self._below(path)

    def _below(self, path: _Path) -> Location:
        if not self._under:
            for known, where in self._keys.items():
                for length in range(len(known) + 1):
                    held = self._under.setdefault(known[:length], where)
                    self._under[known[:length]] = min(held, where)
        return self._under.get(path, self._source.at(1))

    def _table(self, node: SyntaxNode) -> None:
        key = next((child for child in node.named_children if child.type in _KEYS), None)
        path = self._indexed(_key_path(key))
        if node.type == "table_array_element":
            count = self._arrays.get(path, 0)
            self._arrays[path] = count + 1
            self._keys.setdefault(path, place(self._source, key or node))
            path = (*path, count)
        self._keys.setdefault(path, place(self._source, key or node))
        for child in node.named_children:
            if child.type == "pair":
                self._pair(child, path)

    def _indexed(self, path: tuple[str, ...]) -> _Path:
        done: _Path = ()
        for position, step in enumerate(path):
            done = (*done, step)
            if position < len(path) - 1 and done in self._arrays:
                done = (*done, self._arrays[done] - 1)
        return done

    def _pair(self, node: SyntaxNode, above: _Path) -> None:
        key, value = node.named_children[0], node.named_children[1]
        path = (*above, *_key_path(key))
        for length in range(len(above) + 1, len(path) + 1):
            self._keys.setdefault(path[:length], place(self._source, key))
        self._value(value, path)

    def _value(self, node: SyntaxNode, path: _Path) -> None:
        self._values[path] = place(self._source, node)
        if node.type == "array":
            values = [child for child in node.named_children if child.type != "comment"]
            for index, child in enumerate(values):
                self._value(child, (*path, index))
        elif node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    self._pair(child, path)


def _key_path(node: SyntaxNode | None) -> tuple[str, ...]:
    if node is None:
        return ()
    if node.type == "dotted_key":
        return tuple(step for child in node.named_children for step in _key_path(child))
    text = written(node)
    if node.type == "quoted_key":
        return tuple(tomllib.loads(f"{text} = 0"))
    return (text,)


def _text(value: Plain) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return hex(value) if isinstance(value, int) and value.bit_length() > 10_000 else str(value)


def _moment(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)
