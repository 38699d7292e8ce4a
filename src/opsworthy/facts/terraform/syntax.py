"""HCL files as bodies of blocks and expressions."""

from collections.abc import Iterator

from tree_sitter import Node as SyntaxNode

from opsworthy.facts.terraform import expressions as ast
from opsworthy.facts.terraform.expressions import Argument, Block, Body, Broken, Expression
from opsworthy.facts.terraform.texts import heredoc, quoted
from opsworthy.text.code import Code, parse
from opsworthy.text.location import Location
from opsworthy.text.source import Problem, Source
from opsworthy.text.syntax import first_error, place, written

_DEEPEST = 100
_DEEPEST_BLOCKS = 12
_TOP = frozenset({"resource", "data", "module", "variable", "output", "locals", "provider", "terraform"})
_WRAPPED = ("expression", "collection_value", "literal_value", "template_expr", "operation", "for_expr", "quoted_template")


def body_of(code: Code) -> Body:
    """The body of a parsed file; what is no HCL in it is left out (see `problem_of`)."""
    read = Reader(code.source, code.data).body(code.root)
    return Body(read.arguments, tuple(_lifted(read.blocks, 0))) if code.root.has_error else read


def _lifted(blocks: tuple[Block, ...], depth: int) -> Iterator[Block]:
    """Blocks of the top that a parser, after an error, took for parts of the block before them."""
    for block in blocks:
        if depth == 0 or block.type in _TOP:
            yield block
        if depth < _DEEPEST_BLOCKS:
            yield from _lifted(block.body.blocks, depth + 1)


def problem_of(code: Code) -> Problem | None:
    """The first place where a file is no HCL."""
    error = first_error(code.root)
    if error is None:
        return None
    return Problem(
        code.place(error), "not valid HCL: what stands here was not read", "mend the file here; `terraform fmt` names the error"
    )


def template_of(source: Source, above: int = 0) -> Expression:
    """A text with `${…}` and `%{…}` in it as an expression: a file that `templatefile` fills in, or a text of a file with so many
    lines `above` it."""
    marker = "OPSWORTHY_TEMPLATE"
    where = source.at(1 + above)
    if marker in source.text:
        return Broken("a template that cannot be read", where)
    wrapped = Source(source.path, f"x = <<{marker}\n{source.text}\n{marker}\n")
    data = wrapped.text.encode("utf-8", "replace")
    argument = Reader(wrapped, data, 1 - above).body(parse(wrapped, "hcl").root_node).argument("x")
    if argument is None:
        return Broken("a template that cannot be read", where)
    return _shortened(argument.value)


def _shortened(read: Expression) -> Expression:
    """A heredoc without the line end that stands before its closing word."""
    last = read.parts[-1] if isinstance(read, ast.Template) and read.parts else read
    if not isinstance(last, ast.Literal) or not isinstance(last.value, str) or not last.value.endswith("\n"):
        return read
    shorter = ast.Literal(last.value[:-1], last.value[:-1], last.location)
    if not isinstance(read, ast.Template):
        return shorter
    parts = (*read.parts[:-1], shorter) if shorter.value else read.parts[:-1]
    return ast.Template(parts, read.location) if len(parts) != 1 else parts[0]


