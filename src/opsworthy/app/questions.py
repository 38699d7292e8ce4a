"""The open questions as empty keys of opsworthy.toml: a person fills them in, and everything a person wrote stays."""

from collections.abc import MutableMapping
from typing import cast

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Item, Table

from opsworthy.app.errors import UserError
from opsworthy.app.reading import FILE
from opsworthy.system.model import Question, System
from opsworthy.text import toml
from opsworthy.text.dataclass import dataclass
from opsworthy.text.source import Problem, Source

_BOM = "\ufeff"
_HEAD = (
    "What no file of this repository says. Fill in what you know; an empty answer stays an open question.",
    "Opsworthy adds questions here and never changes or removes what you wrote.",
)


@dataclass(frozen=True)
class Asked:
    """The text of opsworthy.toml with every open question in it, and the keys that were added."""

    text: str
    added: tuple[str, ...]


def with_questions(system: System, existing: str | None) -> Asked:
    """Adds the missing questions to the text of opsworthy.toml. Raises UserError where a key is in the way of another."""
    document = _parse(existing)
    _nothing_in_the_way(system)
    added = tuple(question.key for question in system.questions if _add(document, question))
    if not added:
        return Asked(existing or "", ())
    return Asked(_dump(document, existing), added)


def with_answer(existing: str | None, key: str, value: str | int | float | bool) -> str:
    """The text of opsworthy.toml with one answer set; comments and order stay."""
    document = _parse(existing)
    table = _table(document, key)
    last = key.rsplit(".", maxsplit=1)[-1]
    old = table.item(last) if isinstance(table, Table) and last in table else None
    new = tomlkit.item(value)
    if isinstance(old, Item) and old.trivia.comment:
        new.comment(old.trivia.comment.lstrip("# "))
    table[last] = new
    return _dump(document, existing)


def _nothing_in_the_way(system: System) -> None:
    tables = {key: each.key for each in system.questions for key in _above(each.key)}
    for told in system.answers:
        key = next((above for above in (told.key, *_above(told.key)) if above in tables), None)
        if key is not None and (told.key == key or told.key.removeprefix(f"{key}.").isdigit()):
            raise UserError(
                f"{told.location}: `{key}` holds a value, but `{tables[key]}` needs a table of that name. Rename your key."
            )


def _above(key: str) -> tuple[str, ...]:
    steps = key.split(".")
    return tuple(".".join(steps[:count]) for count in range(1, len(steps)))


def _parse(existing: str | None) -> tomlkit.TOMLDocument:
    if existing is None:
        document = tomlkit.document()
        for line in _HEAD:
            document.add(tomlkit.comment(line))
        return document
    try:
        return tomlkit.parse(existing.removeprefix(_BOM).replace("\r\n", "\n"))
    except (TOMLKitError, ValueError, RecursionError) as error:
        said = toml.parse(Source(FILE, existing.removeprefix(_BOM)))
        known = f"{said.location}: {said.message}" if isinstance(said, Problem) else f"{FILE}: not valid TOML: {error}"
        raise UserError(f"{known}. Mend it; it holds answers and is never overwritten.") from error


def _dump(document: tomlkit.TOMLDocument, existing: str | None) -> str:
    text = tomlkit.dumps(document)
    text = text.replace("\n", "\r\n") if existing and "\r\n" in existing else text
    return _BOM + text if existing and existing.startswith(_BOM) else text


def _add(document: tomlkit.TOMLDocument, question: Question) -> bool:
    table = _table(document, question.key)
    last = question.key.split(".")[-1]
    if last in table:
        return False
    item = tomlkit.item("")
    example = f" For example: {question.example}" if question.example else ""
    item.comment(_one_line(f"{question.ask} ({question.who}){example}"))
    table[last] = item
    return True


def _one_line(text: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _table(document: tomlkit.TOMLDocument, key: str) -> MutableMapping[str, object]:
    here: MutableMapping[str, object] = document
    for step in key.split(".")[:-1]:
        found = here.get(step)
        if found is None:
            here[step] = tomlkit.table()
            found = here[step]
        if not isinstance(found, MutableMapping):
            raise UserError(f"{FILE}: `{step}` holds a value, but `{key}` needs a table of that name. Rename your key.")
        here = cast(MutableMapping[str, object], found)
    return here
