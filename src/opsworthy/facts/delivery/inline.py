"""Values that stand within another file: as data, as a text, as single parameters."""

from opsworthy.facts.go_templates.values import Origin, Value, copied, of_node
from opsworthy.facts.helm.scoping import lay_over
from opsworthy.text import yaml
from opsworthy.text.node import Mapping, Node, Scalar, find, items, string
from opsworthy.text.source import Source

_MOST = 500


def values_of(source: Node) -> Value:
    """The values of an Argo CD source: `values`, `valuesObject`, `parameters`, the later over the earlier."""
    found = Value({})
    written, held = find(source, "helm", "values"), find(source, "helm", "valuesObject")
    if isinstance(written, Scalar):
        lay_over(found, of_text(written))
    if isinstance(held, Mapping):
        lay_over(found, copied(of_node(held)))
    for each in items(source, "helm", "parameters")[:_MOST]:
        name, value = string(each, "name"), find(each, "value")
        if name and isinstance(value, Scalar):
            lay_over(found, at_dotted(name, Value(value.value, Origin(value.location, said=True))))
    return found


def of_text(written: Scalar) -> Value:
    """YAML within YAML, each value at its own line."""
    if not isinstance(written.value, str):
        return Value({})
    line = written.location.line if "\n" in written.text else written.location.line - 1
    read = yaml.parse(Source(written.location.path, "\n" * line + written.text))
    document = read.documents[0] if read.documents else None
    return copied(of_node(document)) if isinstance(document, Mapping) else Value({})


def at_dotted(name: str, value: Value) -> Value:
    """A value under a name such as `image.tag`, as `--set` writes it; a list's index is not followed."""
    for step in reversed(name.split(".")[:20]):
        value = Value({step: value}, value.origin)
    return value
