"""Reads of environment variables by calls and subscripts, direct or through functions that read what they are asked for."""

import re
from collections.abc import Iterator
from dataclasses import field, replace
from functools import cache

from tree_sitter import Node

from opsworthy.facts.code.calls.calling import Call, call_named, call_of, calls_at
from opsworthy.facts.code.calls.functions import enclosing_function, name_of, parameters, type_name
from opsworthy.facts.code.calls.loops import looped
from opsworthy.facts.code.calls.missing import if_missing
from opsworthy.facts.code.calls.values import bare, literal, peeled, text_of
from opsworthy.facts.code.environment import Read, Wrapper
from opsworthy.text.code import Code
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_SUBSCRIPTS = frozenset(["element_access_expression", "element_reference", "index_expression", "subscript_expression"])
_SECTION = regex(r'.*\.Get(?:Required)?Section\("([\w:]+)"\)', re.DOTALL)
_LONGEST_RECEIVER = 200
_CLIMB = 5
_NAMES = 200
_DEFINES = r"\b(?:def|fn|fun|function|static|private|public|internal|protected|String|string)\b[^\n=;]{0,80}\b"


@dataclass(frozen=True, slots=True)
class _Reader:
    name: str
    on: re.Pattern[str]
    key: int
    default: int | None
    fails: bool
    prefix: str
    imported: re.Pattern[str] | None
    macro: bool


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one language reads its environment."""

    suffixes: tuple[str, ...]
    hints: tuple[str, ...]
    word: re.Pattern[bytes]
    readers: tuple[_Reader, ...]
    subscripts: re.Pattern[str] | None
    not_variables: re.Pattern[str] | None


@cache
def dialect(language: str) -> Dialect:
    """The way of a language, from `marks/environment_calls.toml`."""
    said = data_of("opsworthy.facts", "marks", "environment_calls.toml")[language]
    readers = tuple(
        _Reader(
            each["name"],
            regex(each["on"]),
            each["key"],
            each.get("default"),
            each.get("fails", False),
            each.get("prefix", ""),
            regex(each["import"]) if "import" in each else None,
            each.get("macro", False),
        )
        for each in said["calls"]
    )
    names = [regex(said[key]) if key in said else None for key in ("subscripts", "not_variables")]
    return Dialect(tuple(said["suffixes"]), tuple(said["hints"]), regex(said["word"].encode()), readers, *names)


@dataclass(frozen=True, slots=True)
class _Raw:
    """A read whose key an expression gives; `fails` where the function itself fails without a value and a default."""

    node: Node
    key: Node | None
    default: Node | None
    block: Node | None
    fails: bool
    prefix: str = ""


@dataclass(slots=True)
class Wrappers:
    """Functions that read what they are asked for: by name, with the type that holds each."""

    known: dict[str, list[tuple[str, Wrapper]]] = field(default_factory=dict)

    def learn(self, name: str, holder: str, wrapper: Wrapper) -> None:
        held = self.known.setdefault(name, [])
        if len(self.known) < _NAMES and (holder, wrapper) not in held:
            held.append((holder, wrapper))

    def called(self, call: Call, here: bool) -> Wrapper | None:
        """The wrapper that a call means: of the same type or file by its bare name, of another by the name of its type."""
        for owner, wrapper in self.known.get(call.name, ()):
            on = call.on.rpartition("::")[2].rpartition(".")[2].rpartition("\\")[2]
            if (
                (here and (not on or on in ("this", "self", "$this", "static", "Self")))
                or (owner and on == owner)
                or (not owner and not on)
            ):
                return wrapper
        return None


def direct_reads(code: Code, way: Dialect, wrappers: Wrappers) -> Iterator[Read]:
    """The reads of a file whose keys it writes out; learns the functions that read what they are asked for."""
    for raw in _raws(code, way):
        name = literal(code, raw.key)
        names = [(name, raw.node)] if name is not None else list(looped(code, raw.node, _key(raw.key)))
        if not names:
            _learn(code, raw, wrappers)
        for each, place in names:
            if way.not_variables is None or not way.not_variables.fullmatch(each):
                read = _read(code, raw, each)
                yield read if place is raw.node else replace(read, location=code.place(place))


def wrapped_reads(code: Code, wrappers: Wrappers, own: frozenset[str]) -> Iterator[Read]:
    """The reads of a file through such functions; `own` are those that the file itself defines."""
    if not wrappers.known:
        return
    words = re.compile(rb"\b(?:%s)\b" % b"|".join(re.escape(name.encode()) for name in wrappers.known))
    for call in calls_at(code, words):
        wrapper = wrappers.called(call, call.name in own)
        key = call.given(wrapper.key, wrapper.key_name) if wrapper is not None else None
        name = literal(code, key)
        if wrapper is None or name is None:
            continue
        default = call.given(wrapper.default, wrapper.default_name) if wrapper.default is not None else None
        said = if_missing(code.language, call.node)
        shown = literal(code, default) or literal(code, said.default) or wrapper.fallback
        fails = (wrapper.required or said.required) and default is None and shown is None
        yield Read(wrapper.prefix + name + wrapper.suffix, code.place(call.node), shown, fails)


def _read(code: Code, raw: _Raw, name: str) -> Read:
    if raw.default is not None or raw.block is not None:
        return Read(raw.prefix + name.replace(":", "__"), code.place(raw.node), literal(code, raw.default or raw.block))
    said = if_missing(code.language, raw.node)
    shown = literal(code, said.default)
    required = (said.required or raw.fails) and said.default is None
    place = code.place(raw.node)
    if said.default is not None and said.default.end_point[0] >= place.end_line:
        place = replace(place, end_line=said.default.end_point[0] + 1, end_column=0)
    return Read(raw.prefix + name.replace(":", "__"), place, shown, required)


def _raws(code: Code, way: Dialect) -> Iterator[_Raw]:
    seen: set[int] = set()
    for node in code.at(way.word):
        raw = _subscript(node, way) or _chain(code, node, way)
        if raw is not None and raw.node.id not in seen:
            seen.add(raw.node.id)
            yield raw


def _subscript(node: Node, way: Dialect) -> _Raw | None:
    here: Node | None = node
    for _ in range(_CLIMB if way.subscripts is not None else 0):
        above = here.parent if here is not None else None
        if above is None:
            return None
        if above.type in _SUBSCRIPTS and above.named_child_count >= 2:
            held, keys = above.named_children[0], above.named_children[1]
            inside = held.start_byte <= node.start_byte and node.end_byte <= held.end_byte
            text = written(held) if held.end_byte - held.start_byte < _LONGEST_RECEIVER else ""
            if inside and way.subscripts is not None and way.subscripts.fullmatch(text) and not _is_assigned(above):
                key = keys.named_children[0] if keys.type == "bracketed_argument_list" and keys.named_child_count else keys
                return _Raw(above, key, None, None, False, _section(text))
            return None
        here = above
    return None


def _is_assigned(node: Node) -> bool:
    above = node.parent
    return (
        above is not None and above.type in ("assignment", "assignment_expression") and above.child_by_field_name("left") == node
    )


def _section(receiver: str) -> str:
    match = _SECTION.fullmatch(receiver)
    return match[1].replace(":", "__") + "__" if match else ""


def _chain(code: Code, node: Node, way: Dialect) -> _Raw | None:
    """The call that a word stands in: by its name, or one step up where the word is what the call is called on."""
    call = call_named(code.language, node) or _called_on(code, node)
    for _ in range(2):
        if call is None:
            return None
        raw = _as_read(code, call, way)
        if raw is not None:
            return raw
        call = _called_on(code, call.node)
    return None


def _called_on(code: Code, node: Node) -> Call | None:
    here = node.parent
    for _ in range(_CLIMB):
        if here is None:
            return None
        call = call_of(code.language, here)
        if call is not None:
            on = call.receiver
            return call if on is not None and on.start_byte <= node.start_byte and node.end_byte <= on.end_byte else None
        here = here.parent
    return None


def _as_read(code: Code, call: Call, way: Dialect) -> _Raw | None:
    if len(call.on) > _LONGEST_RECEIVER or (call.name == "getenv" and not call.arguments):
        return None
    for reader in way.readers:
        if reader.name != call.name or not reader.on.fullmatch(call.on) or reader.macro != (call.node.type == "macro_invocation"):
            continue
        if reader.imported is not None and not reader.imported.search(code.source.text):
            continue
        key = call.given(reader.key)
        default = call.given(reader.default, "default") if reader.default is not None else None
        if key is not None:
            return _Raw(call.node, key, default, call.block, reader.fails, reader.prefix + _section(call.on))
    return None


def _learn(code: Code, raw: _Raw, wrappers: Wrappers) -> None:
    """A read whose key is a parameter makes its function a reader; the default may be another parameter."""
    function, key = enclosing_function(raw.node), _key(raw.key)
    if function is None or key is None:
        return
    names = [name for name, _ in parameters(function)]
    if key not in names or not name_of(function):
        return
    said = if_missing(code.language, raw.node)
    default = raw.default or raw.block or said.default
    given = written(peeled(default))
    place = names.index(given) if given in names else None
    wrappers.learn(
        name_of(function),
        type_name(function) or "",
        Wrapper(
            names.index(key) - (1 if names[:1] in (["self"], ["&self"]) else 0),
            key.lstrip("$"),
            place,
            names[place].lstrip("$") if place is not None else None,
            literal(code, default) if place is None else None,
            (said.required or raw.fails) and default is None,
            raw.prefix,
        ),
    )


def _key(node: Node | None) -> str | None:
    node = bare(node)
    if node is None or text_of(node) is not None:
        return None
    return written(node).lstrip("&") if node.end_byte - node.start_byte < 100 else None


def defined_here(code: Code, wrappers: Wrappers) -> frozenset[str]:
    """The wrappers that a file defines itself, told by the words of its text."""
    text = code.source.text
    return frozenset(name for name in wrappers.known if re.search(rf"{_DEFINES}{re.escape(name)}\s*[(\n]", text))