class Reader:
    """Reads the syntax tree of one text; `extra` lines of it stand before the file's own first one (fewer than none where the
    text is a part of a file)."""

    def __init__(self, source: Source, data: bytes, extra: int = 0) -> None:
        self.source, self.data, self.extra = source, data, extra

    def place(self, node: SyntaxNode) -> Location:
        found = place(self.source, node)
        if not self.extra:
            return found
        return Location(found.path, found.line - self.extra, found.column, found.end_line - self.extra, found.end_column)

    def body(self, node: SyntaxNode, depth: int = 0) -> Body:
        """The arguments and blocks directly within a file, a block or a body."""
        arguments: list[Argument] = []
        blocks: list[Block] = []
        for child in self._members(node):
            if child.type == "attribute":
                argument = self._argument(child)
                arguments += [argument] if argument is not None else []
            elif child.type == "block" and depth < _DEEPEST_BLOCKS:
                blocks.append(self._block(child, depth))
        return Body(tuple(arguments), tuple(blocks))

    def _members(self, node: SyntaxNode) -> Iterator[SyntaxNode]:
        for child in node.named_children:
            if child.type == "body":
                yield from child.named_children
            elif child.type in ("attribute", "block"):
                yield child

    def _argument(self, node: SyntaxNode) -> Argument | None:
        children = [child for child in node.named_children if child.type != "comment"]
        if len(children) < 2 or children[0].type != "identifier":
            return None
        return Argument(written(children[0]), self.expression(children[-1]), self.place(children[0]))

    def _block(self, node: SyntaxNode, depth: int) -> Block:
        labels: list[str] = []
        type_name = ""
        for child in node.named_children:
            if child.type == "identifier":
                type_name, labels = (type_name, [*labels, written(child)]) if type_name else (written(child), labels)
            elif child.type == "string_lit":
                labels.append(written(child).strip('"'))
        return Block(type_name, tuple(labels), self.body(node, depth + 1), self.place(node))

    def expression(self, node: SyntaxNode, depth: int = 0) -> Expression:
        """The expression that a node is."""
        if depth > _DEEPEST:
            return Broken("an expression nested too deeply to be read", self.place(node))
        children = [child for child in node.named_children if child.type != "comment"]
        if node.type == "expression" and len(children) > 1:
            return self._chain(children, depth)
        if node.type in _WRAPPED and len(children) == 1:
            return self.expression(children[0], depth + 1)
        make = _MAKERS.get(node.type)
        return make(self, node, depth + 1) if make is not None else Broken("an expression that cannot be read", self.place(node))

    def _chain(self, children: list[SyntaxNode], depth: int) -> Expression:
        """What a first word or a value in brackets is followed by: attributes, indexes, splats."""
        here = self.expression(children[0], depth + 1)
        for child in children[1:]:
            here = self._step(here, child, depth + 1)
        return here

    def _step(self, of: Expression, node: SyntaxNode, depth: int) -> Expression:
        where = self.place(node)
        if node.type == "get_attr":
            return ast.Attribute(of, written(node).lstrip(".").strip(), where)
        if node.type == "index":
            inner = node.named_children[0] if node.named_children else None
            if inner is not None and inner.type == "legacy_index":
                digits = written(inner).lstrip(".").strip()
                return ast.Index(of, ast.Literal(int(digits[:9] or 0) if digits.isdigit() else digits, digits, where), where)
            held = inner.named_children if inner is not None else []
            return ast.Index(of, self.expression(held[0], depth) if held else Broken("an empty index", where), where)
        if node.type == "splat":
            held = node.named_children[0].named_children if node.named_children else []
            steps = []
            for each in held:
                step = self._step(ast.Name("", where), each, depth)
                steps += [step] if isinstance(step, ast.Attribute | ast.Index) else []
            return ast.Splat(of, tuple(steps), where)
        return Broken("a reference that cannot be read", where)

    def _variable(self, node: SyntaxNode, _depth: int) -> Expression:
        return ast.Name(written(node), self.place(node))

    def _number(self, node: SyntaxNode, _depth: int) -> Expression:
        text = written(node)[:40]
        try:
            value: int | float = int(text)
        except ValueError:
            try:
                value = float(text) if text.lower().startswith("0x") is False else int(text, 16)
            except (ValueError, OverflowError):
                return Broken("a number that cannot be read", self.place(node))
        return ast.Literal(value, text, self.place(node))

    def _truth(self, node: SyntaxNode, _depth: int) -> Expression:
        return ast.Literal(written(node) == "true", written(node), self.place(node))

    def _null(self, node: SyntaxNode, _depth: int) -> Expression:
        return ast.Literal(None, "", self.place(node))

    def _quoted(self, node: SyntaxNode, depth: int) -> Expression:
        return quoted(self, node, depth)

    def _heredoc(self, node: SyntaxNode, depth: int) -> Expression:
        return heredoc(self, node, depth)

    def _tuple(self, node: SyntaxNode, depth: int) -> Expression:
        held = (child for child in node.named_children if child.type == "expression")
        return ast.Items(tuple(self.expression(child, depth) for child in held), self.place(node))

    def _object(self, node: SyntaxNode, depth: int) -> Expression:
        pairs = []
        for element in node.named_children:
            sides = [child for child in element.named_children if child.type == "expression"]
            if element.type == "object_elem" and len(sides) == 2:
                key = self.expression(sides[0], depth)
                if isinstance(key, ast.Name) and not written(sides[0]).startswith("("):
                    key = ast.Literal(key.name, key.name, key.location)
                pairs.append((key, self.expression(sides[1], depth)))
        return ast.Pairs(tuple(pairs), self.place(node))

    def _call(self, node: SyntaxNode, depth: int) -> Expression:
        name = next((written(child) for child in node.named_children if child.type == "identifier"), "")
        held = next((child for child in node.named_children if child.type == "function_arguments"), None)
        given = held.named_children if held is not None else []
        arguments = tuple(self.expression(child, depth) for child in given if child.type == "expression")
        spread = any(child.type == "ellipsis" for child in given)
        return ast.Call(name.rpartition("::")[2] if name.startswith("core::") else name, arguments, spread, self.place(node))

    def _choice(self, node: SyntaxNode, depth: int) -> Expression:
        sides = [child for child in node.named_children if child.type == "expression"]
        if len(sides) != 3:
            return Broken("a condition that cannot be read", self.place(node))
        condition, yes, no = (self.expression(side, depth) for side in sides)
        return ast.Choice(condition, yes, no, self.place(node))

    def _operation(self, node: SyntaxNode, depth: int) -> Expression:
        """A sign and its sides; a side that is a reference stands there in its parts."""
        signs = [child for child in node.children if not child.is_named and child.type not in "()"]
        held = [child for child in node.named_children if child.type != "comment"]
        if not signs or not held:
            return Broken("an operation that cannot be read", self.place(node))
        left = [child for child in held if child.start_byte < signs[0].start_byte]
        right = [child for child in held if child.start_byte > signs[0].start_byte]
        sides = [self._chain(side, depth) for side in (left, right) if side]
        return ast.Operation(written(signs[0]), sides[0], sides[1] if len(sides) == 2 else None, self.place(node))

    def _for(self, node: SyntaxNode, depth: int) -> Expression:
        intro = next((child for child in node.named_children if child.type == "for_intro"), None)
        results = [self.expression(child, depth) for child in node.named_children if child.type == "expression"]
        condition = next((child for child in node.named_children if child.type == "for_cond"), None)
        if intro is None or not results:
            return Broken("a for expression that cannot be read", self.place(node))
        names = [written(child) for child in intro.named_children if child.type == "identifier"]
        over = next((child for child in intro.named_children if child.type == "expression"), None)
        if over is None or not names:
            return Broken("a for expression that cannot be read", self.place(node))
        test = next((child for child in condition.named_children if child.type == "expression"), None) if condition else None
        return ast.For(
            names[0] if len(names) > 1 else None,
            names[-1],
            self.expression(over, depth),
            results[0] if len(results) > 1 else None,
            results[-1],
            self.expression(test, depth) if test is not None else None,
            any(child.type == "ellipsis" for child in node.named_children),
            self.place(node),
        )


_MAKERS = {
    "variable_expr": Reader._variable,
    "identifier": Reader._variable,
    "numeric_lit": Reader._number,
    "bool_lit": Reader._truth,
    "null_lit": Reader._null,
    "string_lit": Reader._quoted,
    "quoted_template": Reader._quoted,
    "heredoc_template": Reader._heredoc,
    "tuple": Reader._tuple,
    "object": Reader._object,
    "function_call": Reader._call,
    "conditional": Reader._choice,
    "unary_operation": Reader._operation,
    "binary_operation": Reader._operation,
    "for_tuple_expr": Reader._for,
    "for_object_expr": Reader._for,
}
