"""Cloud Foundry: the applications of a manifest, with their routes, services and variables."""

from collections.abc import Iterator

from opsworthy.facts.command_lines import image_reference, of_shell, withheld_path
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import environment_of, is_filled_in_elsewhere
from opsworthy.facts.hosting.paths import folder_of, within
from opsworthy.facts.hosting.sizes import in_bytes
from opsworthy.facts.hosting.variables import named, secrets, variables
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.workloads import Container, Ingress, Probe, Resources, Workload
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, Node, Scalar, find, integer, items, stated
from opsworthy.text.source import Source

_PLATFORM = "cloud-foundry"
# What an application of Cloud Foundry may say; one of them makes a list of applications its own.
_OURS = ("memory", "instances", "buildpack", "buildpacks", "disk_quota", "routes", "host", "stack", "health-check-type",
         "processes", "random-route", "no-route", "docker")  # fmt: skip
_MOST = 200


def _wants(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.endswith((".yml", ".yaml")) and "manifest" in name


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if "applications:" not in source.text:
            continue
        documents = files.yaml(source)
        root = documents.documents[0] if documents.documents else None
        listed = [each for each in items(root, "applications")[:_MOST] if stated(each, "name") is not None]
        if not any(find(each, key) is not None for each in listed for key in _OURS):
            continue
        yield from documents.problems
        word = environment_of(source.path.rpartition("/")[2].rpartition(".")[0])
        if word is not None:
            yield EnvironmentDeclared(word, source.at(1), _PLATFORM, (_PLATFORM, source.path))
        for each in listed:
            yield from _application(each, source, word)


def _application(node: Node, source: Source, environment: str | None) -> Iterator[Told]:
    name = stated(node, "name")
    if name is None or is_filled_in_elsewhere(name.value.replace("((", "<")):
        return
    given = named(node, "env")
    yield Workload(
        _PLATFORM, _kind(node), name.value, name.location, environment, replicas=_count(node),
        containers=(_container(node, name, source),), depends_on=tuple(_services(node)), size=stated(node, "memory"),
    )  # fmt: skip
    yield from secrets(given, _PLATFORM, environment)
    for route in items(node, "routes"):
        address = stated(route, "route")
        if address is not None and "((" not in address.value:
            host, slash, path = address.value.partition("/")
            yield Ingress(
                name.value, host.partition(":")[0], f"/{path}" if slash else "/", name.value, address.location, tls=True,
                environment=environment,
            )  # fmt: skip


def _kind(node: Node) -> str:
    """A process that no route leads to and that only has to stay alive works in the background."""
    closed = find(node, "no-route")
    return "worker" if isinstance(closed, Scalar) and closed.value is True else "app"


def _container(node: Node, name: Stated[str], source: Source) -> Container:
    command, path = stated(node, "command"), stated(node, "path")
    words = of_shell(command.value) if command is not None else ()
    folder = within(folder_of(source.path), path.value) if path is not None else folder_of(source.path)
    checked = stated(node, "health-check-http-endpoint")
    size, memory = stated(node, "memory"), None
    if size is not None and (amount := in_bytes(size.value)) is not None:
        memory = Resources(size.location, memory_limit=amount)
    image = image_reference(stated(node, "docker", "image"))
    place = path.location if path is not None else name.location
    source_folder = image is None and folder is not None and "." not in folder.rpartition("/")[2]
    return Container(
        name.value, name.location, image, command=words, ports=ports_told(words, command.location) if command is not None else (),
        probes=(Probe("health", "http", checked.location, withheld_path(checked.value)),) if checked is not None else (),
        variables=variables(named(node, "env")), resources=memory,
        context=Stated(folder or ".", place) if source_folder else None,
    )  # fmt: skip


def _services(node: Node) -> Iterator[Stated[str]]:
    for each in items(node, "services")[:_MOST]:
        found = stated(each, "name") if isinstance(each, Mapping) else stated(each)
        if found is not None and "((" not in found.value:
            yield found


def _count(node: Node) -> Stated[int] | None:
    found, number = find(node, "instances"), integer(node, "instances")
    return Stated(number, found.location) if found is not None and number is not None else None


DETECTOR = Detector(
    "cloud_foundry", "applications of Cloud Foundry", _wants, _detect, looks_at=("*manifest*.yml", "*manifest*.yaml")
)
