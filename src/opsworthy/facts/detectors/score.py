"""Score: the workload of a score file, and the resources that it asks its platform for."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from opsworthy.facts.command_lines import image_reference
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import is_filled_in_elsewhere
from opsworthy.facts.hosting.variables import named, secrets, variables
from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.kubernetes.containers import containers
from opsworthy.facts.ports import number
from opsworthy.facts.view import span
from opsworthy.facts.workloads import Container, Ingress, Port, Volume, Workload
from opsworthy.text.data import data_of
from opsworthy.text.location import Stated
from opsworthy.text.node import Entry, Mapping, Scalar, Sequence, entries, find, items, stated, string

_VERSION = "score.dev/"
_MOST = 200


@cache
def _types() -> dict[str, tuple[str, str]]:
    data = data_of("opsworthy.facts.score", "types.toml")
    return {name: (kind, engine) for name, (kind, engine) in data["types"].items()}


def _wants(path: str) -> bool:
    return "score" in path and path.endswith(("score.yaml", "score.yml"))


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if _VERSION not in source.text:
            continue
        documents = files.yaml(source)
        yield from documents.problems
        for root in documents.documents:
            name = stated(root, "metadata", "name")
            if isinstance(root, Mapping) and name is not None and (string(root, "apiVersion") or "").startswith(_VERSION):
                yield from _file(root, name)


def _file(root: Mapping, name: Stated[str]) -> Iterator[Told]:
    ports = tuple(_ports(root))
    listed = [entry for entry in entries(root, "containers")[:_MOST] if entry.key]
    run = tuple(_container(entry, ports if index == 0 else ()) for index, entry in enumerate(listed))
    made = tuple(_resource(entry) for entry in entries(root, "resources")[:_MOST])
    needs = tuple(Stated(each.name, each.location) for each in made if each.kind not in ("volume", "network"))
    yield Workload(
        "score", "workload", name.value, name.location, containers=run, depends_on=needs, volumes=tuple(_volumes(root))
    )
    yield from made
    yield from _routes(root, name)
    for entry in listed:
        yield from secrets(named(entry.value, "variables"), "score")


def _container(entry: Entry, ports: tuple[Port, ...]) -> Container:
    """A container, which is written as Kubernetes writes one but for its name, ports and variables."""
    image = image_reference(stated(entry.value, "image"))
    name = Entry("name", Scalar(entry.key, entry.key, entry.location), entry.location)
    own = entry.value.entries if isinstance(entry.value, Mapping) else ()
    listed = Sequence((Mapping((*own, name), entry.location),), entry.location)
    read = containers(Mapping((Entry("containers", listed, entry.location),), entry.location))[0]
    absent = image is not None and (image.value == "." or is_filled_in_elsewhere(image.value))
    return replace(
        read, image=None if absent else image, ports=ports, variables=variables(named(entry.value, "variables")), imports=()
    )


def _ports(root: Mapping) -> Iterator[Port]:
    """The ports of the service, each by the number that the container listens on."""
    for entry in entries(root, "service", "ports")[:_MOST]:
        offered = string(entry.value, "port")
        listens = number(string(entry.value, "targetPort") or offered or "")
        if listens is not None:
            yield Port(listens, span(entry), entry.key, string(entry.value, "protocol") or "TCP", offered)


def _resource(entry: Entry) -> Resource:
    type_ = stated(entry.value, "type")
    kind, engine = _types().get(type_.value if type_ else "", ("other", ""))
    identity = string(entry.value, "id") or entry.key
    return Resource(
        "score", "score", type_.value if type_ else "", identity, f"resources.{entry.key}", kind, entry.location, engine or None
    )


def _volumes(root: Mapping) -> Iterator[Volume]:
    for container in entries(root, "containers")[:_MOST]:
        held = find(container.value, "volumes")
        mounts = [(string(entry.value, "source"), entry.key, entry.location) for entry in entries(held)]
        mounts += [(string(item, "source"), string(item, "target") or "", item.location) for item in items(held)]
        for source, target, place in mounts:
            if source:
                yield Volume(source.removeprefix("${resources.").removesuffix("}"), place, mount=target)


def _routes(root: Mapping, name: Stated[str]) -> Iterator[Ingress]:
    for entry in entries(root, "resources")[:_MOST]:
        if string(entry.value, "type") == "route":
            host = string(entry.value, "params", "host")
            known = host if host is not None and not is_filled_in_elsewhere(host) else None
            path, port = string(entry.value, "params", "path") or "/", string(entry.value, "params", "port")
            yield Ingress(entry.key, known, path, name.value, entry.location, port)


DETECTOR = Detector("score", "workloads of score files", _wants, _detect, looks_at=("*score.yaml", "*score.yml"))
