"""What `{{ name }}` stands for, where a role, a play or a group says so in so many words. Nothing else is evaluated."""

from collections.abc import Mapping as Known

from opsworthy.facts.files import Files
from opsworthy.text.location import Stated
from opsworthy.text.node import Node, Scalar, entries, stated
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_secret

_NAME = regex(r"\{\{\s*([A-Za-z_]\w{0,150})\s*\}\}")
_DEEPEST = 5
_LONGEST = 2000


def literals(node: Node | None) -> dict[str, str]:
    """The variables of a mapping whose values are texts or numbers and no secrets."""
    found = {}
    for entry in entries(node):
        value = entry.value
        if isinstance(value, Scalar) and value.value is not None and value.tag is None and not is_secret(entry.key, value.text):
            found[entry.key] = value.text[:_LONGEST]
    return found


def of_role(files: Files, role: str) -> dict[str, str]:
    """What a role's own defaults and vars say."""
    known: dict[str, str] = {}
    for part in ("defaults", "vars"):
        for ending in ("yml", "yaml"):
            source = files.open(f"{role}/{part}/main.{ending}".lstrip("/"))
            documents = files.yaml(source).documents if source is not None else ()
            for document in documents:
                known.update(literals(document))
    return known


def filled(text: str, known: Known[str, str]) -> str:
    """A text with the known names put in; the others stay as they are written."""
    for _ in range(_DEEPEST):
        if "{{" not in text or len(text) > _LONGEST:
            break
        made = _NAME.sub(lambda match: known.get(match.group(1), match.group(0)), text)
        if made == text:
            break
        text = made
    return text[:_LONGEST]


def said(node: Node | None, key: str, known: Known[str, str]) -> Stated[str] | None:
    """A text of a task's arguments, as far as it is known; None where something stays to be filled in."""
    written = stated(node, key)
    if written is None:
        return None
    text = filled(written.value, known).strip()
    return Stated(text, written.location) if text and "{{" not in text and "{%" not in text else None
