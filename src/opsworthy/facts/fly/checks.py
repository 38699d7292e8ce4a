"""Health checks of fly.toml: those of a service, and those that stand at the top."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.command_lines import withheld, withheld_path
from opsworthy.facts.healthchecks import seconds
from opsworthy.facts.workloads import Probe
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, entries, find, items, string


def of_service(service: Node, port: str | None) -> Iterator[Probe]:
    """The checks of `http_service` or of one of `services`; a check over TCP asks the service's own port."""
    for key, kind in (("checks", "http"), ("http_checks", "http"), ("tcp_checks", "tcp")):
        for check in items(service, key):
            yield _probe(check, kind, port, _from_port(service, check))


def _from_port(service: Node, check: Node) -> Location:
    """A check, from the line on that states its service's port."""
    stated = find(service, "internal_port")
    places = sorted((check.location, stated.location)) if stated is not None else [check.location]
    return replace(places[0], end_line=max(each.end_line or each.line for each in places), end_column=0)


def of_top(root: Node, mine: str, default: str) -> Iterator[Probe]:
    """The checks of `[checks]` that look at one process group."""
    for entry in entries(root, "checks"):
        if mine in groups(entry.value, default):
            kind = string(entry.value, "type") or ("http" if find(entry.value, "path") is not None else "tcp")
            yield _probe(entry.value, kind, string(entry.value, "port"), entry.location)


def of_command(root: Node) -> Iterator[Probe]:
    """The machine checks, which run a command in a machine of their own."""
    for check in items(root, "machine_checks"):
        command = tuple(item.text for item in items(check, "command") if isinstance(item, Scalar))
        if command:
            yield Probe("health", "exec", check.location, command=withheld(command), timeout=_seconds(check, "kill_timeout"))


def groups(node: Node, default: str) -> tuple[str, ...]:
    """The process groups that a section is for; a section that names none is for the default one."""
    named = find(node, "processes")
    listed = named.items if isinstance(named, Sequence) else (named,)
    return tuple(item.text for item in listed if isinstance(item, Scalar) and item.value is not None) or (default,)


def _probe(check: Node, kind: str, port: str | None, location: Location | None = None) -> Probe:
    path = string(check, "path")
    where = next((each.location for each in entries(check) if each.key == "path"), location or check.location)
    return Probe(
        "health",
        kind if kind in ("http", "tcp") else "exec",
        where,
        path=withheld_path(path) if path is not None else ("/" if kind == "http" else None),
        port=string(check, "port") or port,
        period=_seconds(check, "interval"),
        timeout=_seconds(check, "timeout"),
    )


def _seconds(check: Node, key: str) -> int | None:
    """A duration such as "15s"; a bare number counts milliseconds."""
    written = find(check, key)
    if isinstance(written, Scalar) and isinstance(written.value, int) and not isinstance(written.value, bool):
        return -(-written.value // 1000) if 0 <= written.value < 10**9 else None
    return seconds(written.text) if isinstance(written, Scalar) else None


def first_entry(node: Node, key: str) -> Entry | None:
    """The entry of a mapping by its key."""
    return node.entry(key) if isinstance(node, Mapping) else None
