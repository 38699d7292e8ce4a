"""Overlays that are no environments: ways to install, options, examples, and further ways into an environment of their own."""

from collections.abc import Iterable
from dataclasses import replace

from opsworthy.facts.fact import Fact
from opsworthy.facts.project import EnvironmentDeclared, SecretDeclared
from opsworthy.facts.workloads import (
    Autoscaler,
    ConfigDeclared,
    DisruptionBudget,
    Ingress,
    NamespaceDeclared,
    NetworkRule,
    NetworkService,
    Quota,
    Workload,
)
from opsworthy.system.environment_words import is_way_into, means_a_place

_PLACED = (
    Autoscaler, ConfigDeclared, DisruptionBudget, Ingress, NamespaceDeclared, NetworkRule, NetworkService, Quota,
    SecretDeclared, Workload,
)  # fmt: skip
_MOST = 4


def without_variants(facts: Iterable[Fact]) -> list[Fact]:
    """The facts with only those overlays as environments whose names mean one, where any does or where they are many; what
    the others place belongs to no environment."""
    told = _joined(list(facts))
    declared = [each for each in told if isinstance(each, EnvironmentDeclared)]
    overlays = dict.fromkeys(each.name for each in declared if each.deploy[0] == "kustomize")
    speaking = {name for name in overlays if means_a_place(name)}
    if not speaking and len(overlays) <= _MOST:
        return told
    dropped = overlays.keys() - speaking
    return [_placed(each, dropped) for each in told if not (isinstance(each, EnvironmentDeclared) and each.name in dropped)]


def _joined(told: list[Fact]) -> list[Fact]:
    """The facts with every overlay in the place of the environment that it is a way into: one whose name it extends and whose
    namespace it shares. What both declare is that environment's own; what only the other way declares is added to it."""
    spaces: dict[str, set[str]] = {}
    for fact in told:
        if isinstance(fact, EnvironmentDeclared) and fact.deploy[0] == "kustomize" and fact.namespace:
            spaces.setdefault(fact.name, set()).add(fact.namespace)
    ways = {way: name for way in spaces for name in spaces if is_way_into(way, name) and spaces[way] == spaces[name]}
    own = {_identity(fact) for fact in told if isinstance(fact, _PLACED)} if ways else set()
    kept: list[Fact] = []
    for fact in told:
        if isinstance(fact, EnvironmentDeclared) and fact.name in ways:
            continue
        if isinstance(fact, _PLACED) and fact.environment in ways:
            moved = replace(fact, environment=ways[fact.environment])
            if _identity(moved) in own:
                continue
            own.add(_identity(moved))
            kept.append(moved)
            continue
        kept.append(fact)
    return kept


def _identity(fact: Fact) -> tuple[object, ...]:
    key = fact.key if isinstance(fact, SecretDeclared) else fact.path if isinstance(fact, Ingress) else None
    named = fact.name if isinstance(fact, _PLACED) else ""
    return type(fact), named, key, fact.environment if isinstance(fact, _PLACED) else None


def _placed(fact: Fact, dropped: set[str]) -> Fact:
    if isinstance(fact, _PLACED) and fact.environment in dropped:
        return replace(fact, environment=None)
    return fact
