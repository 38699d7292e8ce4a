"""Overlays that are no environments: ways to install, options, examples."""

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
from opsworthy.system.environment_words import means_a_place

_PLACED = (
    Autoscaler, ConfigDeclared, DisruptionBudget, Ingress, NamespaceDeclared, NetworkRule, NetworkService, Quota,
    SecretDeclared, Workload,
)  # fmt: skip
_MOST = 4


def without_variants(facts: Iterable[Fact]) -> list[Fact]:
    """The facts with only those overlays as environments whose names mean one, where any does or where they are many; what
    the others place belongs to no environment."""
    told = list(facts)
    declared = [each for each in told if isinstance(each, EnvironmentDeclared)]
    overlays = dict.fromkeys(each.name for each in declared if each.deploy[0] == "kustomize")
    speaking = {name for name in overlays if means_a_place(name)}
    if not speaking and len(overlays) <= _MOST:
        return told
    dropped = overlays.keys() - speaking
    return [_placed(each, dropped) for each in told if not (isinstance(each, EnvironmentDeclared) and each.name in dropped)]


def _placed(fact: Fact, dropped: set[str]) -> Fact:
    if isinstance(fact, _PLACED) and fact.environment in dropped:
        return replace(fact, environment=None)
    return fact
