"""Looking at, starting, stopping, restarting, scaling and maintaining what runs under Compose."""

from opsworthy.documents.compose.deploying import asking
from opsworthy.documents.compose.names import compose, everywhere, service
from opsworthy.documents.markup import Comment, Element, Fence, Hole, Shell, Words, fence, paragraph, say, table
from opsworthy.documents.phrases import names, or_dash, place
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, Unit


def health(site: Site) -> tuple[Element, ...]:
    rows: list[tuple[Hole, ...]] = []
    for unit in site.lasting:
        for probe in unit.probes[:1]:
            asked: Words = say("`GET {}`", probe.path or "/") if probe.kind == "http" else say("`{}`", " ".join(probe.command))
            rows.append(
                (unit.name, asked, say("every {} s, {} times", probe.period or 30, probe.failures or 3), place([probe.location]))
            )
    silent = [unit.name for unit in site.lasting if not unit.probes]
    outside = asking(site)
    return (
        fence(
            *everywhere(site, "ps --all"), "Up for each, (healthy) where it has a health check; Restarting and Exited need a look"
        ),
        *((outside,) if outside else ()),
        *(
            (
                paragraph("What Docker asks by itself; a failed check is shown, and restarts nothing:"),
                table(("Service", "Asks", "How often", "From"), rows),
            )
            if rows
            else ()
        ),
        *(
            (paragraph("Without a health check: {}. For them, Up means only that the process has not ended.", names(silent)),)
            if silent
            else ()
        ),
    )


def logs(site: Site) -> tuple[Element, ...]:
    unit = next(iter(site.services), next(iter(site.units), None))
    if unit is None:
        return ()
    name = service(unit)
    return (
        paragraph(
            "Every container writes to its standard output, and Docker keeps it until the container is removed. Here {}:",
            unit.name,
        ),
        fence(
            Comment("live, from the last 100 lines on"),
            compose(site, "logs --follow --tail 100 {}", name, unit=unit),
            Comment("the last hour, errors only"),
            compose(site, "logs --since 1h {} | grep -i error", name, unit=unit),
            Comment("all services, with the time of each line"),
            *everywhere(site, "logs --timestamps --since 15m"),
        ),
        paragraph("The services are {}.", names(service(each) for each in site.units)),
    )


def restart(site: Site) -> tuple[Element, ...]:
    unit = next(iter(site.services), None)
    if unit is None:
        return ()
    return (
        fence(
            compose(site, "restart {}", service(unit), unit=unit),
            "Started; it does not answer for the time of its start",
            Comment("after a change of its settings: a restart keeps the old ones, this takes the new ones"),
            compose(site, "up --detach --force-recreate {}", service(unit), unit=unit),
        ),
        *((paragraph("Likewise {}.", names(service(each) for each in site.services[1:])),) if site.services[1:] else ()),
    )


def stop(site: Site) -> tuple[Element, ...]:
    return (
        paragraph("Containers stop and stay; volumes stay too."),
        fence(*everywhere(site, "stop"), "Stopped for each", *everywhere(site, "ps --all"), "Exited for each"),
        paragraph(
            "`docker compose down` also removes the containers, and with `--volumes` the data for good: leave that word out."
        ),
    )


def start(site: Site) -> tuple[Element, ...]:
    return (
        paragraph("In the order that `depends_on` gives:"),
        fence(
            *everywhere(site, "up --detach"),
            "Started or Healthy for each",
            *everywhere(site, "ps --all"),
            "Up for each, Exited (0) for what runs once",
        ),
    )


def scale(site: Site) -> tuple[Element, ...]:
    held = [unit for unit in site.services if unit.placement.kind == "service"]
    if not held:
        return ()
    free = next((unit for unit in held if not any(port.target for port in getattr(unit.of, "ports", ()))), None)
    rows = [
        (unit.name, str(unit.replicas.value) if unit.replicas else "1", _bounds(unit), place(unit.placement.locations))
        for unit in held
    ]
    return (
        paragraph("Nothing here scales by itself, and everything shares one machine."),
        table(("Service", "Containers", "May use", "From"), rows),
        *(
            (
                fence(
                    compose(site, "up --detach --scale {} --no-recreate", f"{service(free)}={(free.least or 1) + 1}"),
                    f"one more container of {free.name}",
                ),
            )
            if free
            else (
                paragraph(
                    "More containers of one service are not possible here: each publishes a port, which only one can have."
                ),
            )
        ),
        fence(sh("docker stats --no-stream"), "CPU and memory of each container, against what the machine has"),
    )


def _bounds(unit: Unit) -> Words:
    held = unit.resources
    parts = [
        f"{held.cpu_limit} CPU" if held and held.cpu_limit else "",
        f"{held.memory_limit >> 20} MiB" if held and held.memory_limit else "",
    ]
    return or_dash(say("{}", ", ".join(part for part in parts if part)) if any(parts) else ())


def maintain(site: Site) -> tuple[Element, ...]:
    volumes = [(unit, volume) for unit in site.units for volume in unit.placement.volumes]
    rows = [
        (unit.name, volume.name, say("`{}`", volume.mount) if volume.mount else "—", place([volume.location]))
        for unit, volume in volumes
    ]
    kept = (paragraph("What is kept on volumes:"), table(("Of", "Volume", "At", "From"), rows)) if rows else ()
    return (
        *kept,
        paragraph("Disk space: images of former versions pile up."),
        fence(
            sh("docker system df"),
            "RECLAIMABLE shows what nothing uses",
            Comment("removes images that no container uses, and nothing else"),
            sh("docker image prune --all"),
            "asks before it removes",
        ),
    )


def reload(site: Site, services: tuple[str, ...]) -> Fence:
    """A container reads its environment only when it is made anew."""
    found = [unit for name in services if (unit := site.unit(name)) and unit.runs_on]
    made = [compose(site, "up --detach --force-recreate {}", service(unit), unit=unit) for unit in found]
    return fence(*made, "Started for each", *everywhere(site, "ps"), "Up for each")


def inside(site: Site, unit: Unit, command: Shell) -> Shell:
    return compose(site, "exec {} {}", service(unit), command, unit=unit)
