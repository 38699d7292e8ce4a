"""A Pulumi project: the resources of its YAML, and the stacks with their configuration."""

from collections.abc import Iterator, Mapping
from dataclasses import field

from opsworthy.facts.fact import Told
from opsworthy.facts.marked import backup_of, resource
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.resource_marks import mark_of
from opsworthy.facts.view import Found, Pointer, View, span
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Unknown
from opsworthy.text.node import Mapping as MappingNode
from opsworthy.text.node import Node, Scalar, entries, find, string
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import carries_credentials, is_secret

_FILLED = regex(r"\$\{([^${}]{1,200})\}")
_DEEPEST = 10
_MOST = 500


@dataclass
class Project:
    """One Pulumi.yaml, and what one stack gives to its configuration."""

    root: MappingNode
    name: str
    given: Mapping[str, Found] = field(default_factory=dict)
    _depth: int = 0

    def reduce(self, node: Node) -> Found:
        """A value with its `${…}` put in, as far as they are configuration and variables that are literal."""
        if not isinstance(node, Scalar) or "${" not in node.text:
            if isinstance(node, MappingNode) and len(node.entries) == 1 and node.entries[0].key.startswith("fn::"):
                if node.entries[0].key == "fn::secret":
                    return Pointer("secret", "", node.location)
                return Unknown(f"{node.entries[0].key} is computed when it is deployed", node.location)
            return node
        if self._depth > _DEEPEST:
            return Unknown("more is computed here than is followed", node.location)
        self._depth += 1
        try:
            return self._filled(node.text, node.location)
        finally:
            self._depth -= 1

    def _filled(self, text: str, where: Location) -> Found:
        made, position = [], 0
        for match in _FILLED.finditer(text[:4000]):
            value = self._named(match[1], where)
            if match.group() == text:
                return value
            if not isinstance(value, Scalar):
                reason = value.reason if isinstance(value, Unknown) else "known when it is deployed"
                return Unknown(reason, where)
            made += [text[position : match.start()], value.text]
            position = match.end()
        whole = "".join([*made, text[position:]])
        return Scalar(whole, whole, where)

    def _named(self, name: str, where: Location) -> Found:
        word, _, key = name.partition(".")
        if name == "pulumi.project":
            return Scalar(self.name, self.name, where)
        if word in {entry.key for entry in entries(self.root, "resources")}:
            return Pointer("resource", word, where, key)
        variable = find(self.root, "variables", word)
        if variable is not None:
            return self.reduce(variable)
        return self._configured(word, where)

    def _configured(self, name: str, where: Location) -> Found:
        given = self.given.get(name) or self.given.get(f"{self.name}:{name}")
        if given is not None:
            return given
        declared = find(self.root, "config", name) or find(self.root, "configuration", name)
        default = find(declared, "default") or (declared if isinstance(declared, Scalar) else None)
        if (string(declared, "secret") or "") == "true":
            return Pointer("secret", name, where)
        return default if default is not None else Unknown(f"{name} is known when it is deployed", where)


def resources(project: Project, prefix: str, environment: str | None) -> Iterator[Told]:
    """The resources of a project that is written in YAML."""
    for entry in entries(project.root, "resources")[:_MOST]:
        kind = string(entry.value, "type")
        mark = mark_of(kind) if kind is not None else None
        if kind is None or mark is None:
            continue
        properties = View(project.reduce(held) if (held := find(entry.value, "properties")) is not None else None, project.reduce)
        told = resource(mark, properties, "pulumi", kind, f"{prefix}/{entry.key}", span(entry), environment=environment)
        yield told
        backup = backup_of(told)
        yield from (backup,) if backup is not None else ()
        if mark.kind == "secret":
            store = "azure-key-vault" if mark.platform == "azure" else f"{mark.platform}-secrets-manager"
            yield SecretDeclared(told.name, store, told.location, environment=environment)


def configuration(root: Node, environment: str) -> tuple[dict[str, Found], list[SecretDeclared]]:
    """What a stack's file gives: its plain values, and the secrets that it keeps sealed, or in clear."""
    values: dict[str, Found] = {}
    secrets: list[SecretDeclared] = []
    for entry in entries(root, "config")[:_MOST]:
        name = entry.key.rpartition(":")[2]
        if find(entry.value, "secure") is not None:
            values[name] = Pointer("secret", name, entry.location)
            secrets.append(SecretDeclared(name, "pulumi", entry.location, environment=environment))
        elif isinstance(entry.value, Scalar) and _is_clear(name, entry.value.text):
            values[name] = Pointer("secret", name, entry.location)
            secrets.append(SecretDeclared(name, "pulumi", entry.location, environment=environment, in_clear=True))
        else:
            values[name] = entry.value
    return values, secrets


def _is_clear(name: str, text: str) -> bool:
    return carries_credentials(text) or (bool(text) and is_secret(name, text))
