"""Environment variables of a hosting platform: what is plain, what is secret, what stands in clear."""

from collections.abc import Iterable, Iterator

from opsworthy.facts.ports import number
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.workloads import Port, Variable
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Node, Scalar, entries
from opsworthy.text.secrecy import carries_credentials, in_clear, is_secret

_MOST = 2000


@dataclass(frozen=True, slots=True)
class Named:
    """One variable as a file writes it; `value` is None where the file gives none."""

    name: str
    value: str | None
    location: Location


def named(node: Node | None, *path: str | int) -> tuple[Named, ...]:
    """The entries of a mapping as variables; what is not a scalar has no value. At most two thousand."""
    return tuple(_named(entry) for entry in entries(node, *path)[:_MOST])


def _named(entry: Entry) -> Named:
    value = entry.value
    return Named(entry.key, value.text if isinstance(value, Scalar) and value.value is not None else None, entry.location)


def variable(each: Named) -> Variable:
    """The variable with its value where that is not secret."""
    hidden = each.value is None or is_secret(each.name, each.value) or carries_credentials(each.value)
    return Variable(each.name, each.location, None if hidden else each.value)


def variables(given: Iterable[Named]) -> tuple[Variable, ...]:
    return tuple(variable(each) for each in given)


def secrets(given: Iterable[Named], store: str, environment: str | None = None) -> Iterator[SecretDeclared]:
    """Those variables that are secret and have a value, each told once; `in_clear` where the value itself stands there."""
    told: set[str] = set()
    for each in given:
        exposed = in_clear(each.name, each.value)
        if each.name not in told and (exposed or (each.value and is_secret(each.name, each.value))):
            told.add(each.name)
            yield SecretDeclared(each.name, store, each.location, environment=environment, in_clear=exposed)


def port(given: Iterable[Named]) -> Port | None:
    """The port that the variable PORT states."""
    for each in given:
        found = number(each.value.strip()) if each.name == "PORT" and each.value is not None else None
        if found is not None:
            return Port(found, each.location)
    return None


def documented_default(name: str, written: Stated[str] | None) -> str | None:
    """A value that may be shown as a default."""
    return written.value if written is not None and not is_secret(name, written.value) else None
