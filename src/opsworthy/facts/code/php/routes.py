"""Health routes of Laravel, Lumen, Slim, CodeIgniter and Symfony."""

import re
from collections.abc import Callable, Iterator

from tree_sitter import Node

from opsworthy.facts.code.calls.answers import answered_keys
from opsworthy.facts.code.calls.calling import Call, call_of, calls_holding
from opsworthy.facts.code.calls.functions import enclosing_type
from opsworthy.facts.code.calls.marks import WORD, may_be_health
from opsworthy.facts.code.calls.places import around
from opsworthy.facts.code.calls.values import bare, pairs_of, text_of
from opsworthy.facts.code.health import Route, join
from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_ON = regex(
    r"Route(?:::.*)?|\\?(?:Illuminate\\Support\\Facades\\)?Route|\$(?:router|app|group|routes|r|this->router|api|proxy)(?:->.*)?",
    re.DOTALL,
)
_VERBS = frozenset(["any", "get", "map", "match", "view"])
_LONGEST = 300
_GROUP_CALLS = frozenset(["group", "prefix", "middleware", "name", "controller", "domain", "as", "namespace"])


def health_routes(code: Code, action: Callable[[str, str], tuple[Code, Node] | None]) -> Iterator[Route]:
    """The routes of one file that may be about health; `action` finds the method of a class."""
    for call in calls_holding(code, WORD):
        if call.node.type == "attribute":
            yield from _attributed(code, call)
        elif call.name == "withRouting":
            path = text_of(call.given(None, "health"))
            if path:
                yield Route(path, code.place(call.given(None, "health") or call.node), "php", "Laravel", role="health")
        elif call.name in _VERBS and len(call.on) < _LONGEST and _ON.fullmatch(call.on):
            yield from _routed(code, call, action)


def _routed(code: Code, call: Call, action: Callable[[str, str], tuple[Code, Node] | None]) -> Iterator[Route]:
    """`Route::get('/health', …)` and `$app->get('/health', …)`."""
    place = 1 if call.name in ("match", "map") else 0
    path, handler = text_of(call.given(place)), call.given(place + 1)
    if path is None or handler is None or not may_be_health(path) or (place and "get" not in written(call.given(0)).lower()):
        return
    if (
        call.on.startswith(("$r", "$t")) is False
        and call.on.startswith("$app")
        and call.name == "get"
        and not path.startswith("/")
    ):
        return
    framework = _framework(code.source.text, call)
    prefixes = [*_file_prefix(code, framework), *_chained(call), *_around(code, call.node)]
    body, name = _handler(handler, action)
    yield Route(join(*prefixes, path), code.place(call.node), "php", framework, answered_keys("php", body), name)


def _framework(text: str, call: Call) -> str:
    if call.on.startswith(("Route", "\\", "Illuminate")) or "Illuminate\\" in text:
        return "Laravel"
    if "Slim\\" in text:
        return "Slim"
    return "CodeIgniter" if "CodeIgniter" in text else "Lumen" if call.on.startswith("$router") else "PHP"


def _file_prefix(code: Code, framework: str) -> list[str]:
    """Laravel puts `/api` before what routes/api.php says."""
    return ["api"] if framework == "Laravel" and code.source.path.endswith("routes/api.php") else []


def _handler(handler: Node, action: Callable[[str, str], tuple[Code, Node] | None]) -> tuple[Node | None, str]:
    node = bare(handler)
    if node is None:
        return None, ""
    if node.type in ("anonymous_function", "anonymous_function_creation_expression", "arrow_function"):
        return node, ""
    text = written(node)[:200]
    names = re.findall(r"(\w+)::class", text)
    methods = re.findall(r"['\"](\w+)['\"]", text)
    if not names:
        match = re.fullmatch(r"['\"](?:[\w\\]+\\)?(\w+)(?:@|::|:)(\w+)['\"]", text)
        names, methods = ([match[1]], [match[2]]) if match else ([], [])
    found = action(names[0], methods[0] if methods else "__invoke") if names else None
    return found[1] if found is not None else None, text


def _chained(call: Call) -> list[str]:
    """`Route::prefix('v1')->get(…)`."""
    found: list[str] = []
    here = call_of("php", call.receiver)
    while here is not None:
        text = text_of(here.given(0)) if here.name == "prefix" else None
        if text:
            found.insert(0, text)
        here = call_of("php", here.receiver)
    return found


def _around(code: Code, node: Node) -> list[str]:
    """The prefixes of the groups around a route."""
    found: list[str] = []
    for here in around(code.root, node):
        call = call_of("php", here)
        if call is not None and call.name == "group" and here.id != node.id:
            texts = [text_of(call.given(0))] if call.given(0) is not None else []
            options = {name: text_of(value) for name, value in pairs_of(call.given(0))} if call.given(0) is not None else {}
            own = options.get("prefix") or (texts[0] if texts else None)
            found = [*_chained(call), *([own] if own else []), *found]
    return found


def _attributed(code: Code, call: Call) -> Iterator[Route]:
    """Symfony's `#[Route('/health')]` on a method, after that of its class."""
    if "Symfony\\" not in code.source.text:
        return
    held: Node | None = call.node
    while held is not None and held.type not in ("method_declaration", "class_declaration"):
        held = held.parent
    path = text_of(call.given(0, "path"))
    methods = call.given(None, "methods")
    if held is None or path is None or (methods is not None and "GET" not in written(methods)):
        return
    if held.type == "class_declaration":
        invoked = next((each for each in _methods(held) if written(each.child_by_field_name("name")) == "__invoke"), None)
        if invoked is None:
            return
        prefix, held = "", invoked
    else:
        prefix = _class_path(held)
    name = f"{written((enclosing_type(held) or held).child_by_field_name('name'))}::{written(held.child_by_field_name('name'))}"
    yield Route(join(prefix, path), code.place(call.node), "php", "Symfony", answered_keys("php", held), name)


def _methods(holder: Node) -> Iterator[Node]:
    body = holder.child_by_field_name("body")
    yield from (child for child in (body.named_children if body is not None else ()) if child.type == "method_declaration")


def _class_path(method: Node) -> str:
    holder = enclosing_type(method)
    attributes = holder.child_by_field_name("attributes") if holder is not None else None
    waiting = list(attributes.named_children) if attributes is not None else []
    while waiting:
        here = waiting.pop()
        call = call_of("php", here) if here.type == "attribute" else None
        if call is not None and call.name == "Route":
            return text_of(call.given(0, "path")) or ""
        waiting.extend(here.named_children if here.type == "attribute_group" else ())
    return ""
