"""Which rules are asked: by id, by the beginning of an id, by name, by family, or by what they serve of the bar."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from opsworthy.rules.bar import clauses
from opsworthy.rules.rule import Rule
from opsworthy.text.regex import regex

_PREFIX = regex(r"[A-Z]{2,}\d*\Z")


class UnknownWord(Exception):
    """A word that selects nothing because it names nothing; `near` are names that it may have meant."""

    def __init__(self, word: str, near: tuple[str, ...]) -> None:
        super().__init__(word)
        self.word = word
        self.near = near


def chosen(rules: Iterable[Rule], select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """The rules that a selection leaves: all without `select`; what `ignore` names is left out whoever selects it.
    Raises UnknownWord for a word that is no id, prefix, name, family, clause or group of clauses."""
    every = tuple(rules)
    wanted = [_meant(every, word) for word in select]
    unwanted = frozenset[str]().union(*(_meant(every, word) for word in ignore))
    asked = frozenset[str]().union(*wanted) if wanted else frozenset(rule.id for rule in every)
    return tuple(rule for rule in every if rule.id in asked - unwanted)


def _meant(rules: tuple[Rule, ...], word: str) -> frozenset[str]:
    """The ids that a word stands for. A clause or group that no rule serves is known all the same, and stands for none."""
    lowered, raised = word.strip().lower(), word.strip().upper()
    by_name = frozenset(rule.id for rule in rules if lowered in (rule.id.lower(), rule.name, rule.family))
    beginning = f"{raised}-"
    meant = frozenset(each.id for each in clauses() if f"{each.id}-".startswith(beginning) or lowered == slug(each.group))
    begun = frozenset(rule.id for rule in rules if _PREFIX.match(raised) and rule.id.startswith(raised))
    if not by_name and not meant and not begun:
        raise UnknownWord(word, tuple(get_close_matches(lowered, _names(rules), 3)))
    return by_name or frozenset(rule.id for rule in rules if meant & set(rule.clauses)) or begun


def _names(rules: tuple[Rule, ...]) -> list[str]:
    named = {name for rule in rules for name in (rule.id.lower(), rule.name, rule.family)}
    return sorted(named | {each.id.lower() for each in clauses()})


def slug(group: str) -> str:
    """The heading of a group of clauses as a word: `runbook-mistakes`."""
    return re.sub(r"[^a-z0-9]+", "-", group.lower()).strip("-")
