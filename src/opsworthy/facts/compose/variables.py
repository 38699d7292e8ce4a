"""The environment of a Compose service, and the files that it is taken from."""

from collections.abc import Iterator, Mapping

from opsworthy.facts.compose.merging import listed, pairs
from opsworthy.facts.compose.reading import within
from opsworthy.facts.files import Files
from opsworthy.facts.interpolation import Expansion, expand
from opsworthy.facts.workloads import Variable
from opsworthy.text import dotenv
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated
from opsworthy.text.node import Entry, Node, Scalar, Sequence, find, string
from opsworthy.text.secrecy import is_secret, is_secret_name


@dataclass(frozen=True)
class Context:
    """What a service is read with: the tree, and the values that a committed `.env` gives."""

    files: Files
    host: Mapping[str, str]

    def expand(self, text: str) -> Expansion:
        """The text with its variables put in; what is secret stays `${NAME}`."""
        return expand(text, self.host, is_secret_name)


def variables(service: Node, context: Context) -> tuple[Variable, ...]:
    """The variables of `env_file` and, over them, of `environment`."""
    found: dict[str, Variable] = {}
    for path in env_files(service, context):
        source = context.files.open(path.value)
        for each in dotenv.parse(source) if source else ():
            if not each.commented:
                found[each.name] = Variable(each.name, each.location, None if is_secret(each.name, each.value) else each.value)
    for entry in pairs(find(service, "environment")):
        found[entry.key] = _variable(entry, context)
    return tuple(found.values())


def _variable(entry: Entry, context: Context) -> Variable:
    """A literal keeps its value; `${VAR}` keeps where it comes from, and its default where that is not secret."""
    if not isinstance(entry.value, Scalar):
        return Variable(entry.key, entry.location)
    if entry.value.value is None:
        return Variable(entry.key, entry.location, source=("host", entry.key, ""))
    expanded = context.expand(entry.value.text)
    source = ("host", expanded.whole, "") if expanded.whole else None
    hidden = is_secret(entry.key, expanded.text) or (expanded.whole is not None and bool(expanded.missing))
    return Variable(entry.key, entry.location, None if hidden else expanded.text, source)


def imports(service: Node, context: Context) -> tuple[Stated[tuple[str, str]], ...]:
    """The secrets that a service is given, and environment files that are not in the repository: ("env_file", path)."""
    named = ((item, item.text if isinstance(item, Scalar) else string(item, "source")) for item in listed(service, "secrets"))
    secret = (Stated(("secret", name), item.location) for item, name in named if name)
    absent = (path for path in env_files(service, context) if not context.files.exists(path.value))
    return (*secret, *(Stated(("env_file", path.value), path.location) for path in absent))


def env_files(service: Node, context: Context) -> Iterator[Stated[str]]:
    """The paths of `env_file`, in the repository or not."""
    named = find(service, "env_file")
    for item in listed(service, "env_file") if isinstance(named, Sequence) else (named,):
        written = item.text if isinstance(item, Scalar) and item.value is not None else string(item, "path")
        if item is None or not written:
            continue
        path = within(item.location.path.rpartition("/")[0], context.expand(written).text)
        if path is not None:
            yield Stated(path, item.location)
