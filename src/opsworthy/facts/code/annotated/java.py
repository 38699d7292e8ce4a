"""Fields that Spring, MicroProfile and Micronaut fill: `@Value("${NAME:default}")`, `@ConfigProperty(name = "NAME")`."""

from collections.abc import Iterator

from opsworthy.facts.code.calls.calling import calls_at
from opsworthy.facts.code.calls.values import bare, text_of
from opsworthy.facts.code.environment import Read, is_variable_name
from opsworthy.facts.code.settings.placeholders import placeholders
from opsworthy.text.code import Code
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

WORD = regex(r"@(?:[a-z]+:)?(?:Value|ConfigProperty|Scheduled|Property|Client)\b")
_NAME = regex(rb"\b(?:Value|ConfigProperty|Scheduled|Property|Client)\b")


def annotation_reads(code: Code) -> Iterator[Read]:
    """The variables of one file's annotations; a property whose name no variable can have is passed over."""
    for call in calls_at(code, _NAME):
        if call.node.type not in ("annotation", "constructor_invocation"):
            continue
        if call.name.rpartition(".")[2] == "ConfigProperty":
            name, default = text_of(call.given(None, "name")), text_of(call.given(None, "defaultValue"))
            if name is not None and name.isupper() and is_variable_name(name):
                optional = "Optional<" in written(call.node.parent.parent if call.node.parent is not None else None)
                yield Read(name, code.place(call.node), default, required=default is None and not optional)
            continue
        for argument in call.arguments:
            value = bare(argument.value)
            text = text_of(value) or _unescaped(written(value))
            yield from placeholders(text, code.place(call.node))


def _unescaped(text: str) -> str:
    """Kotlin writes the dollar of a placeholder as `\\$`, which stands in the tree as an escape."""
    return text.strip('"').replace("\\$", "$") if text.startswith('"') else ""
