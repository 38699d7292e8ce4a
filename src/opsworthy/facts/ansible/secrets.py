"""Secrets of Ansible by name: values that the vault encrypts, names that point into it, and values in clear."""

import re
from collections.abc import Iterator

from opsworthy.facts.project import SecretDeclared
from opsworthy.text.node import Mapping, Node, Scalar, entries
from opsworthy.text.secrecy import in_clear

_POINTED = re.compile(r"\{\{\s*(vault_\w{1,150})\b")
_VAULT = "!vault"
_DEEPEST, _MOST = 4, 2000


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
