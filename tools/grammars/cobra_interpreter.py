"""A small interpreter over Go source: it follows the functions that make commands and flags, and believes every branch."""

import json
import re
from typing import Any

from tree_sitter import Node

from tools.grammars.cobra_known import KUBERNETES, PRINTING, Closure, Cmd, FlagSet, Made, Named
from tools.grammars.form import Flag, choices, kind_of
from tools.grammars.go_source import Module, Place, named, text

_DEEPEST = 40
_ADDS = re.compile(
    r"(?P<kind>Bool|BoolFunc|String|StringArray|StringSlice|StringToString|StringToInt|Int|Int8|Int16|Int32|Int64|Uint|Uint8|"
    r"Uint16|Uint32|Uint64|Float32|Float64|Duration|DurationSlice|Count|IntSlice|BoolSlice|IP|IPNet|IPSlice|IPMask|"
    r"BytesHex|Time|Text|Func|Any|)(?P<var>Var)?(?P<short>P)?F?$"
)
_REPEATED = re.compile(r"Array|Slice|StringTo|Count")
_RUNS = frozenset(
    [
        "Run",
        "RunE",
        "PreRun",
        "PreRunE",
        "PostRun",
        "PostRunE",
        "PersistentPreRun",
        "PersistentPreRunE",
        "Args",
        "ValidArgsFunction",
        "PersistentPostRun",
        "PersistentPostRunE",
    ]
)


