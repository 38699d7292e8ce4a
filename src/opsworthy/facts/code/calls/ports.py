"""Ports that code listens on: literals, and environment variables with the numbers that stand in for them."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from tree_sitter import Node

from opsworthy.facts.code.calls.calling import CALLS, Call, call_of, calls_at
from opsworthy.facts.code.calls.found import Found, lines_of
from opsworthy.facts.code.calls.values import STRINGS, bare, definition, definitions, pairs_of, plain, text_of
from opsworthy.facts.project import PortListened
from opsworthy.text.code import Code
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.patterns import PatternSet
from opsworthy.text.regex import regex
from opsworthy.text.syntax import descend, written

_LANGUAGES = {"kotlin": "java", "typescript": "javascript", "tsx": "javascript"}
_TOLD_AS = {"typescript": "javascript", "tsx": "javascript"}
_PORT_TEXT = regex(r"(?:(?:tcp|https?|wss?)://)?(?:[\w.*+\-\[\]:]*:)?(\d{2,5})/?")
_VARIABLE = regex(r"[A-Z][A-Z0-9_]{1,80}")
_SAYS_PORT = regex(r"PORT|ADDR|BIND|LISTEN|URL|ENDPOINT|SERVER|SOCKET")
_RADIX = frozenset(["parseInt", "ParseInt", "ParseUint", "Atoi", "Number", "int", "intval", "Integer"])
_NUMBERS = frozenset(["decimal_integer_literal", "int_literal", "integer", "integer_literal", "number", "number_literal"])
_MEMBERS = frozenset(["attribute", "field_expression", "member_access_expression", "member_expression", "navigation_expression",
                      "selector_expression", "field_access"])  # fmt: skip
_NAMES = frozenset(["constant", "identifier", "name", "shorthand_property_identifier", "variable_name"])
_SUBSCRIPTS = frozenset(
    ["element_access_expression", "element_reference", "index_expression", "subscript", "subscript_expression"]
)
_SKIPPED = frozenset(["array_expression", "function_expression", "function_declaration", "type_arguments", "object"])
_DEEPEST = 5
_MOST = 60
_MOST_CALLS = 200
_MOST_VALUES = 3


@dataclass(frozen=True, slots=True)
class _Listening:
    name: re.Pattern[str]
    hints: tuple[str, ...]
    on: re.Pattern[str]
    position: int | None
    named: str | None
    key: str | None
    needs: re.Pattern[str] | None
    first: str | None
    files: str
    framework: str | None


@cache
def _table(language: str) -> tuple[_Listening, ...]:
    data = data_of("opsworthy.facts", "marks", "listening.toml")
    return tuple(
        _Listening(
            regex(each["name"]),
            tuple(each["hints"]),
            regex(each["on"], re.DOTALL),
            each.get("position"),
            each.get("named"),
            each.get("key"),
            regex(each["needs"]) if "needs" in each else None,
            each.get("first"),
            each.get("files", ""),
            each.get("framework"),
        )
        for each in data.get(language, ())
    )


@cache
def words(language: str) -> re.Pattern[bytes]:
    """What a search looks for in a file of a language before anything is parsed."""
    names = "|".join(each.name.pattern.replace(".*", r"\w*") for each in _table(language))
    return regex(rf"(?<![\w])(?:{names})(?=\s*[(<\s:])".encode())


@cache
def _quick(language: str) -> PatternSet:
    """The same search, in one pass over texts of any size, that finds a little more."""
    names = "|".join(each.name.pattern.replace(".*", r"\w*") for each in _table(language))
    return PatternSet((rf"(?:{names})[\s(<:]",))


def may_listen(language: str, path: str, text: str) -> bool:
    """Whether a text holds the words of any call that listens: a search for plain words, which costs next to nothing."""
    for way in _table(language):
        if way.files and not _is_file(path, way.files):
            continue
        if any(hint in text for hint in way.hints) and (way.needs is None or way.needs.search(text) is not None):
            return bool(_quick(language).found_in(text.encode("utf-8", "replace")))
    return False


def _is_file(path: str, word: str) -> bool:
    return word in path.rpartition("/")[2] or f"/{word}/" in path


def told_language(code: Code) -> str:
    return _TOLD_AS.get(code.language, code.language)


def table_language(language: str) -> str:
    return _LANGUAGES.get(language, language)


Elsewhere = Callable[[str], Iterator[tuple[Code, Node]]]


def ports_of(code: Code, elsewhere: Elsewhere) -> Iterator[PortListened]:
    """The ports that one file listens on; `elsewhere` finds what configuration files give to a name."""
    told: set[tuple[int, int | None, str | None]] = set()
    for call in islice(calls_at(code, words(table_language(code.language))), _MOST_CALLS):
        for way in _table(table_language(code.language)):
            expression = _expression(code, call, way)
            if expression is None:
                continue
            found = Found()
            _gather(code, expression, found, elsewhere, 0)
            said = lines_of(code.place(call.named), expression)
            if (found.port or found.variable) and (said.line, found.port, found.variable) not in told:
                told.add((said.line, found.port, found.variable))
                language, stands = told_language(code), found.elsewhere(said)
                yield PortListened(language, said, found.port, found.variable, way.framework, stands)
            break


def _expression(code: Code, call: Call, way: _Listening) -> Node | None:
    """Where the port stands in a call, if the call is one of these."""
    if not way.name.fullmatch(call.name) or len(call.on) > 3000 or not way.on.fullmatch(call.on):
        return None
    if way.needs is not None and not way.needs.search(code.source.text):
        return None
    if way.files and not _is_file(code.source.path, way.files):
        return None
    if way.first is not None and (not call.arguments or written(call.arguments[0].value) != way.first):
        return None
    given = call.given(way.position, way.named)
    if given is not None and way.key is not None and given.type == "object":
        return _keyed(given, way.key)
    return given


def _keyed(holder: Node, key: str) -> Node | None:
    """The value of a key in an object, or in an object within it."""
    for name, value in pairs_of(holder):
        if name == key:
            return value
        inner = bare(value)
        if inner is not None and inner.type == "object":
            found = _keyed(inner, key)
            if found is not None:
                return found
    return next((child for child in holder.named_children if child.type.startswith("shorthand") and written(child) == key), None)


def gather(code: Code, node: Node, elsewhere: Elsewhere) -> Found:
    """What an expression leads to."""
    found = Found()
    _gather(code, node, found, elsewhere, 0)
    return found


def _gather(code: Code, node: Node | None, found: Found, elsewhere: Elsewhere, depth: int) -> None:
    if node is None or depth > _DEEPEST or found.seen > _MOST:
        return
    found.seen += 1
    if node.type in _NUMBERS:
        found.number(written(node), code.place(node))
    elif node.type in STRINGS and text_of(node) is not None:
        match = _PORT_TEXT.fullmatch((text_of(node) or "").strip())
        if match:
            found.number(match[1], code.place(node))
    elif node.type in CALLS and call_of(code.language, node) is not None:
        _of_call(code, node, found, elsewhere, depth)
    elif node.type in _SUBSCRIPTS:
        _variable(code, node, found)
    elif node.type in _MEMBERS:
        _of_member(code, node, found, elsewhere, depth)
    elif node.type in _NAMES:
        _of_name(code, node, found, elsewhere, depth)
    elif node.type not in _SKIPPED:
        for child in node.named_children:
            _gather(code, child, found, elsewhere, depth)


def _of_name(code: Code, node: Node, found: Found, elsewhere: Elsewhere, depth: int) -> None:
    name = written(node).lstrip("$")
    values = list(islice(definitions(code, name), _MOST_VALUES))
    for value in values:
        if value.start_byte != node.start_byte:
            _gather(code, value, found, elsewhere, depth + 1)
    if not values and name.isupper():
        _from_elsewhere(name, found, elsewhere, depth)


def _of_call(code: Code, node: Node, found: Found, elsewhere: Elsewhere, depth: int) -> None:
    """Conversions look at their first argument; what reads a variable names it first and may give a default after it."""
    call = call_of(code.language, node)
    if call is None:
        return
    if call.name in ("get", "Get") and text_of(call.given(0)) == "port":
        for made in calls_at(code, re.compile(rb"\bset\b")):
            if text_of(made.given(0)) == "port":
                _gather(code, made.given(1), found, elsewhere, depth + 1)
        return
    _variable_named(text_of(call.given(0)), found, code.place(node))
    if call.receiver is not None and call.receiver.type in CALLS | STRINGS:
        _gather(code, call.receiver, found, elsewhere, depth)
    arguments = call.arguments[:1] if call.name.rpartition(".")[2] in _RADIX else call.arguments
    for each in arguments:
        _gather(code, each.value, found, elsewhere, depth)
    if call.block is not None:
        _gather(code, call.block, found, elsewhere, depth)


def _variable(code: Code, node: Node, found: Found) -> None:
    for each in descend(node):
        _variable_named(text_of(each), found, code.place(each))


def _variable_named(text: str | None, found: Found, at: Location) -> None:
    """A variable whose name says port counts before one that says address; one that says neither does not count."""
    if text is None or not _VARIABLE.fullmatch(text) or not _SAYS_PORT.search(text):
        return
    if found.variable is None or ("PORT" in text and "PORT" not in found.variable):
        found.variable, found.variable_at = text, at


def _of_member(code: Code, node: Node, found: Found, elsewhere: Elsewhere, depth: int) -> None:
    """`process.env.PORT` is a variable; of `config.port` the file or a configuration file may say what it is."""
    text = written(node)
    last = written(node.named_children[-1]) if node.named_child_count else ""
    if text.startswith(("process.env.", "import.meta.env.", "Bun.env.", "Deno.env.", "env.")):
        _variable_named(last, found, code.place(node))
    elif last.isidentifier() and len(text) < 80:
        value = definition(code, last) or _pair(code, last)
        if value is not None and not (value.start_byte <= node.start_byte < value.end_byte):
            _gather(code, value, found, elsewhere, depth + 1)
        elif value is None:
            _from_elsewhere(last, found, elsewhere, depth)


def _from_elsewhere(name: str, found: Found, elsewhere: Elsewhere, depth: int) -> None:
    for other, value in elsewhere(name):
        _gather(other, value, found, _nowhere, depth + 1)
        if found.port or found.variable:
            return


def _nowhere(_name: str) -> Iterator[tuple[Code, Node]]:
    return iter(())


def _pair(code: Code, name: str) -> Node | None:
    """The value of `name: value` in an object of the file."""
    for node in code.at(re.compile(rb"(?<![\w.])[\"']?%s[\"']?(?=\s*:)" % re.escape(name.encode()))):
        here: Node | None = node
        while here is not None and here.type in (
            "property_identifier",
            "string",
            "string_fragment",
            "field_identifier",
            "identifier",
        ):
            here = here.parent
        if here is not None and here.type in ("pair", "keyed_element") and here.named_child_count >= 2:
            value = bare(here.named_children[-1])
            if value is not None and plain(value) != name:
                return value
    return None


def named_value(code: Code, name: str) -> Node | None:
    """What a configuration file gives to a name, in an object or by an assignment."""
    return _pair(code, name) or definition(code, name)
