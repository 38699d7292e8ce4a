"""Health routes of Rails, Sinatra, Grape and Rack."""

from collections.abc import Callable, Iterator

from tree_sitter import Node

from opsworthy.facts.code.calls.answers import answered_keys
from opsworthy.facts.code.calls.calling import Call, call_of, calls_at, calls_holding
from opsworthy.facts.code.calls.marks import WORD, may_be_health
from opsworthy.facts.code.calls.places import around
from opsworthy.facts.code.calls.values import STRINGS, pairs_of, text_of
from opsworthy.facts.code.health import Route, join
from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.syntax import descend, written

_DRAWN = regex(rb"\bhealth_check_routes\b")
_VERBS = frozenset(["get", "is", "map", "match", "mount", "on", "resource", "root"])
_DRAWS = regex(r"\.routes\.draw\b|\.draw do\b")
_EXPORTERS = ("Prometheus", "Yabeda")
_CHECKERS = ("Health", "OkComputer", "Coverband")
_OPTIONS = frozenset(
    [
        "action",
        "as",
        "at",
        "constraints",
        "controller",
        "defaults",
        "except",
        "format",
        "module",
        "on",
        "only",
        "path",
        "to",
        "via",
    ]
)
_PREFIXES = frozenset(["namespace", "scope", "resources", "resource", "map", "on"])


def framework_of(text: str) -> str | None:
    """What draws the routes of a file, by what it requires and inherits."""
    if ".draw" in text and _DRAWS.search(text):
        return "Ruby on Rails"
    if "Grape::API" in text:
        return "Grape"
    if "Sinatra" in text or "require 'sinatra" in text or 'require "sinatra' in text:
        return "Sinatra"
    if "Roda" in text:
        return "Roda"
    return "Rack" if "Rack::Builder" in text or "PATH_INFO" in text else None


def health_routes(code: Code, action: Callable[[str], tuple[Code, Node] | None]) -> Iterator[Route]:
    """The routes of one file that may be about health; `action` finds the method that `controller#action` names."""
    framework = framework_of(code.source.text) or ("Rack" if code.source.path.endswith(".ru") else None)
    found = (*calls_at(code, _DRAWN), *calls_holding(code, WORD)) if framework is not None else ()
    for call in found:
        if call.name not in _VERBS and call.name != "health_check_routes":
            continue
        if call.on and not (framework == "Roda" and call.on in ("r", "req", "request")):
            continue
        if framework == "Ruby on Rails":
            yield from _rails(code, call, action)
        elif call.name in ("get", "is", "map", "on") and call.arguments:
            yield from _block(code, call, framework or "Rack")


def _block(code: Code, call: Call, framework: str) -> Iterator[Route]:
    path = text_of(call.arguments[0].value)
    if path is None or call.block is None or (call.name == "on" and framework != "Roda"):
        return
    yield Route(
        join(*_around(code, call.node), path), code.place(call.node), "ruby", framework, answered_keys("ruby", call.block)
    )


def _rails(code: Code, call: Call, action: Callable[[str], tuple[Code, Node] | None]) -> Iterator[Route]:
    if call.name == "health_check_routes":
        prefix = text_of(call.given(0)) or "health_check"
        yield Route(join(*_around(code, call.node), prefix), code.place(call.node), "ruby", "Ruby on Rails", role="health")
        return
    for path, target in _targets(call):
        if call.name == "mount":
            role = "metrics" if any(mark in target for mark in _EXPORTERS) else None
            if role or any(mark in target for mark in _CHECKERS):
                yield Route(
                    join(*_around(code, call.node), path),
                    code.place(call.node),
                    "ruby",
                    "Ruby on Rails",
                    handler=target,
                    role=role,
                )
            continue
        if not may_be_health(path) or (call.name == "resource" and not _shows(call)):
            continue
        found = action(target) if "#" in target else None
        fields = answered_keys("ruby", found[1]) if found is not None else _inline(call)
        if target == "rails/health#show":
            fields = ()
        yield Route(join(*_around(code, call.node), path), code.place(call.node), "ruby", "Ruby on Rails", fields, target or path)


def _targets(call: Call) -> Iterator[tuple[str, str]]:
    """The paths of one line of the routes, each with what answers."""
    named = {each.name: written(each.value).strip("\"'") for each in call.arguments if each.name is not None}
    target = named.get("to") or named.get("controller") or named.get("via", "")
    for argument in call.arguments:
        node = argument.value
        if argument.name is not None and argument.name.strip("\"'") not in _OPTIONS:
            yield argument.name.strip("\"'"), written(node).strip("\"'")
        elif node.type == "pair" and node.named_children[0].type in STRINGS:
            yield text_of(node.named_children[0]) or "", written(node.named_children[-1]).strip("\"'")
        elif argument.name is None and node.type in STRINGS | {"simple_symbol"}:
            yield named.get("path") or named.get("at") or text_of(node) or "", target
    if call.name == "mount" and call.arguments and call.arguments[0].value.type not in STRINGS and "at" in named:
        yield named["at"], written(call.arguments[0].value)


def _shows(call: Call) -> bool:
    only = next((written(each.value) for each in call.arguments if each.name == "only"), "show")
    return "show" in only


def _inline(call: Call) -> tuple[str, ...]:
    """`get "/health", to: ->(env) { [200, {}, [{…}.to_json]] }`."""
    keys: list[str] = []
    for node in descend(call.node):
        above = node.parent if node.type == "hash" else None
        if above is not None and above.type == "call" and written(above.child_by_field_name("method")) == "to_json":
            keys += [name for name, _ in pairs_of(node)]
    return tuple(keys)


def _around(code: Code, node: Node) -> list[str]:
    """The prefixes of the blocks around a route: namespaces, scopes, resources, Grape's prefix and version are left aside."""
    found: list[str] = []
    for here in around(code.root, node):
        call = call_of("ruby", here) if here.type == "call" else None
        if call is not None and call.name in _PREFIXES and call.block is not None and call.block.start_byte <= node.start_byte:
            named = next((each.value for each in call.arguments if each.name == "path"), None)
            first = named or (call.arguments[0].value if call.arguments and call.arguments[0].name is None else None)
            text = text_of(first)
            if text and not (call.name == "scope" and first is not named and first is not None and first.type == "simple_symbol"):
                found.insert(0, text)
    return found
