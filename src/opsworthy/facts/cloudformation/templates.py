"""Which files are CloudFormation or SAM templates, whatever they are called, and what their sections hold."""

from dataclasses import field

from opsworthy.facts.files import Files
from opsworthy.facts.json_files import may_describe
from opsworthy.text.dataclass import dataclass
from opsworthy.text.node import Entry, Mapping, Node, Scalar, entries, find, string, walk
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_YAML = (".yaml", ".yml")
_OWN = (".template", ".cfn", ".cform", ".cfn.json", ".template.json")
_MARKER = regex(r"AWSTemplateFormatVersion|AWS::Serverless-2016-10-31|\bType[\"']?\s{0,4}:\s{0,4}[\"']?AWS::")
_TYPE = regex(r"(?:AWS|Alexa|Custom)::[\w:.-]+")
_FILLED_IN = ("{{", "{%", "<%")
_LARGEST = 4_000_000


@dataclass(frozen=True)
class Template:
    """A template by its sections; `path` is the file that it stands in and `sam` whether the SAM transform reads it."""

    path: str
    root: Mapping
    parameters: dict[str, Entry] = field(default_factory=dict)
    conditions: dict[str, Entry] = field(default_factory=dict)
    mappings: dict[str, Entry] = field(default_factory=dict)
    resources: dict[str, Entry] = field(default_factory=dict)
    sam: bool = False

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]


def may_hold_template(path: str) -> bool:
    """By the path alone: files of the endings that templates have, but for those that are known to hold something else."""
    if path.endswith(_YAML):
        name = path[path.rfind("/") + 1 :]
        return not path.startswith((".github/", ".")) and not name.startswith(("serverless.", "docker-compose", "compose."))
    return path.endswith(_OWN) or may_describe(path)


def is_mentioned(text: str) -> bool:
    """Whether a text holds a marker of templates at all: cheap, before anything is parsed."""
    return len(text) <= _LARGEST and "AWS" in text and _MARKER.search(text) is not None


def template_of(files: Files, source: Source) -> Template | Problem | None:
    """The template in a file; None where it only mentions the words, and the problem where it is broken."""
    if not is_mentioned(source.text):
        return None
    root = _parsed(files, source)
    if isinstance(root, Problem):
        broken = "AWSTemplateFormatVersion" in source.text and not any(mark in source.text for mark in _FILLED_IN)
        return root if broken else None
    return template_in(source.path, root)


def template_in(path: str, root: Node | None) -> Template | None:
    """The template that a mapping is: resources with the types of CloudFormation."""
    if not isinstance(root, Mapping):
        return None
    resources = {entry.key: entry for entry in entries(root, "Resources") if _is_resource(entry.value)}
    if not resources:
        return None
    return Template(
        path,
        root,
        {entry.key: entry for entry in entries(root, "Parameters")},
        {entry.key: entry for entry in entries(root, "Conditions")},
        {entry.key: entry for entry in entries(root, "Mappings")},
        resources,
        _is_sam(root),
    )


def _parsed(files: Files, source: Source) -> Node | Problem | None:
    if source.path.endswith(".json") or source.text.lstrip()[:1] == "{":
        return files.json(source)
    read = files.yaml(source)
    if read.problems:
        return read.problems[0]
    return read.documents[0] if read.documents else None


def _is_resource(node: Node) -> bool:
    kind = string(node, "Type")
    return kind is not None and _TYPE.fullmatch(kind) is not None


def _is_sam(root: Mapping) -> bool:
    transform = find(root, "Transform")
    if transform is None:
        return False
    return any(isinstance(each, Scalar) and each.text.startswith("AWS::Serverless") for each in walk(transform))