class Interpreter:
    def __init__(self, module: Module) -> None:
        self.module = module
        self.globals: dict[tuple[str, str], Any] = {}
        self.started: set[str] = set()
        self.steps = 0

    # Functions

    def call(self, place: Place, values: list[Any], receiver: Any = None, depth: int = 0) -> Any:
        node = place.node
        names = _bound(node.child_by_field_name("parameters"), values)
        if node.type == "method_declaration" and receiver is not None:
            names.update(_bound(node.child_by_field_name("receiver"), [receiver]))
        return self._body(node.child_by_field_name("body"), names, place, depth)

    def _closure(self, closure: Closure, values: list[Any], depth: int) -> Any:
        names = closure.names | _bound(closure.node.child_by_field_name("parameters"), values)
        return self._body(closure.node.child_by_field_name("body"), names, closure.place, depth)

    def _body(self, body: Node | None, names: dict[str, Any], place: Place, depth: int) -> Any:
        self.steps += 1
        if body is None or depth > _DEEPEST or self.steps > 400_000:
            return None
        returned: list[Any] = []
        self._statements(body, names, place, depth, returned)
        useful = [value for value in returned if value is not None]
        made = [value for value in useful if isinstance(value, Cmd | FlagSet | list | Closure | Made | tuple)]
        left = next((names[name] for name in ("cmd", "rootCmd", "root") if isinstance(names.get(name), Cmd)), None)
        return made[-1] if made else useful[-1] if useful else left

    def _statements(self, node: Node, names: dict[str, Any], place: Place, depth: int, returned: list[Any]) -> None:
        for child in node.named_children:
            kind = child.type
            if kind == "return_statement":
                listed = next(iter(child.named_children), None)
                values = [self.value(each, names, place, depth) for each in listed.named_children] if listed is not None else []
                returned.append(values[0] if values else None)
            elif kind in ("short_var_declaration", "assignment_statement"):
                self._assign(child, names, place, depth)
            elif kind == "var_declaration":
                self._declare(child, names, place, depth)
            elif kind == "const_declaration":
                for spec in named(child, "const_spec"):
                    self._spec(spec, names, place, depth)
            elif kind == "for_statement":
                self._loop(child, names, place, depth, returned)
            elif kind in ("call_expression", "expression_statement", "defer_statement"):
                self.value(child if kind == "call_expression" else child.named_children[0], names, place, depth)
            elif kind != "func_literal" and kind not in ("comment", "go_statement"):
                self._statements(child, names, place, depth, returned)

    def _declare(self, node: Node, names: dict[str, Any], place: Place, depth: int) -> None:
        specs = [*named(node, "var_spec")]
        for listed in named(node, "var_spec_list"):
            specs.extend(named(listed, "var_spec"))
        for spec in specs:
            self._spec(spec, names, place, depth)

    def _spec(self, spec: Node, names: dict[str, Any], place: Place, depth: int) -> None:
        value = spec.child_by_field_name("value")
        given = value.named_children if value is not None else []
        for at, name in enumerate(spec.children_by_field_name("name")):
            if at < len(given):
                names[text(name)] = self.value(given[at], names, place, depth)
            else:
                names[text(name)] = Made(text(spec.child_by_field_name("type")).lstrip("*"), place.package)

    def _assign(self, node: Node, names: dict[str, Any], place: Place, depth: int) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return
        targets, sources = left.named_children, right.named_children
        for at, target in enumerate(targets):
            if target.type == "selector_expression" and text(target.child_by_field_name("field")) in _RUNS:
                self._set_args(target, sources[0], names, place, depth)
                continue
            value = self.value(sources[at], names, place, depth) if at < len(sources) else None
            if target.type == "identifier":
                if value is not None or text(target) not in names:
                    names[text(target)] = value
                self._keep(place, text(target), value)
            elif target.type == "selector_expression":
                self._set_field(
                    self.value(target.child_by_field_name("operand"), names, place, depth),
                    text(target.child_by_field_name("field")),
                    value,
                )

    def _keep(self, place: Place, name: str, value: Any) -> None:
        """A variable of the package keeps what it is given."""
        package = self.module.package(place.package)
        shared = (place.package, name) in self.globals or (package is not None and name in package.empty)
        if value is not None and shared:
            self.globals[place.package, name] = value

    def _set_args(self, target: Node, source: Node, names: dict[str, Any], place: Place, depth: int) -> None:
        made = self.value(target.child_by_field_name("operand"), names, place, depth)
        if isinstance(made, Cmd) and text(target.child_by_field_name("field")) == "Args":
            made.args = _positional(text(source))

    def _set_field(self, made: Any, name: str, value: Any) -> None:
        if isinstance(made, Made):
            made.fields[name] = value
        if isinstance(made, Named) and name == "NoOptDefVal" and value and made.name in made.flags:
            flag = made.flags[made.name]
            made.flags[made.name] = Flag("optional" if flag.arity else 0, flag.short, flag.repeat, flag.values)
        if isinstance(made, Cmd) and name == "Use" and isinstance(value, str) and not (made.use and "?" in value):
            made.use = value
        if isinstance(made, Cmd) and name == "Aliases" and isinstance(value, list):
            made.aliases = [each for each in value if isinstance(each, str)]
        if isinstance(made, Cmd) and name == "DisableFlagParsing":
            made.passes_on = True

    def _loop(self, node: Node, names: dict[str, Any], place: Place, depth: int, returned: list[Any]) -> None:
        body = node.child_by_field_name("body")
        ranged = next(named(node, "range_clause"), None)
        if body is None:
            return
        values: Any = self.value(ranged.child_by_field_name("right"), names, place, depth) if ranged is not None else None
        left = ranged.child_by_field_name("left") if ranged is not None else None
        wanted = left.named_children if left is not None else []
        for value in values if isinstance(values, list | tuple) else [None]:
            if len(wanted) > 1:
                names[text(wanted[1])] = value
            self._statements(body, names, place, depth, returned)

    # Expressions

    def value(self, node: Node | None, names: dict[str, Any], place: Place, depth: int) -> Any:
        if node is None:
            return None
        kind = node.type
        if kind in ("interpreted_string_literal", "raw_string_literal"):
            return _unquoted(text(node))
        if kind == "identifier":
            return names[text(node)] if text(node) in names else self._global(place.package, text(node))
        if kind in ("unary_expression", "parenthesized_expression", "type_assertion_expression"):
            return self.value(node.child_by_field_name("operand") or next(iter(node.named_children), None), names, place, depth)
        if kind == "call_expression":
            return self._called(node, names, place, depth + 1)
        if kind in ("composite_literal", "literal_value"):
            return self._literal(node, names, place, depth)
        if kind == "selector_expression":
            return self._selected(node, names, place, depth)
        if kind == "func_literal":
            return Closure(node, names, place)
        if kind == "binary_expression" and "+" in [text(each) for each in node.children]:
            parts = [self.value(each, names, place, depth) for each in node.named_children]
            return "".join(part if isinstance(part, str) else "?" for part in parts)
        return None

    def _global(self, package: str, name: str) -> Any:
        found = self.module.package(package)
        if (package, name) in self.globals:
            return self.globals[package, name]
        if found is None or name not in found.values:
            return found.functions.get(name) if found is not None else None
        if (package, name) not in self.globals:
            self.globals[package, name] = None
            place = found.values[name]
            self.globals[package, name] = self.value(place.node, {}, place, 1)
        return self.globals[package, name]

    def start(self, package: str) -> None:
        """Runs what a package does when it is loaded."""
        if package in self.started:
            return
        self.started.add(package)
        found = self.module.package(package)
        for file in found.files if found is not None else ():
            for alias in [each for each in self.module.imports[file] if each.startswith("_")]:
                self.start(self.module.folder(file, alias) or "")
        for place in found.inits if found is not None else ():
            self.call(place, [], depth=1)

    def _selected(self, node: Node, names: dict[str, Any], place: Place, depth: int) -> Any:
        operand, name = node.child_by_field_name("operand"), text(node.child_by_field_name("field"))
        if operand is not None and operand.type == "identifier" and text(operand) not in names:
            folder = self.module.folder(place.file, text(operand))
            if folder is not None:
                return self._global(folder, name)
        made = self.value(operand, names, place, depth)
        if isinstance(made, Made):
            return made.fields.get(name)
        if isinstance(made, Cmd):
            return {"Aliases": made.aliases, "Use": made.use}.get(
                name, made if name in ("Command", "CobraCommand", "cmd") else None
            )
        return None

    def _literal(self, node: Node, names: dict[str, Any], place: Place, depth: int) -> Any:
        kind, body = text(node.child_by_field_name("type")), node.child_by_field_name("body")
        if node.type == "literal_value":
            kind, body = "", node
        if kind.startswith(("[]", "[...]", "map[")) or kind.endswith("CommandGroups"):
            return self._listed(body, names, place, depth)
        fields: dict[str, Any] = {}
        raw: dict[str, Node] = {}
        for element in named(body, "keyed_element"):
            key, value = element.named_children[0], element.named_children[-1]
            raw[text(key)] = value
            if text(key) not in _RUNS:
                inner = value.named_children[0] if value.type == "literal_element" and value.named_children else value
                fields[text(key)] = self.value(inner, names, place, depth)
        if kind.endswith("cobra.Command"):
            return _made_command(fields, raw)
        embedded = [value for value in fields.values() if isinstance(value, Cmd)]
        if kind in ("Command", "Cmd") and embedded:
            return embedded[0]
        package = place.package
        if "." in kind:
            package = self.module.folder(place.file, kind.partition(".")[0]) or package
        return Made(kind.rpartition(".")[2], package, fields)

    def _listed(self, body: Node | None, names: dict[str, Any], place: Place, depth: int) -> list[Any]:
        found = []
        for element in body.named_children if body is not None else ():
            inner = element
            while inner.type in ("literal_element", "keyed_element") and inner.named_children:
                inner = inner.named_children[-1]
            found.append(self.value(inner, names, place, depth))
        return found

    # Calls

    def _called(self, node: Node, names: dict[str, Any], place: Place, depth: int) -> Any:
        function = node.child_by_field_name("function")
        arguments = node.child_by_field_name("arguments")
        words = [each for each in arguments.named_children if each.type != "comment"] if arguments is not None else []
        if function is None or depth > _DEEPEST:
            return None
        if function.type == "selector_expression":
            return self._method(function, words, names, place, depth)
        values = self._values(words, names, place, depth)
        if function.type == "identifier" and text(function) not in names:
            return self._plain(text(function), values, place, depth)
        made = self.value(function, names, place, depth)
        if isinstance(made, Closure):
            return self._closure(made, values, depth)
        return self.call(made, values, depth=depth) if isinstance(made, Place) else None

    def _values(self, words: list[Node], names: dict[str, Any], place: Place, depth: int) -> list[Any]:
        found: list[Any] = []
        for word in words:
            if word.type == "variadic_argument":
                spread = self.value(word.named_children[0], names, place, depth)
                found.extend(spread if isinstance(spread, list | tuple) else [spread])
            else:
                found.append(self.value(word, names, place, depth))
        return found

    def _plain(self, name: str, values: list[Any], place: Place, depth: int) -> Any:
        if name == "append":
            return [*(values[0] if isinstance(values[0], list) else []), *values[1:]]
        if name in ("string", "make", "new", "len", "panic"):
            return values[0] if values and name == "string" else None
        found = self.module.package(place.package)
        if found is not None and name in found.functions:
            return self.call(found.functions[name], values, depth=depth)
        return None

    def _method(self, function: Node, words: list[Node], names: dict[str, Any], place: Place, depth: int) -> Any:
        operand, name = function.child_by_field_name("operand"), text(function.child_by_field_name("field"))
        if operand is not None and operand.type == "identifier" and text(operand) not in names:
            folder = self.module.folder(place.file, text(operand))
            if folder is not None:
                return self._elsewhere(folder, name, self._values(words, names, place, depth), depth)
        made = self.value(operand, names, place, depth)
        if isinstance(made, Cmd):
            return self._of_command(made, name, self._values(words, names, place, depth), depth)
        if isinstance(made, FlagSet):
            return self._of_flags(made, name, self._values(words, names, place, depth))
        values = self._values(words, names, place, depth)
        if isinstance(made, list) and name == "Add":
            return self._grouped(made, values)
        if isinstance(made, Made) and isinstance(made.fields.get(name), Closure):
            return self._closure(made.fields[name], values, depth)
        return self._by_method_name(made, name, values, names, place, depth)

    def _grouped(self, groups: list[Any], values: list[Any]) -> None:
        for group in groups:
            listed = group.fields.get("Commands") if isinstance(group, Made) else None
            for made in (value for value in values if isinstance(value, Cmd)):
                made.below.extend(each for each in listed or () if isinstance(each, Cmd))

    def _elsewhere(self, folder: str, name: str, values: list[Any], depth: int) -> Any:
        package = self.module.package(folder)
        if package is None:
            return _outside(folder, name, values)
        if name in package.functions:
            self.start(folder)
            return self.call(package.functions[name], values, depth=depth)
        return None

    def _by_method_name(self, made: Any, name: str, values: list[Any], names: dict[str, Any], place: Place, depth: int) -> Any:
        if isinstance(made, Made) and made.kind == "ConfigFlags" and made.package == "?":
            return _outside("", "AddFlags", values) if name.startswith("AddFlags") else made
        folder = made.package if isinstance(made, Made) else place.package
        package = self.module.package(folder)
        found = package.methods.get(name, []) if package is not None else []
        if isinstance(made, Made) and any(kind == made.kind for kind, _ in found):
            found = [(kind, each) for kind, each in found if kind == made.kind]
        if len(found) == 1 or (found and any(isinstance(value, Cmd | FlagSet) for value in values)):
            return self.call(found[0][1], values, made, depth)
        for value in values:
            if isinstance(value, Closure):
                self._with_flags(value, made, names, depth)
        return made if name.startswith(("With", "Set", "Get")) and isinstance(made, Cmd) else None

    def _with_flags(self, closure: Closure, made: Any, names: dict[str, Any], depth: int) -> None:
        """A function that is given a set of flags is run with the flags of the command in sight."""
        if "FlagSet" not in text(closure.node.child_by_field_name("parameters")):
            return
        owner = next((value for value in (made, *names.values()) if isinstance(value, Cmd)), None)
        if owner is not None:
            self._closure(closure, [FlagSet(owner.flags, owner)], depth)

    def _of_command(self, made: Cmd, name: str, values: list[Any], depth: int) -> Any:
        if name in ("Flags", "LocalFlags", "LocalNonPersistentFlags", "InheritedFlags"):
            return FlagSet(made.flags, made)
        if name == "PersistentFlags":
            return FlagSet(made.persistent, made)
        if name in ("AddCommand", "AddCommands"):
            flat = [each for value in values for each in (value if isinstance(value, list | tuple) else [value])]
            made.below.extend(each for each in flat if isinstance(each, Cmd) and each is not made and each not in made.below)
        elif name in ("MarkFlagRequired", "MarkPersistentFlagRequired"):
            made.required.update(f"--{value}" for value in values[:1] if isinstance(value, str))
        elif name == "Flag" and isinstance(values[0], str):
            return Named(made.flags, f"--{values[0]}")
        elif name == "Name":
            return made.use.split(" ")[0]
        else:
            return self._own_method(made, name, values, depth)
        return None

    def _own_method(self, made: Cmd, name: str, values: list[Any], depth: int) -> Any:
        """A method that a project gave to its own kind of command."""
        for package in list(self.module.packages.values()):
            for kind, place in package.methods.get(name, ()):
                if kind in ("Command", "Cmd"):
                    return self.call(place, values, made, depth)
        return None

    def _of_flags(self, made: FlagSet, name: str, values: list[Any]) -> Any:
        if name == "AddFlagSet" and values and isinstance(values[0], FlagSet):
            made.flags.update(values[0].flags)
        elif name == "SetInterspersed" and made.owner is not None:
            made.owner.passes_on = True
        elif name == "Lookup" and values and isinstance(values[0], str):
            return Named(made.flags, f"--{values[0]}")
        elif name == "AddFlag" and values and isinstance(values[0], Named):
            made.flags.setdefault(values[0].name, values[0].flags.get(values[0].name, Flag(1)))
        found = _ADDS.match(name)
        if not found or (not found["kind"] and not found["var"]):
            return None
        given = values[1:] if found["var"] else values
        if not given or not isinstance(given[0], str) or not re.fullmatch(r"[\w.:-]+", given[0]):
            return None
        short = given[1] if found["short"] and len(given) > 1 and isinstance(given[1], str) else ""
        usage = next((each for each in reversed(given[1:]) if isinstance(each, str)), "")
        made.flags[f"--{given[0]}"] = Flag(
            0 if found["kind"] in ("Bool", "Count", "BoolFunc") else 1,
            f"-{short}" if short else "",
            bool(_REPEATED.search(found["kind"])),
            choices(usage),
            kind_of(found["kind"]),
        )
        return Named(made.flags, f"--{given[0]}")


