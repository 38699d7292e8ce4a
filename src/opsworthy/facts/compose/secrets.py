"""The secrets that a composition names: its own `secrets:`, secret variables, and secret `${…}` of the host anywhere."""

from collections.abc import Iterator

from opsworthy.facts.compose.merging import pairs
from opsworthy.facts.compose.reading import Composition, within
from opsworthy.facts.compose.variables import Context, env_files
from opsworthy.facts.interpolation import expand
from opsworthy.facts.project import SecretDeclared
from opsworthy.text import dotenv
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, find, string
from opsworthy.text.secrecy import in_clear, is_placeholder, is_secret, is_secret_name

_MOST = 5000


def secrets(composition: Composition, context: Context, environment: str | None) -> Iterator[SecretDeclared]:
    """Every secret once by its name, and again wherever its value stands in clear."""
    for entry in composition.secrets:
        yield _declared(entry, context, environment)
    told: set[str] = set()
    for secret in _named(composition, context, environment):
        if secret.in_clear or secret.name not in told:
            told.add(secret.name)
            yield secret


def _named(composition: Composition, context: Context, environment: str | None) -> Iterator[SecretDeclared]:
    services = [service.value for service in composition.services.values()]
    for service in services:
        for entry in (*pairs(find(service, "environment")), *pairs(find(service, "build", "args"))):
            yield from _of_variable(entry, environment)
    for service in services:
        yield from _of_files(service, context, environment)
    for service in services:
        yield from _of_host(service, environment)


def _declared(entry: Entry, context: Context, environment: str | None) -> SecretDeclared:
    file, named = string(entry.value, "file"), string(entry.value, "name") or string(entry.value, "environment")
    path = within(entry.location.path.rpartition("/")[0], context.expand(file).text) if file else None
    source = context.files.open(path) if path else None
    committed = source is not None and not is_placeholder(source.text)
    remote = named or path
    return SecretDeclared(entry.key, "compose", entry.location, remote=remote, environment=environment, in_clear=committed)


def _of_variable(entry: Entry, environment: str | None) -> Iterator[SecretDeclared]:
    """Secrets of one variable: its own literal, or the variables of the host that it is made of."""
    place: Location = entry.location
    if not isinstance(entry.value, Scalar):
        return
    if entry.value.value is None:
        if is_secret_name(entry.key):
            yield SecretDeclared(entry.key, "compose", place, environment=environment)
        return
    text = entry.value.text
    expanded = expand(text, {})
    exposed = in_clear(entry.key, expanded.text)
    names = [name for name in expanded.names if is_secret_name(name) or (name == expanded.whole and is_secret_name(entry.key))]
    for name in names:
        yield SecretDeclared(name, "compose", place, environment=environment, in_clear=exposed)
    if not names and (exposed or (text.strip() and is_secret(entry.key, expanded.text))):
        yield SecretDeclared(entry.key, "compose", place, environment=environment, in_clear=exposed)


def _of_files(service: Node, context: Context, environment: str | None) -> Iterator[SecretDeclared]:
    """Secrets of environment files that are committed; the dotenv detector reads those that are called `.env`."""
    for path in env_files(service, context):
        source = None if path.value.rpartition("/")[2].startswith(".env") else context.files.open(path.value)
        for each in dotenv.parse(source) if source else ():
            if not each.commented and is_secret(each.name, each.value):
                exposed = in_clear(each.name, each.value)
                yield SecretDeclared(each.name, "compose", each.location, environment=environment, in_clear=exposed)


def _of_host(service: Node, environment: str | None) -> Iterator[SecretDeclared]:
    """Secret variables of the host that stand elsewhere: in a command, a label, a check."""
    waiting, seen = [service], 0
    while waiting and seen < _MOST:
        node, seen = waiting.pop(), seen + 1
        if isinstance(node, Mapping):
            waiting += [entry.value for entry in reversed(node.entries) if entry.key not in ("environment", "env_file")]
        elif isinstance(node, Sequence):
            waiting += reversed(node.items)
        elif node.value is not None and "$" in node.text:
            for name in expand(node.text, {}).names:
                if is_secret_name(name):
                    yield SecretDeclared(name, "compose", node.location, environment=environment)
