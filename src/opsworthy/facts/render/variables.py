"""The variables of a blueprint: literal, asked for, made up by Render, or taken from a database, a service or a group."""

from collections.abc import Iterator

from opsworthy.facts.fact import Told
from opsworthy.facts.hosting.variables import Named, secrets
from opsworthy.facts.project import SecretDeclared, VariableDocumented
from opsworthy.facts.workloads import ConfigDeclared
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, Node, items, stated, string
from opsworthy.text.secrecy import is_placeholder, is_secret, is_secret_name

_MOST = 2000
_SECRET_PROPERTIES = ("connectionString", "password")


@dataclass(frozen=True, slots=True)
class Given:
    """One entry of `envVars`. `how` is value, asked, made, taken or group; `target` the database or service it is taken
    from; `group` the group that is taken in whole."""

    named: Named
    how: str
    target: Stated[str] | None = None
    secret: bool = False
    group: str | None = None


def given(node: Node) -> tuple[Given, ...]:
    """The variables of a service or a group; at most two thousand."""
    found = (_given(item) for item in items(node, "envVars")[:_MOST])
    return tuple(each for each in found if each is not None)


def _given(item: Node) -> Given | None:
    group, key = stated(item, "fromGroup"), stated(item, "key")
    if group is not None:
        return Given(Named("", None, group.location), "group", group=group.value)
    if key is None:
        return None
    if string(item, "generateValue") == "true":
        return Given(Named(key.value, None, key.location), "made", secret=True)
    for way in ("fromDatabase", "fromService"):
        target = stated(item, way, "name")
        if target is not None:
            secret = is_secret_name(key.value) or string(item, way, "property") in _SECRET_PROPERTIES[way == "fromService" :]
            return Given(Named(key.value, None, key.location), "taken", target, secret)
    value = string(item, "value")
    if value is None:
        return Given(Named(key.value, None, key.location), "asked", secret=is_secret_name(key.value))
    return Given(Named(key.value, value, item.location), "value", secret=is_secret(key.value, value))


def told(vars_: tuple[Given, ...], environment: str | None) -> Iterator[Told]:
    """What the variables are: those that somebody must give, and the secrets by name."""
    yield from secrets((each.named for each in vars_ if each.how == "value"), "render", environment)
    for each in vars_:
        if each.how == "asked":
            yield VariableDocumented(each.named.name, each.named.location, required=True, secret=each.secret)
        if each.secret and each.how != "value":
            yield SecretDeclared(each.named.name, "render", each.named.location, environment=environment)


def group(node: Mapping, environment: str | None) -> Iterator[Told]:
    """A group of variables as configuration that services take in."""
    name, vars_ = stated(node, "name"), given(node)
    if name is None:
        return
    keys = tuple(
        (each.named.name, Stated(each.named.value, each.named.location))
        for each in vars_
        if each.how == "value" and not each.secret and each.named.value is not None and not is_placeholder(each.named.value)
    )
    yield ConfigDeclared(name.value, keys, name.location, environment)
    yield from told(vars_, environment)
