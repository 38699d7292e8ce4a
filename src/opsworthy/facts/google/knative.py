"""Cloud Run as YAML: services of Knative's serving API, and jobs."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.fact import Told
from opsworthy.facts.hosting.naming import environment_of, is_filled_in_elsewhere, variant
from opsworthy.facts.kubernetes.containers import containers
from opsworthy.facts.kubernetes.objects import Object, objects_of, pairs
from opsworthy.facts.kubernetes.setting import Setting
from opsworthy.facts.kubernetes.variables import secrets_in_clear
from opsworthy.facts.kubernetes.volumes import volumes
from opsworthy.facts.ports import number
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.workloads import Autoscaler, Container, Ingress, Workload
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, find, items, stated, string
from opsworthy.text.source import Problem

STORE = "google-secret-manager"
_GROUPS = {"serving.knative.dev": "Service", "run.googleapis.com": "Job"}
_INSTANCES = "run.googleapis.com/cloudsql-instances"


def environment(path: str) -> str | None:
    """The environment that a file's name gives: service.prod.yaml, service-staging.yaml, prod.service.yaml."""
    for stem in ("service", "cloudrun", "cloud-run", "run", "job"):
        for ending in (".yaml", ".yml"):
            word = variant(path, stem, ending)
            if word:
                return environment_of(word)
    return None


def read(document: Node, place: str | None) -> Iterator[Told]:
    """What the objects of one document say; `place` is their environment."""
    for found in objects_of(document):
        if _GROUPS.get(found.group) != found.kind:
            continue
        if is_filled_in_elsewhere(found.name):
            advice = "write the name out, or leave the file to the tool that fills it in"
            yield Problem(found.location, f"the name of this {found.kind} is a variable that no file here fills in", advice)
            continue
        yield from _told(found, place)


def _told(found: Object, place: str | None) -> Iterator[Told]:
    template = find(found.spec, "template")
    pod = find(template, "spec", "template", "spec") if found.kind == "Job" else find(template, "spec")
    pod = _with_names(pod, found.name)
    run = containers(pod)
    notes = {**dict(pairs(found.node, "metadata", "annotations")), **dict(pairs(template, "metadata", "annotations"))}
    name = stated(found.node, "metadata", "name")
    where = name.location if name else found.location
    yield Workload(
        "cloud-run" if _is_googles(found, notes, run) else "knative",
        found.kind,
        found.name,
        where,
        place,
        containers=run,
        depends_on=tuple(_instances(found, template)),
        volumes=volumes(found, pod, Setting(place)),
    )
    if found.kind == "Service":
        yield from _scaling(found, template, place)
        if notes.get("run.googleapis.com/ingress", "all") == "all":
            ports = [port.number for container in run for port in container.ports]
            yield Ingress(found.name, None, "/", found.name, where, str(ports[0]) if ports else None, True, place)
    yield from _secrets(pod, run, place)


def _is_googles(found: Object, notes: dict[str, str], run: tuple[Container, ...]) -> bool:
    """Whether a service is for Cloud Run: clusters of one's own have the same serving interface."""
    labels = dict(pairs(found.node, "metadata", "labels"))
    images = (container.image.value for container in run if container.image is not None)
    marked = any("googleapis.com" in key for key in (*notes, *labels, found.group))
    return marked or any("gcr.io/" in image or ".pkg.dev/" in image for image in images)


def _with_names(pod: Node | None, name: str) -> Node | None:
    """A pod whose containers have names: Cloud Run lets the only one go without."""
    if not isinstance(pod, Mapping):
        return pod
    entries = [_named(entry, name) if entry.key == "containers" else entry for entry in pod.entries]
    return Mapping(tuple(entries), pod.location)


def _named(entry: Entry, name: str) -> Entry:
    if not isinstance(entry.value, Sequence):
        return entry
    made: list[Node] = []
    for index, item in enumerate(entry.value.items):
        label = name if index == 0 else f"{name}-{index}"
        needed = isinstance(item, Mapping) and item.entry("name") is None
        own = (Entry("name", Scalar(label, label, item.location), item.location),) if needed else ()
        made.append(Mapping((*own, *item.entries), item.location) if isinstance(item, Mapping) else item)
    return replace(entry, value=Sequence(tuple(made), entry.value.location))


def _annotation(found: Object, template: Node | None, key: str) -> Stated[str] | None:
    return stated(template, "metadata", "annotations", key) or stated(found.node, "metadata", "annotations", key)


def _scaling(found: Object, template: Node | None, place: str | None) -> Iterator[Autoscaler]:
    most = _count(_annotation(found, template, "autoscaling.knative.dev/maxScale"))
    most = most or _count(_annotation(found, template, "run.googleapis.com/maxScale"))
    if most is not None:
        least = _count(_annotation(found, template, "autoscaling.knative.dev/minScale"))
        least = least or _count(_annotation(found, template, "run.googleapis.com/minScale"))
        concurrency = string(template, "spec", "containerConcurrency")
        metrics = (("concurrency", f"{concurrency} requests"),) if concurrency else ()
        yield Autoscaler(found.name, "Service", found.name, most, most.location, least, metrics, place)


def _count(written: Stated[str] | None) -> Stated[int] | None:
    text = written.value.strip() if written else ""
    return Stated(int(text), written.location) if written and text.isascii() and text.isdigit() and len(text) < 8 else None


def _instances(found: Object, template: Node | None) -> Iterator[Stated[str]]:
    """The Cloud SQL instances that it reaches, by connection name."""
    written = _annotation(found, template, _INSTANCES)
    for name in written.value.split(",") if written is not None else ():
        if name.strip() and written is not None:
            yield Stated(name.strip(), written.location)


def _secrets(pod: Node | None, run: tuple[Container, ...], place: str | None) -> Iterator[SecretDeclared]:
    """The secrets of Secret Manager that it takes, as variables or files, and values that stand in the file itself."""
    told: dict[str, Location] = {}
    for container in run:
        for variable in container.variables:
            if variable.source is not None and variable.source[0] == "secret":
                told.setdefault(variable.source[1], variable.location)
        for mount in container.mounts:
            if mount.value[0] == "secret":
                told.setdefault(mount.value[1], mount.location)
    for name, where in told.items():
        if name and number(name) is None:
            yield SecretDeclared(name, STORE, where, environment=place)
    for node in items(pod, "containers"):
        for name, where, clear_at in secrets_in_clear(node):
            yield SecretDeclared(name, "cloud-run", where, environment=place, in_clear=True, clear_at=clear_at)
