"""Bicep files as deployments."""

from tree_sitter import Node as SyntaxNode

from opsworthy.facts.azure.deployment import Deployment, Parameter, Piece
from opsworthy.facts.azure.expressions import Call, Choice, Expression, Filled, Literal, Member, Name, Other
from opsworthy.text.code import Code
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence
from opsworthy.text.syntax import written

_DEEPEST = 60
_MOST = 2000


class Reading:
    """Turns one syntax tree into a deployment."""

    def __init__(self, code: Code) -> None:
        self.code = code
        self.deployment = Deployment(code.source.path, "bicep")
        self._decorators: list[str] = []

    def read(self) -> Deployment:
        for node in self.code.root.named_children[:_MOST]:
            if node.type == "decorators":
                self._decorators = [written(child) for child in node.named_children]
                continue
            self._declaration(node)
            self._decorators = []
        return self.deployment

    def _declaration(self, node: SyntaxNode) -> None:
        if node.type == "target_scope_assignment":
            self.deployment.scope = written(node).rpartition("=")[2].strip().strip("'")
        elif node.type == "parameter_declaration":
            self._parameter(node)
        elif node.type == "variable_declaration" and len(node.named_children) > 1:
            value = self.node(node.named_children[-1], 0)
            self.deployment.variables[written(node.named_children[0])] = value
        elif node.type == "parameter_assignment" and len(node.named_children) > 1:
            self.deployment.variables[written(node.named_children[0])] = self.node(node.named_children[-1], 0)
        elif node.type == "resource_declaration":
            self._piece(node, self.deployment.resources, None, "")
        elif node.type == "module_declaration":
            self._piece(node, self.deployment.modules, None, "")

    def _parameter(self, node: SyntaxNode) -> None:
        name, *rest = node.named_children or [node]
        values = [child for child in rest if child.type not in ("type", "comment", "nullable_type", "union_type", "identifier")]
        secure = any("secure(" in each.replace(" ", "") for each in self._decorators)
        default = self.node(values[-1], 0) if values else None
        self.deployment.parameters[written(name)] = Parameter(written(name), self.code.place(node), default, secure)

    def _piece(self, node: SyntaxNode, pieces: list[Piece], parent: str | None, above: str) -> None:
        """One declaration, with the resources that are declared within it."""
        children = [child for child in node.named_children if child.type not in ("comment", "diagnostic_comment")]
        if len(children) < 3:
            return
        symbol, kind, body = written(children[0]), written(children[1]).strip("'"), children[-1]
        kind = f"{above.partition('@')[0]}/{kind}" if above and "." not in kind.partition("/")[0] else kind
        condition: Node | None = None
        looped = body.type == "for_statement"
        if looped:
            body = body.named_children[-1]
        if body.type == "if_statement" and len(body.named_children) > 1:
            condition = self.node(body.named_children[0], 0)
            body = body.named_children[-1]
        existing = any(child.type == "existing" for child in node.children)
        if body.type != "object":
            return
        location = self.code.place(node)
        pieces.append(Piece(symbol, kind, self._object(body, 0), location, condition, looped, existing, parent))
        for prop in body.named_children:
            for inner in prop.named_children if prop.type == "object_property" else ():
                if inner.type == "resource_declaration":
                    self._piece(inner, pieces, symbol, kind)

    def node(self, syntax: SyntaxNode, depth: int) -> Node:
        """A value as data: what is computed is a scalar that stands for its expression."""
        place = self.code.place(syntax)
        if syntax.type == "object":
            return self._object(syntax, depth)
        if syntax.type == "array":
            children = [child for child in syntax.named_children[:_MOST] if child.type != "comment"]
            made = tuple(self.node(child, depth + 1) for child in children) if depth < _DEEPEST else ()
            return Sequence(made, place)
        expression = self.expression(syntax, depth)
        if isinstance(expression, Literal):
            return expression.node
        return self.deployment.hold(expression, place)

    def _object(self, syntax: SyntaxNode, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        for prop in syntax.named_children[:_MOST] if depth < _DEEPEST else ():
            if prop.type != "object_property" or len(prop.named_children) < 2:
                continue
            key, value = prop.named_children[0], prop.named_children[-1]
            name = written(key).strip("'")
            entries[name] = Entry(name, self.node(value, depth + 1), self.code.place(key))
        return Mapping(tuple(entries.values()), self.code.place(syntax))

    def expression(self, syntax: SyntaxNode, depth: int) -> Expression:
        place = self.code.place(syntax)
        inner = [child for child in syntax.named_children if child.type != "comment"]
        if depth > _DEEPEST:
            return Other("too deep")
        if syntax.type in ("object", "array"):
            return Literal(self.node(syntax, depth))
        if syntax.type in ("number", "boolean", "null"):
            return Literal(_plain(written(syntax), place))
        if syntax.type == "string":
            return self._string(syntax, depth)
        if syntax.type in ("identifier", "compatible_identifier"):
            return Name(written(syntax))
        if syntax.type == "parenthesized_expression" and inner:
            return self.expression(inner[0], depth + 1)
        if syntax.type == "ternary_expression" and len(inner) == 3:
            return Choice(*(self.expression(child, depth + 1) for child in inner))
        if syntax.type in ("member_expression", "subscript_expression") and len(inner) == 2:
            return self._member(inner[0], inner[1], depth)
        if syntax.type == "call_expression" and inner:
            return self._call(inner, depth)
        if syntax.type in ("unary_expression", "binary_expression") and inner:
            operator = next((written(child) for child in syntax.children if not child.is_named), "")
            return Call(operator, tuple(self.expression(child, depth + 1) for child in inner))
        return Other(syntax.type.replace("_", " "))

    def _string(self, syntax: SyntaxNode, depth: int) -> Expression:
        place = self.code.place(syntax)
        parts: list[Expression] = []
        for child in syntax.named_children:
            if child.type == "interpolation":
                parts.append(self.expression(child.named_children[0], depth + 1) if child.named_children else Other("empty"))
            else:
                text = written(child)
                text = {"\\'": "'", "\\$": "$", "\\\\": "\\", "\\n": "\n"}.get(text, text)
                parts.append(Literal(Scalar(text, text, place)))
        if all(isinstance(part, Literal) for part in parts):
            text = "".join(part.node.text for part in parts if isinstance(part, Literal) and isinstance(part.node, Scalar))
            return Literal(Scalar(text, text, place))
        return Filled(tuple(parts))

    def _member(self, base: SyntaxNode, key: SyntaxNode, depth: int) -> Expression:
        if key.type in ("property_identifier", "identifier") and key.type != "identifier":
            name: Expression = Literal(Scalar(written(key), written(key), self.code.place(key)))
        else:
            name = self.expression(key, depth + 1)
        return Member(self.expression(base, depth + 1), name)

    def _call(self, inner: list[SyntaxNode], depth: int) -> Expression:
        held = inner[-1]
        listed = held.named_children if held.type == "arguments" else []
        arguments = tuple(self.expression(child, depth + 1) for child in listed if child.type != "comment")
        function = inner[0]
        if function.type == "member_expression" and len(function.named_children) == 2:
            on, name = function.named_children
            return Call(written(name), arguments, self.expression(on, depth + 1))
        return Call(written(function), arguments)


def _plain(text: str, place: Location) -> Scalar:
    value: str | bool | int | None = text
    if text in ("true", "false"):
        value = text == "true"
    elif text == "null":
        value = None
    elif text.isdigit() and len(text) < 19:
        value = int(text)
    return Scalar(value, text, place)
