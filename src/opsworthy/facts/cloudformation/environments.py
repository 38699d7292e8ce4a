"""The environments that a template is deployed to: configurations of SAM, and files of parameters."""

from collections.abc import Iterator
from dataclasses import field
from posixpath import join, normpath

from opsworthy.facts.cloudformation.templates import Template
from opsworthy.facts.environment_names import environment_of_file
from opsworthy.facts.files import Files
from opsworthy.facts.project import SecretDeclared
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, entries, find, string
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import in_clear
from opsworthy.text.source import Problem, Source

SAMCONFIG = ("samconfig.toml", "samconfig.yaml", "samconfig.yml")
_OVERRIDE = regex(r"""([A-Za-z]\w{0,100})=(?:"([^"]{0,1000})"|'([^']{0,1000})'|([^\s"']{0,1000}))""")
_LISTED = regex(r"ParameterKey=(\w{1,100}),\s{0,2}ParameterValue=\"?([^\s\"]{0,1000})\"?")
_DEFAULT = "default"


@dataclass(frozen=True)
class Setting:
    """What one file gives to the parameters of a template. `environment` is None for what is given in every environment;
    `deploy` says how its environment is reached, as in EnvironmentDeclared; `template` is a path where the file names one."""

    environment: str | None
    location: Location
    deploy: tuple[str, str]
    values: dict[str, Node] = field(default_factory=dict)
    template: str | None = None


def is_samconfig(path: str) -> bool:
    return path.endswith(SAMCONFIG) and path.rpartition("/")[2] in SAMCONFIG


def of_samconfig(files: Files, source: Source) -> Iterator[Setting | Problem]:
    """One setting per environment of a samconfig; its default one holds for the template as it stands."""
    root: Node | Problem | None
    if source.path.endswith(".toml"):
        root = files.toml(source)
    else:
        read = files.yaml(source)
        root = read.problems[0] if read.problems else (read.documents[0] if read.documents else None)
    if isinstance(root, Problem):
        yield root
    elif isinstance(root, Mapping):
        yield from (_configured(source, entry) for entry in root.entries if isinstance(entry.value, Mapping))


def _configured(source: Source, entry: Entry) -> Setting:
    told = [find(entry.value, command, "parameters") for command in ("global", "build", "deploy")]
    values: dict[str, Node] = {}
    template: str | None = None
    for each in told:
        values.update(_overrides(find(each, "parameter_overrides")))
        template = string(each, "template_file") or string(each, "template") or template
    folder = source.path.rpartition("/")[0]
    path = normpath(join(folder, template)) if template and not template.startswith(("/", "..", ".aws-sam")) else None
    environment = None if entry.key == _DEFAULT else entry.key
    return Setting(environment, entry.location, ("samconfig", source.path), values, path)


def _overrides(node: Node | None) -> dict[str, Node]:
    """`Key=Value` pairs in one text or in a list, or a table of them."""
    if isinstance(node, Mapping):
        return {entry.key: entry.value for entry in node.entries}
    texts = node.items[:500] if isinstance(node, Sequence) else (node,) if node is not None else ()
    found: dict[str, Node] = {}
    for each in texts:
        written = each.text[:20_000] if isinstance(each, Scalar) else ""
        for match in _LISTED.finditer(written):
            found[match[1]] = Scalar(match[2], match[2], each.location)
        for match in _OVERRIDE.finditer(written) if "ParameterKey=" not in written else ():
            value = next((group for group in match.groups()[1:] if group is not None), "")
            found[match[1]] = Scalar(value, value, each.location)
    return found


def may_be_parameters(path: str) -> bool:
    """Whether a file's name says that it is for an environment."""
    return path.endswith((".json", ".yaml", ".yml")) and environment_of_file(path) is not None


def of_parameters(files: Files, source: Source, templates: tuple[Template, ...]) -> Iterator[tuple[Setting, Template]]:
    """A file of parameters with each template that knows them all; nothing where it is no such file."""
    root = files.json(source) if source.path.endswith(".json") else _yaml(files, source)
    if root is None or isinstance(root, Problem):
        return
    values = _values(root)
    environment = environment_of_file(source.path)
    if not values or environment is None:
        return
    fitting = [each for each in templates if set(values) <= set(each.parameters)]
    for template in _nearest(source.path, fitting):
        yield Setting(environment, root.location, ("parameters", source.path), values, template.path), template


def _yaml(files: Files, source: Source) -> Node | None:
    read = files.yaml(source)
    return read.documents[0] if read.documents and not read.problems else None


def _values(root: Node) -> dict[str, Node]:
    """The three shapes that the tools read: a list of keys and values, a table under `Parameters`, a plain table."""
    if isinstance(root, Sequence):
        pairs = [(string(item, "ParameterKey"), find(item, "ParameterValue")) for item in root.items[:500]]
        return {key: value for key, value in pairs if key and value is not None} if all(key for key, _ in pairs) else {}
    held = entries(root, "Parameters") or entries(root)
    plain = all(isinstance(entry.value, Scalar) for entry in held)
    return {entry.key: entry.value for entry in held[:500]} if plain else {}


def _nearest(path: str, templates: list[Template]) -> list[Template]:
    """Those that share the longest beginning of their folder with the file."""
    shared = {id(each): _shared(path, each.path) for each in templates}
    most = max(shared.values(), default=0)
    return [each for each in templates if shared[id(each)] == most]


def _shared(first: str, second: str) -> int:
    count = 0
    for left, right in zip(first.split("/")[:-1], second.split("/")[:-1], strict=False):
        if left != right:
            break
        count += 1
    return count


def secrets_in(setting: Setting) -> Iterator[SecretDeclared]:
    """Secret values that stand in a file of parameters."""
    for name, node in setting.values.items():
        if isinstance(node, Scalar) and in_clear(name, node.text):
            yield SecretDeclared(name, "cloudformation", node.location, environment=setting.environment, in_clear=True)
