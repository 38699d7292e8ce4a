"""Environment variables of a container: literals, references, and whole objects taken in."""

from collections.abc import Iterator

from opsworthy.facts.kubernetes.objects import named_place, with_name
from opsworthy.facts.workloads import Variable
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Node, entries, find, items, stated, string
from opsworthy.text.secrecy import in_clear, is_secret

_WHOLE = (("secretRef", "secret"), ("configMapRef", "configmap"))
_REFERENCES = (("secretKeyRef", "secret"), ("configMapKeyRef", "configmap"))
_ENTRIES = 5000


def variables(container: Node) -> tuple[Variable, ...]:
    """The variables that a container names; `source` may also be ("field", path, "") for what the pod knows of itself."""
    found = (_variable(item) for item in items(container, "env")[:_ENTRIES])
    return tuple(variable for variable in found if variable is not None)


def imports(container: Node) -> tuple[Stated[tuple[str, str]], ...]:
    """The secrets and config maps that a container takes whole as environment."""
    return tuple(
        Stated((kind, name.value), name.location)
        for item in items(container, "envFrom")
        for key, kind in _WHOLE
        if (name := stated(item, key, "name")) is not None
    )


def secrets_in_clear(container: Node) -> Iterator[tuple[str, Location, Location | None]]:
    """The names of variables whose secret value stands in the manifest itself, where they stand, and where the value stands, if
    in another file."""
    for item in items(container, "env"):
        name, value = string(item, "name"), find(item, "value")
        if name and value is not None and in_clear(name, string(item, "value")):
            said = find(item, "name") or item
            elsewhere = said.location.path != value.location.path
            yield name, said.location if elsewhere else with_name(said, value), value.location if elsewhere else None


def _variable(item: Node) -> Variable | None:
    name = string(item, "name")
    if not name:
        return None
    where = named_place(item, find(item, "value"), find(item, "valueFrom"))
    for key, kind in _REFERENCES:
        reference = find(item, "valueFrom", key)
        if reference is not None:
            return Variable(name, where, source=(kind, string(reference, "name") or "", string(reference, "key") or ""))
    for key, field in (("fieldRef", "fieldPath"), ("resourceFieldRef", "resource")):
        if entries(item, "valueFrom", key):
            return Variable(name, where, source=("field", string(item, "valueFrom", key, field) or "", ""))
    value = string(item, "value")
    return Variable(name, where, value=None if value is None or _withheld(name, value) else value)


def _withheld(name: str, value: str) -> bool:
    """A value put together from other variables, such as postgres://app:$(PASSWORD)@db, gives nothing away."""
    return is_secret(name, value) and (in_clear(name, value) or "$(" not in value)
