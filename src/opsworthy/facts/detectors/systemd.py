"""systemd: services, the timers that start them, the sockets that they listen on, and containers that Podman makes units of."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.variables import secrets
from opsworthy.facts.ports import number
from opsworthy.facts.systemd.units import given, section, unit_name, workload
from opsworthy.facts.workloads import Port
from opsworthy.text.location import Stated
from opsworthy.text.unit_file import Section, parse

_UNITS = (".service", ".timer", ".socket", ".container")
_MADE = (".in", ".j2", ".template", ".tmpl")
_WANTED = (*_UNITS, *(unit + made for unit in _UNITS for made in _MADE))
_TIMES = ("OnCalendar", "OnUnitActiveSec", "OnUnitInactiveSec", "OnBootSec", "OnActiveSec")
_LISTENS = (("ListenStream", "TCP"), ("ListenDatagram", "UDP"))


def _wants(path: str) -> bool:
    return path.endswith(_WANTED)


def _detect(files: Files) -> Iterator[Told]:
    units = {source.path: (source, parse(source)) for source in files}
    times: dict[str, Stated[str]] = {}
    ports: dict[str, tuple[Port, ...]] = {}
    for path, (_, sections) in units.items():
        timer, socket = section(sections, "Timer"), section(sections, "Socket")
        if timer is not None:
            times.update(_time(path, timer))
        if socket is not None:
            ports[_beside(path, socket)] = tuple(_listened(socket))
    for path, (source, sections) in units.items():
        key = _key(path)
        found = workload(source, sections, times.get(key), ports.get(key, ()))
        if found is not None:
            yield found
            for holder in ("Service", "Container"):
                part = section(sections, holder)
                yield from secrets(given(part), "systemd") if part is not None else ()


def _key(path: str) -> str:
    """What a unit is known by to those beside it: its folder and name."""
    return f"{path.rpartition('/')[0]}/{unit_name(path)}"


def _beside(path: str, part: Section) -> str:
    """The service that a timer or a socket starts: the one it names, or its namesake."""
    named = part.last("Unit") or part.last("Service")
    return f"{path.rpartition('/')[0]}/{unit_name(named.value)}" if named is not None else _key(path)


def _time(path: str, timer: Section) -> Iterator[tuple[str, Stated[str]]]:
    for key in _TIMES:
        setting = timer.last(key)
        if setting is not None:
            written = setting.value if key == "OnCalendar" else f"{key}={setting.value}"
            yield _beside(path, timer), Stated(written, setting.location)
            return


def _listened(socket: Section) -> Iterator[Port]:
    for key, protocol in _LISTENS:
        for setting in socket.all(key):
            listens = number(setting.value.rpartition(":")[2])
            if listens is not None:
                yield Port(listens, setting.location, protocol=protocol)


DETECTOR = Detector(
    "systemd",
    "units of systemd",
    _wants,
    _detect,
    looks_at=("*.service", "*.timer", "*.socket", "*.container", "*.in", "*.j2", "*.template", "*.tmpl"),
)
