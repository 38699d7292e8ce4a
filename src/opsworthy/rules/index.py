"""`index.json`: what every rule declares, so that its file is imported only when it judges. `make docs` writes it from the files;
where it does not fit the declarations that stand in them, it counts for nothing."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import opsworthy.rules as room
from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule, Subject, Verdict

INDEX = "index.json"
_DECLARATION = b"\nRULE = "

Place = tuple[str, str]
"""The folder and the name of a rule's module."""


def indexed(places: Iterable[Place]) -> tuple[Rule, ...] | None:
    """The rules of these modules, without importing any; None where the index does not fit them."""
    known = tuple(places)
    try:
        index = json.loads(Path(room.__path__[0], INDEX).read_bytes())
        if index["digest"] != _digest(known):
            return None
        return tuple(_rule(each) for each in index["rules"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def index_text(places: Iterable[Place], rules: Iterable[Rule]) -> str:
    """The text of index.json for rules that were imported from these modules, in the same order."""
    known = tuple(places)
    listed = [{**_told(rule), "module": ".".join(place)} for place, rule in zip(known, rules, strict=True)]
    return json.dumps({"digest": _digest(known), "rules": listed}, indent=1, ensure_ascii=False) + "\n"


def _digest(places: Iterable[Place]) -> str:
    """Of the declarations as they stand in the files, without what is above them. Raises OSError where there are no files."""
    folder = Path(room.__path__[0])
    told = sha256()
    for family, module in sorted(places):
        with open(f"{folder}/{family}/{module}.py", "rb") as file:  # noqa: PTH123 - a path of strings costs a third
            text = file.read().replace(b"\r\n", b"\n")
        told.update(b"\0".join((family.encode(), module.encode(), text[text.rfind(_DECLARATION) :])))
    return told.hexdigest()


def _told(rule: Rule) -> dict[str, Any]:
    told = {each.name: getattr(rule, each.name) for each in fields(rule) if each.name not in ("judge", "origin")}
    return {**told, "severity": rule.severity.value}


def _rule(told: dict[str, Any]) -> Rule:
    module = f"{room.__name__}.{told.pop('module')}"
    lists = {name: tuple(value) for name, value in told.items() if isinstance(value, list)}
    return Rule(**{**told, **lists, "severity": Severity(told["severity"])}, judge=_judging(module))


def _judging(module: str) -> Callable[[Subject], Iterator[Verdict]]:
    def judge(subject: Subject) -> Iterator[Verdict]:
        return _judge(module)(subject)

    return judge


@cache
def _judge(module: str) -> Callable[[Subject], Iterator[Verdict]]:
    rule: Rule = import_module(module).RULE
    return rule.judge
