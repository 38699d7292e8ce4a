"""Secrets of Ansible by name: values that the vault encrypts, names that point into it, and values in clear."""

from collections.abc import Iterator

from opsworthy.facts.project import SecretDeclared
from opsworthy.text.node import Mapping, Node, Scalar, entries
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import in_clear
from opsworthy.text.source import Source

_POINTED = regex(r"\{\{\s*(vault_\w{1,150})\b")
_VAULT = "!vault"
_VARIABLE = regex(r"(?<![\w])([A-Za-z_]\w{2,80})\s{0,4}=\s{0,4}('[^']{1,300}'|\"[^\"]{1,300}\"|[^\s'\"]{1,300})")
_DEEPEST, _MOST, _LONGEST = 4, 2000, 4000


def secrets(node: Node | None, environment: str | None, depth: int = 0) -> Iterator[SecretDeclared]:
    """The secrets of a file or section of variables."""
    for entry in entries(node)[:_MOST]:
        value = entry.value
        if isinstance(value, Mapping) and depth < _DEEPEST:
            yield from secrets(value, environment, depth + 1)
        if not isinstance(value, Scalar):
            continue
        if value.tag in (_VAULT, "!vault-encrypted"):
            yield SecretDeclared(entry.key, "ansible-vault", entry.location, environment=environment)
            continue
        for name in _POINTED.findall(value.text):
            yield SecretDeclared(name, "ansible-vault", entry.location, environment=environment)
        if value.value is not None and "{{" not in value.text and in_clear(entry.key, value.text):
            yield SecretDeclared(entry.key, "ansible", entry.location, environment=environment, in_clear=True)


def of_inventory(source: Source) -> Iterator[SecretDeclared]:
    """The variables of an inventory in Ansible's own form that hold a secret in clear: `ansible_password=…` of a host."""
    told: set[str] = set()
    for number, line in enumerate(source.text.splitlines()[:_MOST], start=1):
        if line.lstrip().startswith(("#", ";")):
            continue
        for found in _VARIABLE.finditer(line[:_LONGEST]):
            name, value = found[1], found[2].strip("'\"")
            if name not in told and "{{" not in value and in_clear(name, value):
                told.add(name)
                yield SecretDeclared(name, "ansible", source.at(number, found.start(1) + 1), in_clear=True)
