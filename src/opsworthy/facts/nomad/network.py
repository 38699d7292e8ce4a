"""Ports, checks and addresses of a Nomad group."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.command_lines import withheld, withheld_path
from opsworthy.facts.healthchecks import seconds
from opsworthy.facts.ports import number
from opsworthy.facts.workloads import Ingress, Port, Probe
from opsworthy.text.hcl import Block
from opsworthy.text.location import Location
from opsworthy.text.node import Scalar, entries, find, items, string
from opsworthy.text.regex import regex

_ROUTED = regex(r"Host\(\s*[`\"']([^`\"']{1,253})[`\"']")
_FABIO = "urlprefix-"


def ports(group: Block, tasks: tuple[Block, ...]) -> dict[str, Port]:
    """The labelled ports whose number inside is said, by label: `to`, the older `port_map`, or a static one."""
    found: dict[str, Port] = {}
    networks = [*group.of("network"), *(net for task in tasks for res in task.of("resources") for net in res.of("network"))]
    mapped = [entry for task in tasks for config in task.of("config") for entry in entries(config.attributes, "port_map")]
    mapped += [
        entry for task in tasks for config in task.of("config") for inside in config.of("port_map") for entry in inside.entries
    ]
    for block in (port for network in networks for port in network.of("port")):
        inside = next((entry.value for entry in mapped if entry.key == block.label), None)
        inside = inside or find(block.attributes, "to") or find(block.attributes, "static")
        listens = number(inside.text) if isinstance(inside, Scalar) else None
        if inside is not None and listens is not None:
            found[block.label] = Port(listens, inside.location, block.label, target=string(block.attributes, "static"))
    return found


def services(group: Block, tasks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The services of a group and of its tasks."""
    return (*group.of("service"), *(service for task in tasks for service in task.of("service")))


def probes(service: Block, known: dict[str, Port]) -> Iterator[Probe]:
    """The checks of a service; a script is a command."""
    for check in service.of("check"):
        kind = string(check.attributes, "type") or "tcp"
        path = string(check.attributes, "path")
        label = string(check.attributes, "port") or string(service.attributes, "port") or ""
        words = [string(check.attributes, "command") or ""]
        words += [item.text for item in items(check.attributes, "args") if isinstance(item, Scalar)]
        yield Probe(
            "health",
            {"script": "exec"}.get(kind, kind if kind in ("http", "grpc", "tcp") else "exec"),
            _place(service, check),
            withheld_path(path) if path is not None else None,
            str(known[label].number) if label in known else (label if number(label) is not None else None),
            withheld(tuple(words)) if words[0] else (),
            seconds(string(check.attributes, "interval") or ""),
            seconds(string(check.attributes, "timeout") or ""),
        )


def _place(service: Block, check: Block) -> Location:
    """Where a check says its path; else the whole of it, from the port on that its service states for it."""
    said = next((entry for entry in check.entries if entry.key == "path"), None)
    if said is not None:
        return said.location
    stated = next((entry.location for entry in service.entries if entry.key == "port"), check.location)
    of_service = not any(entry.key in ("port", "command") for entry in check.entries)
    first = min(stated, check.location) if of_service else check.location
    return replace(first, end_line=max(each.end_line or each.line for each in (stated, check.location)), end_column=0)


def ingresses(service: Block, workload: str, known: dict[str, Port], environment: str | None) -> Iterator[Ingress]:
    """The hosts that tags name to Traefik and to Fabio."""
    label = string(service.attributes, "port") or ""
    port = str(known[label].number) if label in known else None
    for item in items(service.attributes, "tags"):
        text = item.text if isinstance(item, Scalar) else ""
        hosts = [(host, "/") for host in _ROUTED.findall(text)] if "traefik" in text else []
        if text.startswith(_FABIO):
            host, slash, path = text.removeprefix(_FABIO).partition(" ")[0].partition("/")
            hosts = [(host, f"{slash}{path}")] if "." in host else []
        for host, path in hosts:
            if "${" not in host:
                name = string(service.attributes, "name") or workload
                yield Ingress(name, host, path or "/", workload, item.location, port, "tls" in text, environment)
