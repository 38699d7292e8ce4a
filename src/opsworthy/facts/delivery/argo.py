"""Argo CD: Applications, ApplicationSets as far as their generators are literal, and the projects that bound them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from opsworthy.facts.delivery.environments import of_folders, of_names, of_values_files
from opsworthy.facts.delivery.generators import Parameters, elements
from opsworthy.facts.delivery.ground import Ground, address
from opsworthy.facts.delivery.inline import values_of
from opsworthy.facts.fact import Told
from opsworthy.facts.helm.known_charts import resources_of
from opsworthy.facts.infrastructure import Delivery
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Node, Scalar, find, items, string
from opsworthy.text.source import Problem

GROUP = "argoproj.io"
_IN_CLUSTER = ("https://kubernetes.default.svc", "in-cluster")
_ADVICE = "look at what the controller made of it with `argocd appset get`"


@dataclass(frozen=True, slots=True)
class Sourced:
    """One source of an application, with all that its parameters fill in; `node` is the source as it is written."""

    name: str
    node: Node
    location: Location
    fill: Callable[[str], str]
    namespace: str | None
    cluster: str | None
    environment: str | None
    repository: str | None
    path: str | None
    chart: str | None
    values_files: tuple[str, ...]

    @property
    def release(self) -> str:
        return _filled(self.node, self.fill, "helm", "releaseName") or self.name


def read_argo(found: Object, ground: Ground, environment: str | None) -> Iterator[Told]:
    """What one object brings: a delivery for each source that has contents, and what a known chart from elsewhere brings."""
    told: list[str] = []
    sources = list(sources_of(found, ground, environment, told))
    for reason in dict.fromkeys(told):
        yield Problem(found.location, f"cannot know: {reason}", _ADVICE)
    for each in sources:
        here = ground.holds(each.path)
        yield Delivery(
            "argo-cd",
            each.name,
            each.location,
            repository=None if here else address(each.repository),
            path=each.path,
            chart=each.chart,
            revision=_filled(each.node, each.fill, "targetRevision"),
            namespace=each.namespace,
            cluster=each.cluster,
            environment=each.environment,
        )
        if each.chart is not None and not here:
            at = (find(each.node, "chart") or each.node).location
            values = values_of(each.node)
            yield from resources_of(each.chart, f"Application/{each.name}", values, at, each.environment, each.release)


def sources_of(found: Object, ground: Ground, environment: str | None, told: list[str]) -> Iterator[Sourced]:
    """The sources of an Application, or of all that an ApplicationSet makes; `told` gathers what of the latter is not known. One
    that only lends values files has no contents."""
    if found.group != GROUP:
        return
    if found.kind == "Application":
        yield from _sources(found, found.node, environment, str, found.location)
    template = find(found.spec, "template") if found.kind == "ApplicationSet" else None
    if template is not None:
        every = list(elements(found.spec, ground, told))
        for each in every or [Parameters(found.location, {})]:
            yield from _sources(found, template, environment, each.fill, _to_name(each.location, template))


def _to_name(element: Location, template: Node) -> Location:
    """An element of a generator, up to the line that makes a name of it."""
    name = find(template, "metadata", "name")
    if name is None or name.location.path != element.path or name.location.line < element.line:
        return element
    return replace(element, end_line=name.location.line, end_column=0)


def _sources(
    found: Object, node: Node, environment: str | None, fill: Callable[[str], str], where: Location
) -> Iterator[Sourced]:
    spec = find(node, "spec")
    name = fill(string(node, "metadata", "name") or found.name)
    cluster, namespace = _cluster(find(spec, "destination"), fill), _filled(spec, fill, "destination", "namespace")
    single = find(spec, "source")
    for each in (single,) if single is not None else items(spec, "sources"):
        path, chart = _filled(each, fill, "path"), _filled(each, fill, "chart")
        if path is None and chart is None:
            continue
        path = path.removeprefix("./").strip("/") or "." if path is not None else None
        files = tuple(fill(file.text) for file in items(each, "helm", "valueFiles") if isinstance(file, Scalar))
        place = environment or _environment(found, path, files, (cluster, name, namespace))
        repository = _filled(each, fill, "repoURL")
        yield Sourced(name, each, where, fill, namespace, cluster, place, repository, path, chart, files)


def _filled(node: Node | None, fill: Callable[[str], str], *path: str) -> str | None:
    written = string(node, *path)
    return fill(written) if written else None


def _cluster(destination: Node | None, fill: Callable[[str], str]) -> str | None:
    """The cluster's name, or its address where it has none; None for the one that Argo CD itself runs in."""
    named = _filled(destination, fill, "name") or _filled(destination, fill, "server")
    return None if named in _IN_CLUSTER else named


def _environment(found: Object, path: str | None, files: tuple[str, ...], names: tuple[str | None, ...]) -> str | None:
    folder = found.location.path.rpartition("/")[0]
    told = of_folders((path,)) or of_values_files(files)
    return told or of_names(names[:1]) or of_folders((folder,)) or of_names(names[1:])
