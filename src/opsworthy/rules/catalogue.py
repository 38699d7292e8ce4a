"""Finds the rules: every module of a family folder whose name begins with a rule's id. Nobody keeps a list."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import opsworthy.rules as room
from opsworthy.rules.bar import clauses
from opsworthy.rules.index import index_text, indexed
from opsworthy.rules.rule import Rule
from opsworthy.text.regex import regex

_MODULE = regex(r"(ow\d{3})_([a-z][a-z0-9]*(?:_[a-z0-9]+)*)\Z")
PROFILES = frozenset(["service", "page", "alert", "library", "cost-plan", "report"])
_NO_FAMILIES = frozenset(["extending", "shapes"])
NEEDS = frozenset(["runbook", "cost-plan", "waivers", "nothing"])


class BadRule(Exception):
    """A rule that is badly declared; the message names its file. A bug of ours, found at load."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by id. Raises BadRule for one that is badly declared."""
    return indexed(_modules()) or loaded()


def index() -> str:
    """The text of rules/index.json."""
    places = {module.partition("_")[0].upper(): (family, module) for family, module in _modules()}
    return index_text((places[rule.id] for rule in loaded()), loaded())


@cache
def loaded() -> tuple[Rule, ...]:
    """The same, each imported from its file."""
    found: dict[str, Rule] = {}
    for family, module in _modules():
        rule = _load(family, module)
        twin = next((other for other in found.values() if rule.name == other.name or rule.id == other.id), None)
        if twin:
            raise BadRule(f"rules/{family}/{module}.py: {rule.id} {rule.name} is already declared in rules/{twin.family}")
        found[rule.id] = rule
    return tuple(found[each] for each in sorted(found))


def find_rule(word: str, rules: tuple[Rule, ...] | None = None) -> Rule | None:
    """The rule of this id or name, in any case of letters."""
    wanted = word.lower()
    return next((rule for rule in (all_rules() if rules is None else rules) if wanted in (rule.id.lower(), rule.name)), None)


def _modules() -> Iterator[tuple[str, str]]:
    for family in iter_modules(room.__path__):
        if family.ispkg and family.name not in _NO_FAMILIES:
            for module in iter_modules([f"{path}/{family.name}" for path in room.__path__]):
                yield family.name, module.name


def _load(family: str, module: str) -> Rule:
    file = f"rules/{family}/{module}.py"
    named = _MODULE.match(module)
    if not named:
        raise BadRule(f"{file}: the file of a rule is named after it, such as ow501_rollback_unverified.py")
    rule = getattr(import_module(f"{room.__name__}.{family}.{module}"), "RULE", None)
    if not isinstance(rule, Rule):
        raise BadRule(f"{file}: there is no RULE = Rule(…) in it")
    problem = problem_of(rule, named.group(1).upper(), named.group(2).replace("_", "-"))
    if problem:
        raise BadRule(f"{file}: {problem}")
    return replace(rule, family=family)


def problem_of(rule: Rule, file_id: str, file_name: str, more: frozenset[str] = frozenset()) -> str:
    """What is wrong with a declaration; empty where nothing is. `more` are clauses that an organisation added."""
    known = {clause.id for clause in clauses()} | more
    strangers = [each for each in rule.clauses if each not in known]
    faults = {
        f"its id is {rule.id}, but its file says {file_id}": rule.id != file_id,
        f"its name is {rule.name}, but its file says {file_name}": rule.name != file_name,
        f"the bar has no clause {', '.join(strangers)}": bool(strangers),
        "it serves the same clause twice": len(set(rule.clauses)) != len(rule.clauses),
        "a summary, a why and a fix are full sentences that end with a stop": not all(
            text.endswith(".") for text in (rule.summary, rule.why, rule.fix)
        ),
        f"its profiles must be among {', '.join(sorted(PROFILES))}": not rule.profiles or not PROFILES.issuperset(rule.profiles),
        "its tier is 0 to 3": not 0 <= rule.tier <= 3,
        f"`needs` must be one of {', '.join(sorted(NEEDS))}": rule.needs not in NEEDS,
    }
    return next((text for text, wrong in faults.items() if wrong), "")