def _outside(folder: str, name: str, values: list[Any]) -> Any:
    """What is known of packages that are not in sight."""
    if name in ("BindOverrideFlags", "AddFlags") or (name == "NewConfigFlags" and "genericclioptions" in folder):
        for value in values:
            if isinstance(value, FlagSet):
                value.flags.update(KUBERNETES)
            if isinstance(value, Cmd):
                value.flags.update(PRINTING | {"--record": Flag(0)})
        return Made("ConfigFlags", "?")
    if name in ("NewPrintFlags", "NewRecordFlags", "NewGetPrintFlags", "NewJSONYamlPrintFlags"):
        return Made("ConfigFlags", "?")
    if name == "NewFlagSet" and "pflag" in folder:
        return FlagSet({})
    if name in ("Sprintf", "Doc", "Docf", "Dedent", "LongDesc", "Examples", "T", "TrimSpace", "I18n"):
        return values[0] if values else None
    return None


def _bound(parameters: Node | None, values: list[Any]) -> dict[str, Any]:
    names: dict[str, Any] = {}
    left = list(values)
    for declared in named(parameters, "parameter_declaration", "variadic_parameter_declaration"):
        kind = text(declared.child_by_field_name("type"))
        for name in declared.children_by_field_name("name"):
            if declared.type.startswith("variadic"):
                names[text(name)] = left
                continue
            value = left.pop(0) if left else None
            names[text(name)] = (
                Made(kind.lstrip("*").rpartition(".")[2], "?") if value is None and kind.startswith("*") else value
            )
    return names


