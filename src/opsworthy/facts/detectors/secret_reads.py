"""Source code that asks a secret store, in the eight languages: AWS, Google Cloud, Azure, HashiCorp Vault."""

from collections.abc import Iterator
from dataclasses import replace

from tree_sitter import Node

from opsworthy.facts.code.calls.calling import Call, call_of
from opsworthy.facts.code.calls.ports import table_language, told_language
from opsworthy.facts.code.calls.table import Mark, Table, marked_calls, table
from opsworthy.facts.code.calls.values import literal, text_of
from opsworthy.facts.code.source_paths import is_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import SecretRead
from opsworthy.text.code import Code, language_of
from opsworthy.text.regex import regex
from opsworthy.text.syntax import descend, written

_NAME = regex(r"[\w./:\-@]{1,300}")
_RAILS = "rails-credentials"
_MOST = 200


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        language = table_language(language_of(source.path) or "")
        held = table("secret_calls", language)
        code = files.code(source) if held is not None and held.may_stand_in(source.text) else None
        if code is not None and held is not None:
            yield from _of_file(code, held)


def _of_file(code: Code, held: Table) -> Iterator[SecretRead]:
    """Each secret once for each file, at its first place."""
    told: set[tuple[str, str | None]] = set()
    for call, mark in marked_calls(code, held):
        store = str(mark.said["store"])
        name = _credential(call) if store == _RAILS else _name(code, call, mark)
        if (store, name) not in told:
            told.add((store, name))
            place = replace(code.place(call.named), end_line=call.node.end_point[0] + 1, end_column=0)
            yield SecretRead(store, told_language(code), place, name)


def _credential(call: Call) -> str | None:
    """`Rails.application.credentials.stripe.key` and `credentials.dig(:stripe, :key)` name what they ask for."""
    above = call_of("ruby", call.node.parent)
    if above is None:
        return None
    if above.name in ("dig", "fetch", "[]"):
        return ".".join(text for each in above.arguments if (text := text_of(each.value))) or None
    return above.name if above.name not in ("config", "read", "content_path", "present?") else None


def _name(code: Code, call: Call, mark: Mark) -> str | None:
    """The name of the secret, where it is written out; a name is nothing secret."""
    found: Node | None = None
    for key in str(mark.said.get("named", "")).split("|"):
        found = found or (call.given(None, key) if key else None)
    if found is None and "position" in mark.said:
        found = call.given(int(mark.said["position"]))
    keys = str(mark.said.get("key", "")).split("|")
    held = _keyed(found if found is not None else call.node, keys) if keys != [""] else None
    text = literal(code, held if held is not None else found)
    return text if text is not None and _NAME.fullmatch(text) else None


def _keyed(node: Node, keys: list[str]) -> Node | None:
    """The value of one of some keys in what a call passes, whatever the language calls a key."""
    for count, each in enumerate(descend(node)):
        if count > _MOST:
            return None
        if each.named_child_count >= 2 and written(each.named_children[0]).strip("\"'") in keys:
            return each.named_children[-1]
    return None


DETECTOR = Detector(
    name="secret_reads",
    about="Calls that ask a secret store of a cloud or of Vault, with the name of the secret where it is written out.",
    wants=is_source,
    detect=_detect,
    looks_at=(
        "*.js",
        "*.cjs",
        "*.mjs",
        "*.jsx",
        "*.ts",
        "*.cts",
        "*.mts",
        "*.tsx",
        "*.cs",
        "*.go",
        "*.java",
        "*.kt",
        "*.php",
        "*.py",
        "*.rake",
        "*.rb",
        "*.rs",
        "*.ru",
    ),
)
