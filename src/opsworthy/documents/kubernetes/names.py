"""How kubectl names things: workloads, namespaces, selectors."""

from collections.abc import Iterable

from opsworthy.documents.markup import Shell
from opsworthy.documents.shell import Word, sh
from opsworthy.documents.site import Site, Unit
from opsworthy.system.model import Probe


def namespace(site: Site, unit: Unit | None = None) -> tuple[str, ...]:
    """`-n NAME` as words of a command; nothing where no file names a namespace."""
    held = (unit.placement.namespace if unit else None) or site.namespace
    return ("-n", held) if held else ()


def everywhere(site: Site, template: str, *holes: Word | tuple[str, ...]) -> tuple[Shell, ...]:
    """The same command for every namespace that something of the site stands in; its words are the template's first hole."""
    held = dict.fromkeys(namespace(site, unit) for unit in site.units) or {namespace(site): None}
    return tuple(sh(template, words, *holes) for words in held)


def workload(unit: Unit) -> str:
    """Such as `deployment/catalog`."""
    return f"{unit.placement.kind.lower()}/{unit.placement.workload}"


def selector(unit: Unit) -> str | None:
    """The labels that pick its pods, as `-l` takes them."""
    held = unit.placement.selector
    if unit.placement.kind in ("Job", "CronJob"):
        held = tuple(pair for pair in held if pair[0] in ("app.kubernetes.io/name", "app"))[:1] or held
    return ",".join(f"{key}={value}" for key, value in held) or None


def together(units: Iterable[Unit]) -> str | None:
    """One selector that picks the pods of all these units; None where their labels have no key in common."""
    held = [unit.placement.selector for unit in units]
    keys = {pair[0] for pairs in held for pair in pairs}
    if len(keys) != 1 or any(len(pairs) != 1 for pairs in held):
        return None
    values = tuple(dict.fromkeys(pairs[0][1] for pairs in held))
    return f"{keys.pop()}={values[0]}" if len(values) == 1 else f"{keys.pop()} in ({','.join(values)})"


def pods(unit: Unit) -> tuple[str, ...]:
    """Words that pick its pods in `kubectl get pods` or `kubectl describe pods`."""
    held = selector(unit)
    return ("-l", held) if held else ()


def logs_of(unit: Unit) -> tuple[str, ...]:
    """Words that pick its logs: all its pods by label, else one of them by the workload."""
    if unit.placement.kind == "Job":
        return (workload(unit),)
    held = selector(unit)
    return ("-l", held, "--prefix") if held else (workload(unit),)


def port_of(unit: Unit, probe: Probe) -> int | None:
    """The number of the port that a probe asks; a named port is looked up among the container's."""
    if probe.port is None:
        return unit.port
    if probe.port.isdecimal() and len(probe.port) < 6:
        return int(probe.port)
    named = (port.number for container in unit.containers for port in container.ports if port.name == probe.port)
    return next(named, unit.port)


def patience(probe: Probe) -> int:
    """Seconds until a probe gives up; Kubernetes asks every 10 seconds and gives up after 3 unless told otherwise."""
    return (probe.period or 10) * (probe.failures or 3)
