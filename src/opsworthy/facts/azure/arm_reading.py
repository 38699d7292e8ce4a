"""ARM templates as deployments: JSON whose texts in brackets are expressions."""

import re

from opsworthy.facts.azure.deployment import Deployment, Parameter, Piece
from opsworthy.facts.azure.expressions import Call, Expression, Literal, Member, Name, Other
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, entries, find, items, string
from opsworthy.text.regex import regex

_SCHEMA = regex(r"/(?:\w+D|d)eploymentTemplate\.json")
_TOKEN = regex(r"\s*(?:('(?:[^']|'')*')|(-?\d+)|([A-Za-z_][\w.]*)|([()\[\],.]))")
_FILE = regex(r"[\w./-]{1,200}\.json")
_ENDING = regex(r",\s{0,5}'/?([\w.-]{1,80})'\s{0,5}\)\]$")
_LONGEST = 8000
_DEEPEST = 40
_MOST = 1000
_NESTED = "Microsoft.Resources/deployments"


def is_template(root: Node) -> bool:
    """Whether a JSON value says by its schema that it is an ARM template."""
    return _SCHEMA.search(string(root, "$schema") or "") is not None and find(root, "resources") is not None


def read(path: str, root: Node) -> Deployment:
    """The deployment of a template; templates written out within it are told as its own."""
    deployment = Deployment(path, "arm")
    _sections(deployment, root, 0)
    return deployment


def _sections(deployment: Deployment, root: Node, depth: int) -> None:
    for entry in entries(root, "parameters")[:_MOST]:
        default, kind = find(entry.value, "defaultValue"), (string(entry.value, "type") or "").lower()
        secure = kind.startswith("secure")
        held = converted(deployment, default) if default is not None else None
        deployment.parameters.setdefault(entry.key, Parameter(entry.key, entry.location, held, secure))
    for entry in entries(root, "variables")[:_MOST]:
        deployment.variables.setdefault(entry.key, converted(deployment, entry.value))
    for item in (*items(root, "resources"), *(entry.value for entry in entries(root, "resources"))):
        _resource(deployment, item, "", None, depth)


def _resource(deployment: Deployment, node: Node, above: str, parent: str | None, depth: int) -> None:
    kind = string(node, "type")
    if not isinstance(node, Mapping) or kind is None or depth > 8 or len(deployment.resources) > _MOST:
        return
    whole = kind if "." in kind.partition("/")[0] or not above else f"{above}/{kind}"
    inner = find(node, "properties", "template")
    if whole.lower() == _NESTED.lower() and inner is not None:
        _sections(deployment, inner, depth + 1)
        return
    body = converted(deployment, node)
    symbol = _symbol(node, whole)
    condition = find(body, "condition")
    looped = find(node, "copy") is not None
    link = find(node, "properties", "templateLink")
    pieces = deployment.modules if link is not None and whole.lower() == _NESTED.lower() else deployment.resources
    written = string(link, "relativePath") or string(link, "uri") or ""
    files = _FILE.findall(written[:2000])
    source = files[-1].lstrip("/") if files else ""
    pieces.append(
        Piece(symbol, source if pieces is deployment.modules else whole, body, node.location, condition, looped, parent=parent)
    )
    for item in items(node, "resources"):
        _resource(deployment, item, whole, symbol, depth + 1)


def _symbol(node: Node, kind: str) -> str:
    """What to call a resource within the template: its literal name, else the parameter or variable that names it."""
    name = string(node, "name") or kind.rpartition("/")[2]
    if not name.startswith("["):
        return name.rpartition("/")[2]
    ending = _ENDING.search(name[-300:])
    if ending is not None:
        return ending[1]
    quoted = re.findall(r"(?:parameters|variables)\(\s*'([^']{1,100})'\s*\)", name[:2000])
    word = re.sub(r"_?[Nn]ame$", "", quoted[-1]) if quoted else ""
    return word or kind.rpartition("/")[2]


def converted(deployment: Deployment, node: Node, depth: int = 0) -> Node:
    """A value with the texts in brackets turned into expressions."""
    if depth > 100:
        return Scalar(None, "", node.location)
    if isinstance(node, Mapping):
        made = tuple(Entry(entry.key, converted(deployment, entry.value, depth + 1), entry.location) for entry in node.entries)
        return Mapping(made, node.location)
    if isinstance(node, Sequence):
        return Sequence(tuple(converted(deployment, item, depth + 1) for item in node.items), node.location)
    text = node.text
    if isinstance(node.value, str) and text.startswith("[") and text.endswith("]"):
        if text.startswith("[["):
            return Scalar(text[1:], text[1:], node.location)
        return deployment.hold(parse(text[1:-1], node.location), node.location)
    return node


def parse(text: str, place: Location) -> Expression:
    """An expression; Other where it is not one."""
    if len(text) > _LONGEST:
        return Other("a long expression")
    tokens = [match.group().strip() for match in _TOKEN.finditer(text)]
    parser = _Parser(tokens, place)
    made = parser.expression(0)
    return made if parser.position >= len(tokens) else Other("an expression that is not understood")


class _Parser:
    def __init__(self, tokens: list[str], place: Location) -> None:
        self.tokens = tokens
        self.place = place
        self.position = 0

    def _next(self) -> str:
        token = self.tokens[self.position] if self.position < len(self.tokens) else ""
        self.position += 1
        return token

    def _peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def expression(self, depth: int) -> Expression:
        if depth > _DEEPEST:
            return Other("too deep")
        made = self._primary(depth)
        while self._peek() in (".", "["):
            if self._next() == ".":
                for part in self._next().split("."):
                    made = Member(made, Literal(Scalar(part, part, self.place)))
            else:
                made = Member(made, self.expression(depth + 1))
                self._next()
        return made

    def _primary(self, depth: int) -> Expression:
        token = self._next()
        if token.startswith("'"):
            text = token[1:-1].replace("''", "'")
            return Literal(Scalar(text, text, self.place))
        if token.lstrip("-").isdigit():
            return Literal(Scalar(int(token) if len(token) < 19 else token, token, self.place))
        if self._peek() != "(":
            return Name(token) if token else Other("nothing")
        self._next()
        arguments: list[Expression] = []
        while self._peek() not in (")", "") and len(arguments) < 100:
            arguments.append(self.expression(depth + 1))
            if self._peek() == ",":
                self._next()
        self._next()
        return Call(token.rpartition(".")[2] if token.count(".") == 1 else token, tuple(arguments))
