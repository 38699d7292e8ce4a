"""The containers of a pod."""

from decimal import Decimal

from opsworthy.facts.command_lines import image_reference, withheld
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.kubernetes.objects import number_place, place
from opsworthy.facts.kubernetes.probes import probes, words
from opsworthy.facts.kubernetes.quantities import quantity, whole
from opsworthy.facts.kubernetes.variables import imports, variables
from opsworthy.facts.kubernetes.volumes import Mountable, mountable, mounts
from opsworthy.facts.workloads import Container, Port, Resources
from opsworthy.text.node import Node, find, integer, items, stated, string


def containers(pod: Node | None, unnamed: str | None = None) -> tuple[Container, ...]:
    """The containers of a pod's spec, those that run first and end (init) first. One without a name is none, but where it
    may be left `unnamed`."""
    objects = mountable(pod)
    own = (_container(node, objects, init=False, unnamed=unnamed) for node in items(pod, "containers"))
    first = (_container(node, objects, init=True) for node in items(pod, "initContainers"))
    return tuple(container for container in (*first, *own) if container is not None)


def _container(node: Node, objects: Mountable, init: bool, unnamed: str | None = None) -> Container | None:
    name = string(node, "name") or unnamed
    if not name:
        return None
    command = withheld((*words(node, "command"), *words(node, "args")))
    said = find(node, "args") or find(node, "command")
    ports = _ports(node) or (ports_told(command, said.location) if said is not None else ())
    return Container(
        name=name,
        location=node.location,
        image=image_reference(stated(node, "image")),
        command=command,
        ports=ports,
        probes=probes(node, ports),
        variables=variables(node),
        imports=imports(node),
        resources=_resources(find(node, "resources")),
        init=init,
        mounts=mounts(node, objects),
    )


def _ports(container: Node) -> tuple[Port, ...]:
    found: list[Port] = []
    for item in items(container, "ports"):
        number = integer(item, "containerPort")
        if number is not None:
            where = number_place(item, find(item, "containerPort"))
            found.append(Port(number, where, string(item, "name"), string(item, "protocol") or "TCP"))
    return tuple(found)


def _resources(node: Node | None) -> Resources | None:
    paths = [(side, resource) for side in ("requests", "limits") for resource in ("cpu", "memory")]
    if node is None or all(find(node, *path) is None for path in paths):
        return None
    return Resources(
        place(node, *(find(node, *path) for path in paths)),
        cpu_request=_cores(node, "requests"),
        cpu_limit=_cores(node, "limits"),
        memory_request=whole(string(node, "requests", "memory") or ""),
        memory_limit=whole(string(node, "limits", "memory") or ""),
    )


def _cores(node: Node, side: str) -> Decimal | None:
    return quantity(string(node, side, "cpu") or "")
