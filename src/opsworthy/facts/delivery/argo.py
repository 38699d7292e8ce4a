"""Argo CD: Applications, ApplicationSets as far as their generators are literal, and the projects that bound them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from opsworthy.facts.delivery.environments import of_folders, of_names, of_values_files
from opsworthy.facts.delivery.generators import Parameters, elements
from opsworthy.facts.delivery.ground import Ground, address
from opsworthy.facts.delivery.inline import values_of
from opsworthy.facts.fact import Told
from opsworthy.facts.helm.known_charts import resources_of
from opsworthy.facts.infrastructure import Delivery
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.text.location import Location
from opsworthy.text.node import Node, Scalar, find, items, string
from opsworthy.text.source import Problem

GROUP = "argoproj.io"
_IN_CLUSTER = ("https://kubernetes.default.svc", "in-cluster")
_ADVICE = "look at what the controller made of it with `argocd appset get`"


def read_argo(found: Object, ground: Ground, environment: str | None) -> Iterator[Told]:
    """What one object brings."""
    if found.group != GROUP:
        return
    if found.kind == "Application":
        yield from _application(found, found.node, ground, environment, str)
    elif found.kind == "ApplicationSet":
        yield from _applications(found, ground, environment)


def _applications(found: Object, ground: Ground, environment: str | None) -> Iterator[Told]:
    template = find(found.spec, "template")
    told: list[str] = []
    every = list(elements(found.spec, ground, told))
    for reason in dict.fromkeys(told):
        yield Problem(found.location, f"cannot know: {reason}", _ADVICE)
    for each in every or [Parameters(found.location, {})]:
        if template is not None:
            yield from _application(found, template, ground, environment, each.fill, each.location)


@dataclass(frozen=True, slots=True)
class _Source:
    """One source of an application."""

    node: Node
    repository: str | None
    path: str | None
    chart: str | None
    values_files: tuple[str, ...]


def _application(
    found: Object,
    node: Node,
    ground: Ground,
    environment: str | None,
    fill: Callable[[str], str],
    where: Location | None = None,
) -> Iterator[Told]:
    """One delivery for each source that has contents; one that only lends values files has none."""
    spec = find(node, "spec")
    name = fill(string(node, "metadata", "name") or found.name)
    cluster = _cluster(find(spec, "destination"), fill)
    namespace = _filled(spec, fill, "destination", "namespace")
    single = find(spec, "source")
    for each in (single,) if single is not None else items(spec, "sources"):
        source = _source(each, fill)
        if source.path is None and source.chart is None:
            continue
        place = environment or _environment(found, source, (cluster, name, namespace))
        here = ground.holds(source.path)
        yield Delivery(
            "argo-cd",
            name,
            where or found.location,
            repository=None if here else address(source.repository),
            path=source.path,
            chart=source.chart,
            revision=_filled(each, fill, "targetRevision"),
            namespace=namespace,
            cluster=cluster,
            environment=place,
        )
        if source.chart is not None and not here:
            release = _filled(each, fill, "helm", "releaseName") or name
            at = find(each, "chart") or each
            yield from resources_of(source.chart, f"Application/{name}", values_of(each), at.location, place, release)


def _source(node: Node, fill: Callable[[str], str]) -> _Source:
    path = _filled(node, fill, "path")
    return _Source(
        node,
        _filled(node, fill, "repoURL"),
        path.removeprefix("./").strip("/") or "." if path is not None else None,
        _filled(node, fill, "chart"),
        tuple(fill(each.text) for each in items(node, "helm", "valueFiles") if isinstance(each, Scalar)),
    )


def _filled(node: Node | None, fill: Callable[[str], str], *path: str) -> str | None:
    written = string(node, *path)
    return fill(written) if written else None


def _cluster(destination: Node | None, fill: Callable[[str], str]) -> str | None:
    """The cluster's name, or its address where it has none; None for the one that Argo CD itself runs in."""
    named = _filled(destination, fill, "name") or _filled(destination, fill, "server")
    return None if named in _IN_CLUSTER else named


def _environment(found: Object, source: _Source, names: tuple[str | None, ...]) -> str | None:
    folder = found.location.path.rpartition("/")[0]
    told = of_folders((source.path,)) or of_values_files(source.values_files)
    return told or of_names(names[:1]) or of_folders((folder,)) or of_names(names[1:])
