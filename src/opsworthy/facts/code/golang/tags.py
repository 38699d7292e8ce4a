"""Environment variables that the tags of Go structs and the flags of Go command lines name."""

from collections.abc import Iterable, Iterator

from tree_sitter import Node

from opsworthy.facts.code.environment import Read
from opsworthy.facts.code.golang.expressions import bare, plain, text_of
from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_TAG = regex(r'([A-Za-z_][\w-]*):"((?:[^"\\]|\\.)*)"')
_LIBRARIES = (
    "github.com/caarlos0/env", "github.com/kelseyhightower/envconfig", "github.com/sethvargo/go-envconfig",
    "github.com/ilyakaznacheev/cleanenv", "github.com/joeshaw/envdecode", "github.com/codingconcepts/env",
    "github.com/alecthomas/kong", "github.com/jessevdk/go-flags", "github.com/alexflint/go-arg", "github.com/Netflix/go-env",
    "github.com/cosmtrek/env", "go.jetify.com/envsec", "github.com/ardanlabs/conf", "github.com/vrischmann/envconfig",
)  # fmt: skip
_FLAGS = "github.com/urfave/cli"
_STRUCT_WORD = regex(rb"\b(?:env|envconfig|arg):\"")
_FLAG_WORD = regex(rb"\b(?:EnvVars?|Sources)\b")


def uses_tags(modules: Iterable[str]) -> bool:
    """Whether any of these modules fills structs from the environment; without one, an `env` tag means nothing."""
    return any(module.startswith(_LIBRARIES) for module in modules)


def tag_reads(code: Code) -> Iterator[Read]:
    """The variables that struct tags name, with the prefixes of the nested fields left out (their structs are apart)."""
    seen: set[int] = set()
    for node in code.at(_STRUCT_WORD):
        tag = node if node.type.startswith("raw_string") else None
        while tag is not None and tag.parent is not None and tag.parent.type == "raw_string_literal":
            tag = tag.parent
        field = tag.parent if tag is not None else None
        if tag is None or field is None or field.type != "field_declaration" or field.start_byte in seen:
            continue
        seen.add(field.start_byte)
        read = _read(code, tag)
        if read is not None:
            yield read


def _read(code: Code, tag: Node) -> Read | None:
    said = dict(_TAG.findall(text_of(tag) or ""))
    if "env" not in said and "envconfig" not in said:
        return _argument(code, tag, said.get("arg", ""))
    name, *options = [part.strip() for part in (said.get("env") or said.get("envconfig") or "").split(",")]
    inline = next(
        (option.partition("=")[2] or option.partition(":")[2] for option in options if option.startswith("default")), None
    )
    default = next((said[key] for key in ("envDefault", "env-default", "default") if key in said), inline)
    demanded = {"required", "notEmpty"} & set(options) or "true" in (said.get("required"), said.get("env-required"))
    return Read(name, code.place(tag), default, bool(demanded) and default is None) if name else None


def _argument(code: Code, tag: Node, options: str) -> Read | None:
    parts = [part.strip() for part in options.split(",")]
    named = next((part.removeprefix("env:") for part in parts if part.startswith("env:")), None)
    return Read(named, code.place(tag), None, "required" in parts) if named else None


def flag_reads(code: Code, imports: Iterable[str]) -> Iterator[Read]:
    """The variables of urfave/cli flags: `EnvVars: []string{"X"}`, `Sources: cli.EnvVars("X")`."""
    if not any(path.startswith(_FLAGS) for path in imports):
        return
    for node in code.at(_FLAG_WORD):
        element = node.parent.parent if node.parent is not None else None
        if element is None or element.type != "keyed_element" or element.child_by_field_name("key") != node.parent:
            continue
        flag = element.parent
        fields = _fields(flag) if flag is not None else {}
        for literal in _strings(element.child_by_field_name("value")):
            yield Read(
                text_of(literal) or "",
                code.place(literal),
                plain(fields.get("Value")),
                required=written(bare(fields.get("Required"))) == "true",
            )


def _fields(literal: Node) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for element in literal.named_children:
        key, value = element.child_by_field_name("key"), element.child_by_field_name("value")
        if key is not None and value is not None:
            found[written(key)] = value
    return found


def _strings(node: Node | None) -> list[Node]:
    waiting, found = [node] if node is not None else [], []
    while waiting:
        here = waiting.pop()
        if here.type == "interpreted_string_literal":
            found.append(here)
        else:
            waiting.extend(here.named_children)
    return found
