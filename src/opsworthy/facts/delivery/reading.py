"""The deliveries of objects, and the environments that they name."""

from collections.abc import Iterable, Iterator

from opsworthy.facts.delivery.argo import GROUP, read_argo
from opsworthy.facts.delivery.flux import GROUPS, read_flux
from opsworthy.facts.delivery.ground import Ground
from opsworthy.facts.fact import Told
from opsworthy.facts.infrastructure import Delivery
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.facts.project import EnvironmentDeclared

ARGO_KINDS = frozenset({"Application", "ApplicationSet"})
FLUX_KINDS = frozenset({"GitRepository", "HelmRelease", "HelmRepository", "Kustomization", "OCIRepository"})


def is_delivery(found: Object) -> bool:
    return (found.group == GROUP and found.kind in ARGO_KINDS) or (found.group in GROUPS and found.kind in FLUX_KINDS)


def deliveries_of(objects: Iterable[Object], ground: Ground, environment: str | None = None) -> Iterator[Told]:
    """The deliveries of objects that are applied together to an environment, or to the one that each names."""
    for each in objects:
        yield from read_argo(each, ground, environment)
        yield from read_flux(each, ground, environment)


def with_environments(told: Iterable[Told]) -> Iterator[Told]:
    """The facts, and before the first of each environment that deliveries name, that environment."""
    facts = list(told)
    spaces: dict[str, set[str | None]] = {}
    for each in facts:
        if isinstance(each, Delivery) and each.environment is not None:
            spaces.setdefault(each.environment, set()).add(each.namespace)
    named: set[str] = set()
    for each in facts:
        if isinstance(each, Delivery) and each.environment is not None and each.environment not in named:
            named.add(each.environment)
            only = spaces[each.environment]
            namespace = next(iter(only)) if len(only) == 1 else None
            yield EnvironmentDeclared(each.environment, each.location, "kubernetes", (each.tool, each.name), namespace)
        yield each
