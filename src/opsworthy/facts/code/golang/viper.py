"""Environment variables that viper reads for a Go package: bound ones, and with AutomaticEnv every key that is asked for."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.environment import Read
from opsworthy.facts.code.golang.expressions import arguments, imports_of, plain, text_of
from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

VIPER = "github.com/spf13/viper"
_CALLS = regex(rb"\b(?:BindEnv|SetEnvPrefix|AutomaticEnv|SetDefault|Set|Get[A-Za-z0-9]*|Unmarshal|UnmarshalExact|NewReplacer)\b")


def viper_reads(codes: list[Code]) -> Iterator[tuple[Code, Read]]:
    """The reads of one package; a key becomes prefix + upper-case name, with the replacements that the code sets. A key that
    the code itself sets is not read from the environment. To fill a struct (Unmarshal) asks for every key with a default."""
    calls = [(code, name, call) for code in codes if VIPER in imports_of(code.root).values() for name, call in _calls(code)]
    prefix = next((text_of(arguments(call)[0]) for _, name, call in calls if name == "SetEnvPrefix" and arguments(call)), None)
    pairs = next((_pairs(call) for _, name, call in calls if name == "NewReplacer"), [])
    automatic = any(name == "AutomaticEnv" for _, name, _ in calls)
    fills = automatic and any(name.startswith("Unmarshal") for _, name, _ in calls)
    defaults = {
        text_of(given[0]): plain(given[1])
        for _, name, call in calls
        if name == "SetDefault" and len(given := arguments(call)) == 2
    }
    written_over = {text_of(given[0]) for _, name, call in calls if name == "Set" and (given := arguments(call))}
    for code, name, call in calls:
        texts = [text_of(each) for each in arguments(call)]
        key = texts[0] if texts else None
        asked = name == "BindEnv" or (automatic and name.startswith("Get")) or (fills and name == "SetDefault")
        if key is None or key in written_over or not asked:
            continue
        bound = [text for text in texts[1:] if text] if name == "BindEnv" else []
        for variable in bound or [_variable(key, prefix, pairs)]:
            yield code, Read(variable, code.place(call), defaults.get(key))


def _calls(code: Code) -> Iterator[tuple[str, Node]]:
    for node in code.at(_CALLS):
        selector = node.parent
        call = selector.parent if selector is not None and selector.type == "selector_expression" else None
        if call is not None and call.type == "call_expression" and call.child_by_field_name("function") == selector:
            yield written(node), call


def _pairs(call: Node) -> list[tuple[str, str]]:
    texts = [text_of(each) or "" for each in arguments(call)]
    return list(zip(texts[::2], texts[1::2], strict=False))


def _variable(key: str, prefix: str | None, pairs: list[tuple[str, str]]) -> str:
    whole = f"{prefix}_{key}" if prefix else key
    for old, new in pairs:
        whole = whole.replace(old, new) if old else whole
    return whole.upper()