def _unquoted(word: str) -> str:
    if word.startswith("`"):
        return word.strip("`")
    try:
        return str(json.loads(word))
    except ValueError:
        return word.strip('"')


def _made_command(fields: dict[str, Any], raw: dict[str, Node]) -> Cmd:
    use = fields.get("Use")
    aliases = fields.get("Aliases")
    return Cmd(
        use if isinstance(use, str) else "",
        [each for each in aliases if isinstance(each, str)] if isinstance(aliases, list) else [],
        args=_positional(text(raw["Args"])) if "Args" in raw else None,
        passes_on="DisableFlagParsing" in raw and text(raw["DisableFlagParsing"]) == "true",
    )


def _positional(word: str) -> tuple[int, int | None] | None:
    found = re.search(
        r"(NoArgs|ExactArgs|ExactValidArgs|MinimumNArgs|MinimumArgs|MaximumNArgs|RangeArgs)\w*(?:\((\d+)?(?:, ?(\d+))?)?", word
    )
    if not found or word.startswith("func"):
        return None
    kind, first = found.group(1), int(found.group(2) or 0)
    if kind == "NoArgs":
        return 0, 0
    if kind.startswith("Exact"):
        return first, first
    if kind.startswith("Minimum"):
        return first, None
    return (0, first) if kind == "MaximumNArgs" else (first, int(found.group(3) or first))
