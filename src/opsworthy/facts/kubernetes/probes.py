"""Health checks of a container, their named ports resolved to numbers."""

from opsworthy.facts.command_lines import withheld, withheld_path
from opsworthy.facts.kubernetes.objects import place
from opsworthy.facts.workloads import Port, Probe
from opsworthy.text.node import Node, Scalar, find, integer, items, string

_ROLES = (("livenessProbe", "liveness"), ("readinessProbe", "readiness"), ("startupProbe", "startup"))
_KINDS = (("httpGet", "http"), ("grpc", "grpc"), ("tcpSocket", "tcp"), ("exec", "exec"))


def probes(container: Node, ports: tuple[Port, ...]) -> tuple[Probe, ...]:
    """The probes of a container, liveness first."""
    found = (_probe(find(container, key), role, ports) for key, role in _ROLES)
    return tuple(probe for probe in found if probe is not None)


def _probe(node: Node | None, role: str, ports: tuple[Port, ...]) -> Probe | None:
    for key, kind in _KINDS:
        action = find(node, key)
        if node is None or action is None:
            continue
        path = string(action, "path")
        return Probe(
            role,
            kind,
            place(node, action, find(action, "path"), find(action, "port"), find(action, "command")),
            path=withheld_path(path) if path is not None else None,
            port=_number(string(action, "port"), ports),
            command=withheld(words(action, "command")),
            period=integer(node, "periodSeconds"),
            timeout=integer(node, "timeoutSeconds"),
            failures=integer(node, "failureThreshold"),
        )
    return None


def words(node: Node, key: str) -> tuple[str, ...]:
    """The texts of a list, such as the words of a command."""
    return tuple(item.text for item in items(node, key) if isinstance(item, Scalar))


def _number(written: str | None, ports: tuple[Port, ...]) -> str | None:
    """A port's number as text where the container names it; else as written."""
    return next((str(port.number) for port in ports if port.name == written), written)
