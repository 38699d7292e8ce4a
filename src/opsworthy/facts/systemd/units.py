"""A service unit as a workload."""

import shlex
from collections.abc import Iterator
from decimal import Decimal

from opsworthy.facts.command_lines import image_reference, withheld
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.hosting.sizes import in_bytes
from opsworthy.facts.hosting.variables import Named, variables
from opsworthy.facts.ports import number
from opsworthy.facts.workloads import Container, Port, Resources, Workload
from opsworthy.text.location import Stated
from opsworthy.text.regex import regex
from opsworthy.text.source import Source
from opsworthy.text.unit_file import Section, Setting

_PREFIX = regex(r"[-:+!|]*(?:@(?=/))?[-:+!|]*")
_NEEDS = ("Requires", "BindsTo", "Requisite", "Wants")
_OWN = frozenset({"dbus", "docker", "firewalld", "network", "nss-lookup", "podman", "syslog", "systemd-networkd-wait-online",
                  "NetworkManager-wait-online", "systemd-resolved", "rsyslog", "time-sync", "tailscaled"})  # fmt: skip
_PERCENT = regex(r"([0-9]{1,6})%")


def unit_name(path: str) -> str:
    """The name of a unit by its file: `shop` of shop.service, shop@.service and shop.service.in."""
    name = path.rpartition("/")[2]
    for ending in (".in", ".j2", ".template", ".tmpl"):
        name = name.removesuffix(ending)
    return name.rpartition(".")[0].removesuffix("@")


def section(sections: tuple[Section, ...], name: str) -> Section | None:
    return next((each for each in sections if each.name == name), None)


def workload(
    source: Source, sections: tuple[Section, ...], schedule: Stated[str] | None, ports: tuple[Port, ...]
) -> Workload | None:
    """The workload of a service or a container unit; None where it starts nothing of its own."""
    service, image = section(sections, "Service"), _image(section(sections, "Container"))
    start = service.last("ExecStart") if service is not None else None
    holder = section(sections, "Container") if image is not None else service
    if holder is None or (start is None and image is None):
        return None
    said = start.location if start is not None and image is None else holder.location
    place = source.at(1, 0, said.line)
    name = unit_name(source.path)
    kind = service.last("Type") if service is not None else None
    words = command(start.value) if start is not None and image is None else _executed(holder)
    container = Container(
        name,
        place,
        image,
        command=words,
        ports=(*ports, *_published(holder)) or ports_told(words, place),
        variables=variables(given(holder)),
        imports=tuple(_files(holder)),
        resources=_resources(service) if service is not None else None,
    )
    needed = section(sections, "Unit")
    return Workload(
        "systemd",
        kind.value if kind is not None and kind.value == "oneshot" else "service",
        name,
        place,
        containers=(container,),
        depends_on=tuple(_needs(needed)) if needed is not None else (),
        schedule=schedule,
    )


def command(text: str) -> tuple[str, ...]:
    """The words of an ExecStart, without the marks that say how to run it."""
    return _words(_PREFIX.sub("", text, count=1))


def _words(text: str) -> tuple[str, ...]:
    try:
        return withheld(tuple(shlex.split(text)))
    except ValueError:
        return withheld(tuple(text.split()))


def given(holder: Section) -> tuple[Named, ...]:
    """The assignments of `Environment=`, several to a line and quoted where they have spaces."""
    found: list[Named] = []
    for setting in holder.all("Environment"):
        try:
            words = shlex.split(setting.value)
        except ValueError:
            words = setting.value.split()
        for word in words:
            name, equals, value = word.partition("=")
            if equals and name:
                found.append(Named(name, value, setting.location))
    return tuple(found)


def _files(holder: Section) -> Iterator[Stated[tuple[str, str]]]:
    for setting in holder.all("EnvironmentFile"):
        yield Stated(("env_file", setting.value.lstrip("-")), setting.location)


def _image(container: Section | None) -> Stated[str] | None:
    image = container.last("Image") if container is not None else None
    return image_reference(Stated(image.value, image.location)) if image is not None else None


def _executed(holder: Section) -> tuple[str, ...]:
    written = holder.last("Exec")
    return _words(written.value) if written is not None else ()


def _published(holder: Section) -> Iterator[Port]:
    """The ports of a container unit: `8080:80`, `127.0.0.1:8080:80/udp`."""
    for setting in holder.all("PublishPort"):
        span, _, protocol = setting.value.partition("/")
        outside, _, inside = span.rpartition(":")
        listens = number(inside)
        if listens is not None:
            yield Port(listens, setting.location, protocol=(protocol or "tcp").upper(), target=outside.rpartition(":")[2] or None)


def _resources(service: Section) -> Resources | None:
    quota, memory = service.last("CPUQuota"), service.last("MemoryMax") or service.last("MemoryLimit")
    match = _PERCENT.fullmatch(quota.value) if quota is not None else None
    cores = Decimal(match.group(1)) / 100 if match else None
    size = in_bytes(memory.value) if memory is not None else None
    told: Setting | None = memory if size is not None else quota
    if told is None or (cores is None and size is None):
        return None
    return Resources(told.location, cpu_limit=cores, memory_limit=size)


def _needs(unit: Section) -> Iterator[Stated[str]]:
    """Other services that it needs; those of the machine itself say nothing about the system."""
    seen: set[str] = set()
    for key in _NEEDS:
        for setting in unit.all(key):
            for word in setting.value.split():
                name = word.removesuffix(".service").partition("@")[0]
                if word.endswith(".service") and name not in _OWN and name not in seen and not name.startswith("systemd-"):
                    seen.add(name)
                    yield Stated(name, setting.location)
