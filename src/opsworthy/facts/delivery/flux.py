"""Flux: Kustomizations, HelmReleases and the sources they are fetched from."""

from collections.abc import Iterator

from opsworthy.facts.delivery.environments import of_folders, of_names
from opsworthy.facts.delivery.ground import Ground, address, version_of
from opsworthy.facts.fact import Told
from opsworthy.facts.go_templates.values import Value, of_node
from opsworthy.facts.helm.known_charts import resources_of
from opsworthy.facts.infrastructure import Delivery
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.text.node import find, stated, string

GROUPS = ("kustomize.toolkit.fluxcd.io", "helm.toolkit.fluxcd.io")
_OWN = "flux-system"


def read_flux(found: Object, ground: Ground, environment: str | None) -> Iterator[Told]:
    """What one object brings; sources bring nothing by themselves."""
    if found.group == GROUPS[0] and found.kind == "Kustomization":
        yield from _kustomization(found, ground, environment)
    elif found.group == GROUPS[1] and found.kind == "HelmRelease":
        yield from _release(found, ground, environment)


def _kustomization(found: Object, ground: Ground, environment: str | None) -> Iterator[Told]:
    path = stated(found.spec, "path")
    where = (path.value if path else "").removeprefix("./").strip("/")
    name = string(found.spec, "sourceRef", "name")
    kind = string(found.spec, "sourceRef", "kind") or "GitRepository"
    source = ground.source(kind, name or "")
    here = name == _OWN or ground.holds(where)
    yield Delivery(
        "flux",
        found.name,
        found.location,
        repository=None if here else address(string(source.spec, "url")) if source else name,
        path=where or ".",
        revision=version_of(source),
        namespace=string(found.spec, "targetNamespace"),
        environment=environment or _environment(found, where),
    )


def _release(found: Object, ground: Ground, environment: str | None) -> Iterator[Told]:
    """A release of a chart; one that only patches another says no chart and is none."""
    chart = find(found.spec, "chart", "spec")
    name = stated(chart, "chart")
    kind, source_name = string(chart, "sourceRef", "kind"), string(chart, "sourceRef", "name")
    if name is None:
        reference = find(found.spec, "chartRef")
        kind, source_name = string(reference, "kind"), string(reference, "name")
        name = stated(reference, "name")
    if name is None:
        return
    source = ground.source(kind or "", source_name or "")
    url = string(source.spec, "url") if source is not None else None
    called = _chart_name(name.value, kind, url)
    here = kind == "GitRepository" and ground.holds(name.value)
    where = environment or _environment(found, "")
    release = string(found.spec, "releaseName") or found.name
    yield Delivery(
        "flux",
        found.name,
        found.location,
        repository=None if here else address(url) or source_name,
        path=name.value.removeprefix("./") if kind == "GitRepository" else None,
        chart=called,
        revision=string(chart, "version") or version_of(source),
        namespace=string(found.spec, "targetNamespace") or found.namespace,
        environment=where,
    )
    if not here:
        values = of_node(find(found.spec, "values"))
        held = values if isinstance(values.data, dict) else Value({})
        yield from resources_of(called, f"HelmRelease/{found.name}", held, name.location, where, release)


def _chart_name(written: str, kind: str | None, url: str | None) -> str:
    """The chart's own name: of an OCI source it is the last part of the address."""
    if kind == "OCIRepository" and url:
        return url.rstrip("/").rpartition("/")[2]
    return written.rstrip("/").rpartition("/")[2]


def _environment(found: Object, path: str) -> str | None:
    folder = found.location.path.rpartition("/")[0]
    return of_folders((path, folder)) or of_names((found.namespace,))
