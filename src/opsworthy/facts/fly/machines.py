"""What a process group of fly.toml runs on: ports, machines, storage."""

from collections.abc import Iterator
from decimal import Decimal

from opsworthy.facts.fly.checks import groups
from opsworthy.facts.hosting.sizes import cores, in_bytes
from opsworthy.facts.ports import number
from opsworthy.facts.workloads import Port, Resources, Volume
from opsworthy.text.location import Stated, Unknown
from opsworthy.text.node import Mapping, Node, Sequence, find, integer, items, stated, string


def services(root: Node, mine: str, default: str) -> tuple[Node, ...]:
    """`http_service` and all `services` that lead to one process group."""
    found = (find(root, "http_service"), *_sections(root, "services"))
    return tuple(each for each in found if isinstance(each, Mapping) and mine in groups(each, default))


def ports(found: tuple[Node, ...]) -> tuple[Port, ...]:
    """The internal ports, each once."""
    told: dict[tuple[int, str], Port] = {}
    for service in found:
        written = stated(service, "internal_port")
        listens = number(written.value) if written is not None else None
        if written is not None and listens is not None:
            protocol = (string(service, "protocol") or "tcp").upper()
            told.setdefault((listens, protocol), Port(listens, written.location, protocol=protocol))
    return tuple(told.values())


def is_public(service: Node) -> bool:
    """Whether a service answers HTTP from outside: `http_service` does, one of `services` where a port has such a handler."""
    handlers = {string(item) for port in items(service, "ports") for item in items(port, "handlers")}
    return find(service, "ports") is None or bool(handlers & {"http", "tls"})


def replicas(found: tuple[Node, ...]) -> Stated[int] | Unknown | None:
    """How many machines keep running. None where the file does not say; zero says that they stop when nobody asks."""
    for service in found:
        least, written = integer(service, "min_machines_running"), find(service, "min_machines_running")
        if least and written is not None:
            return Stated(least, written.location)
        if written is not None:
            return Unknown("machines stop when nobody asks; how many there are is set outside this file", written.location)
    return None


def machine(root: Node, mine: str) -> tuple[Stated[str] | None, Resources | None]:
    """The size of a group's machines by name, and its CPU and memory as far as they are written."""
    for section in (*_sections(root, "vm"), *_sections(root, "compute")):
        if mine in groups(section, mine):
            return _size(section), _resources(section)
    return None, None


def _size(section: Node) -> Stated[str] | None:
    named, kind, cpus = stated(section, "size"), stated(section, "cpu_kind"), string(section, "cpus")
    if named is not None or kind is None or cpus is None:
        return named
    return Stated(f"{kind.value}-cpu-{cpus}x" if kind.value == "shared" else f"{kind.value}-{cpus}x", kind.location)


def _resources(section: Node) -> Resources | None:
    memory = in_bytes(string(section, "memory") or string(section, "memory_mb") or "", "m")
    count: Decimal | None = cores(string(section, "cpus") or "")
    if memory is None and count is None:
        return None
    place = stated(section, "memory") or stated(section, "memory_mb") or stated(section, "cpus")
    return Resources(place.location if place else section.location, count, count, memory, memory)


def volumes(root: Node, mine: str, default: str) -> Iterator[Volume]:
    """The volumes that are mounted into a group's machines."""
    for section in (*_sections(root, "mounts"), *_sections(root, "mount")):
        name = stated(section, "source")
        if name is not None and mine in groups(section, default):
            size = in_bytes(string(section, "initial_size") or "", "g")
            yield Volume(name.value, name.location, size, string(section, "destination"))


def _sections(root: Node, key: str) -> tuple[Node, ...]:
    found = find(root, key)
    return found.items if isinstance(found, Sequence) else (found,) if isinstance(found, Mapping) else ()
