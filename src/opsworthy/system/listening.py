"""The ports of a service: as the files that place it say, else as its variables, its image or its own source do."""

import re
from collections.abc import Iterable, Iterator
from posixpath import dirname

from opsworthy.facts.ports import number
from opsworthy.facts.project import PortListened, VariableDocumented
from opsworthy.facts.workloads import ImageBuilt, Port, Workload
from opsworthy.system.folders import ROOT
from opsworthy.system.known import Known
from opsworthy.system.merging import Group
from opsworthy.system.names import key
from opsworthy.system.network import Network
from opsworthy.system.platforms import host
from opsworthy.system.roles import main_container, roles

_NAMES = frozenset({"PORT", "HTTP_PORT", "SERVER_PORT", "LISTEN_PORT", "APP_PORT", "ASPNETCORE_HTTP_PORTS"})
"""Variables that say where their own process listens, whatever reads them."""
_SILENT = ("cron", "worker", "background", "job", "function", "static-site")
_ASSIGNED = frozenset({"heroku"})
"""Platforms that tell a process its port: one in its command is for running it elsewhere."""


def ports_of(group: Group, image: ImageBuilt | None, network: Network, known: Known) -> tuple[Port, ...]:
    """What the containers listen on: as the primary platform says; else what Kubernetes Services forward to, the Compose
    file, a variable that it is given, and the Dockerfile where its own command runs."""
    said = distinct(port for member in group.members for port in _listening(member.workload))
    local = distinct(port for each in group.local for port in _listening(each))
    if said and not (local and group.platform in _ASSIGNED):
        return said
    targets = (port for each in network.services_of(group) for port in each.ports if port.target is None or number(port.target))
    forwarded = distinct(
        Port(number(port.target or "") or port.number, port.location, port.name, port.protocol) for port in targets
    )
    own = any((container := main_container(each)) is not None and not container.command for each in group.workloads)
    exposed = distinct(image.ports) if image is not None and own else ()
    return forwarded or local or said or distinct(_given(group, known)) or exposed


def listened(group: Group, folder: str | None, known: Known) -> tuple[Port, ...]:
    """What its source listens on, where no file that places it says a port and it is the process that listens: by its kind,
    or because its own source says only one port."""
    workload = group.workloads[0]
    if _is_silent(workload) or set(key(group.name).split("-")) & set(roles().worker_words):
        return ()
    started = _started(workload, known)
    if started:
        return _only(started, known)
    if folder is None or not _runs_its_source(group):
        return ()
    inside = (each for each in known.of(PortListened) if folder == ROOT or each.location.path.startswith(f"{folder}/"))
    return _only(inside, known)


def _is_silent(workload: Workload) -> bool:
    """Whether its kind or a schedule says that nothing calls it at a port."""
    return workload.schedule is not None or workload.kind.lower().endswith(_SILENT)


def distinct(ports: Iterable[Port]) -> tuple[Port, ...]:
    """Each port once, with the name that one of them has."""
    found: dict[tuple[int, str], Port] = {}
    for port in ports:
        known = found.setdefault((port.number, port.protocol), port)
        if known.name is None and port.name is not None:
            found[port.number, port.protocol] = port
    return tuple(found.values())


def _listening(workload: Workload) -> Iterable[Port]:
    main = main_container(workload)
    ordered = sorted(workload.containers, key=lambda each: (each is not main, each.init))
    return (port for container in ordered if not container.init for port in container.ports)


def _given(group: Group, known: Known) -> Iterator[Port]:
    """The ports that variables of the main container state."""
    names = _NAMES | {each.variable for each in known.of(PortListened) if each.variable is not None}
    for workload in group.workloads:
        main = main_container(workload)
        for variable in main.variables if main is not None and not _is_silent(workload) else ():
            own = variable.name in names or _is_own(variable.name, group)
            found = number((variable.value or "").strip()) if own else None
            if found is not None:
                yield Port(found, variable.location)


def _is_own(variable: str, group: Group) -> bool:
    """Whether a variable says a port of the service itself: `SHOP_ORDERS_HTTP_PORT` of shop/orders."""
    ending = next((each for each in sorted(_NAMES) if variable.endswith(f"_{each}")), None)
    images = [main.image.value for each in group.workloads if (main := main_container(each)) and main.image]
    words = {word for name in (group.name, *images) for word in re.split(r"[^a-z0-9]+", name.lower())}
    return ending is not None and set(variable.removesuffix(f"_{ending}").lower().split("_")) <= words


def _runs_its_source(group: Group) -> bool:
    """Whether what runs is what the source of its folder starts: on a platform that builds it, the process that serves; else
    an image's own command."""
    if host(group.platform).source:
        return group.platform != "heroku" or key(group.name).endswith("web")
    main = main_container(group.workloads[0])
    return main is not None and not main.command


def _started(workload: Workload, known: Known) -> list[PortListened]:
    """The sources of the program that a command starts by its path: `/app/cmd/api/main` is built from `cmd/api`."""
    main = main_container(workload)
    words = main.command[:3] if main is not None else ()
    folders = [f"/{dirname(word).lstrip('./')}" for word in words if "/" in word and not word.startswith("-")]
    return [
        each
        for each in known.of(PortListened)
        if (home := dirname(each.location.path)) and any(folder.endswith(f"/{home}") for folder in folders)
    ]


def _only(found: Iterable[PortListened], known: Known) -> tuple[Port, ...]:
    """The port that all of them say: of one that only a variable sets, the default that an example of the settings states."""
    documented = {each.name: each for each in known.of(VariableDocumented)}
    ports = []
    for each in found:
        told = documented.get(each.variable or "")
        stated = number((told.default or "").strip()) if told is not None else None
        if each.port is not None:
            ports.append(Port(each.port, each.said_at or each.location))
        elif told is not None and stated is not None:
            ports.append(Port(stated, told.location))
    known_ports = distinct(ports)
    return known_ports if len(known_ports) == 1 else ()
