"""Variables that a cloud's template gives to what it runs: literals, what a store holds, and what is made beside it."""

from collections.abc import Iterator

from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.view import Pointer, View
from opsworthy.facts.workloads import Variable
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.secrecy import in_clear, is_secret

_DECLARED = frozenset({"", "azure", "azure-deployment", "cloudformation"})  # Told where they are declared.
_LONGEST = 1000
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Given:
    """A variable as it is written: its name, the place of its name, and its value."""

    name: str
    location: Location
    value: View


def of_mapping(held: View) -> tuple[Given, ...]:
    """The variables of a mapping from names to values."""
    return tuple(Given(entry.key, entry.location, value) for entry, value in held.entries()[:_MOST])


def of_list(held: View, value: str = "value") -> tuple[Given, ...]:
    """The variables of a list of `name` and `value`."""
    found = []
    for item in held.items()[:_MOST]:
        name = item.at("name").stated()
        if name is not None:
            found.append(Given(name.value, name.location, item.at(value)))
    return tuple(found)


def variables(given: tuple[Given, ...]) -> tuple[Variable, ...]:
    """The facts; one name counts once, the last that is written."""
    return tuple({each.name: _variable(each) for each in given}.values())


def _variable(given: Given) -> Variable:
    found = given.value.found
    if isinstance(found, Pointer) and found.name:
        return Variable(given.name, given.location, source=(found.kind, found.name, found.key))
    text = given.value.text()
    if not isinstance(text, Stated) or is_secret(given.name, text.value) or len(text.value) > _LONGEST:
        return Variable(given.name, given.location)
    return Variable(given.name, given.location, text.value)


def _is_secret(name: str, pointer: Pointer) -> bool:
    """Whether a store holds a secret for a variable; a plain parameter is one only where the variable's name says so."""
    if not pointer.name or pointer.store in _DECLARED:
        return False
    return pointer.kind == "secret" or (pointer.kind == "parameter" and is_secret(name))


def secrets(given: tuple[Given, ...], store: str, environment: str | None = None) -> Iterator[SecretDeclared]:
    """The secrets that variables are given from a store, by the variable's name with that of the store as the remote one, and
    those whose value stands in the file itself."""
    for each in given:
        found, text = each.value.found, each.value.text()
        if isinstance(found, Pointer) and _is_secret(each.name, found):
            key, remote = found.key or None, found.name
            yield SecretDeclared(each.name, found.store, each.location, key=key, remote=remote, environment=environment)
        elif isinstance(text, Stated) and in_clear(each.name, text.value):
            yield SecretDeclared(each.name, store, text.location, environment=environment, in_clear=True)
