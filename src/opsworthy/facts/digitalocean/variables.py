"""The variables of an app and of its components: literal, secret, or taken from another component."""

from collections.abc import Iterable, Iterator

from opsworthy.facts.hosting.variables import Named
from opsworthy.facts.project import SecretDeclared, VariableDocumented
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Node, items, stated, string
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import in_clear, is_placeholder, is_secret, is_secret_name

_STORE = "digitalocean-app"
_TAKEN = regex(r"\$\{([A-Za-z0-9_-]{1,80})\.([A-Za-z_]{1,80})\}")
_OF_APP = ("APP", "_self")
_SEALED = "EV["
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Given:
    """One entry of `envs`; `target` is the component that its value is taken from."""

    name: str
    value: str | None
    location: Location
    secret: bool
    target: str | None = None


def given(node: Node) -> tuple[Given, ...]:
    return tuple(found for item in items(node, "envs")[:_MOST] if (found := _given(item)) is not None)


def _given(item: Node) -> Given | None:
    key, value = stated(item, "key"), string(item, "value")
    if key is None:
        return None
    taken = _TAKEN.search(value[:500]) if value else None
    target = taken[1] if taken is not None and taken[1] not in _OF_APP else None
    told = (string(item, "type") or "").upper() == "SECRET"
    secret = told or (is_secret_name(key.value) if taken is not None else is_secret(key.value, value))
    return Given(key.value, value, key.location, secret, target)


def plain(each: Given) -> Named:
    """The variable with its value where that is no secret."""
    return Named(each.name, None if each.secret else each.value, each.location)


def told(every: Iterable[Given], environment: str | None) -> Iterator[SecretDeclared | VariableDocumented]:
    """The secrets by name, and what somebody must give a value before the app can run."""
    for each in every:
        if each.secret:
            exposed = not (each.value or "").startswith(_SEALED) and in_clear(each.name, each.value)
            yield SecretDeclared(each.name, _STORE, each.location, environment=environment, in_clear=exposed)
        if each.value is None or (not each.value.startswith("${") and is_placeholder(each.value)):
            yield VariableDocumented(each.name, each.location, required=True, secret=each.secret)
