"""Claims of a document that the system model can confirm or contradict: names, health paths, replica bounds, secrets."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

from opsworthy.commands.command import Command
from opsworthy.findings.outcome import Related
from opsworthy.rules.shapes.installed import made_by_a_chart
from opsworthy.rules.shapes.reading import Reading
from opsworthy.system.model import Placement, Places, System
from opsworthy.text.address import split
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_WORKLOADS = frozenset(["deployment", "statefulset", "daemonset", "cronjob"])
_OF_CLUSTER = frozenset(["kubectl", "oc", "helm", "k3s", "microk8s"])
_ISSUED = regex(r"(?:^|[-.])(?:tls|cert|certs|certificate|token)(?:$|[-.])|^sh\.helm\.")
# Ports of well-known servers that are not the system's own: NATS, Prometheus, Alertmanager, Loki, Elasticsearch, etcd and such.
_OTHERS_PORT = regex(r":(?:8222|9090|9093|3100|9200|5601|2379|15672|8200|16686|13133)\b")
_OTHERS_NAME = regex(r"(?:#|//).*\b(?:grafana|prometheus|alertmanager|loki|jaeger|kibana|vault|consul)\b", re.IGNORECASE)
_REQUEST = regex(r"\bGET (/[\w./-]{1,100})")
_NUMBER = regex(r"\d+")
_LIKE, _VERY_LIKE = 0.66, 0.8
_SAMPLE = regex(
    r"(?:my|your|some|test|foo|bar|example|sample|demo|dummy)(?:-|\Z)|(?:namespace|ns|service|svc|app|pod|deployment)-\w\Z"
)
_DECLARES = regex(r"^[\s-]*(?:name|namespace|secretName|target):\s*[\"']?([a-z0-9][\w.-]+)", re.MULTILINE)
_WORD_OF_HEALTH = regex(r"(?:health(?:z|[-_]?check)?|readyz?|readiness|livez?|liveness|alive|ping|heartbeat)\Z")
_HEALTHY = ("health", "ready", "livez", "liveness", "alive", "ping", "heartbeat")


@dataclass(frozen=True, slots=True)
class Stray:
    """A name in a command that the system does not have, and what is there instead."""

    kind: str
    name: str
    location: Location
    near: str
    related: tuple[Related, ...]


def known_names(system: System) -> dict[str, dict[str, Places]]:
    """What the files declare, by kind of target: each name with its places."""
    placed = [(service.name, placement) for service in system.services for placement in service.placements]
    placed += [(store.name, placement) for store in system.datastores for placement in store.placements]
    kubernetes = [(name, placement) for name, placement in placed if placement.platform == "kubernetes"]
    workloads: dict[str, Places] = {}
    for _, placement in kubernetes:
        workloads.setdefault(placement.workload, placement.locations)
    return {
        "workload": workloads,
        "namespace": _namespaces(system, (placement for _, placement in kubernetes)),
        "secret": {name: secret.locations for secret in system.secrets for name in (secret.remote, secret.object) if name},
    }


def declared(system: System, kind: str) -> dict[str, Places]:
    """What the files declare of one kind of target."""
    return known_names(system).get("workload" if kind in _WORKLOADS else kind, {})


def _namespaces(system: System, placements: Iterable[Placement]) -> dict[str, Places]:
    found = {each.namespace: each.locations for each in system.environments if each.namespace}
    for placement in placements:
        if placement.namespace:
            found.setdefault(placement.namespace, placement.locations)
    return found


def strays(system: System, read: Reading) -> Iterator[Stray]:
    """The targets of commands that nothing declares, where the files declare others of their kind. Names with placeholders and
    variables are left alone, and what a command creates may be new. A name that is like none of those is doubted only where the
    commands speak of one of them as well: others' systems, and what a chart makes, are declared elsewhere."""
    known = known_names(system)
    commands = read.commands
    made = _made(read) if any(command.targets for command in commands) else frozenset()
    settled = _settled(system) | _spoken(known["workload"], commands)
    for command in commands:
        for target in command.targets:
            kind = "workload" if target.kind in _WORKLOADS else target.kind
            there = known.get(kind, {})
            stray = there and _plain(target.name) and target.name not in there and target.name not in made
            if stray and not _excused(kind, target.name, command, settled if kind == "workload" else known["namespace"]):
                near = next(iter(get_close_matches(target.name, there, 1, 0.5)), "")
                sample = any(_SAMPLE.match(each.name) for each in command.targets) or "=my-" in command.text
                if sample or _of_others(kind, target.name, near, there, system, commands):
                    continue
                shown = there.get(near) or next(iter(there.values()))
                words = f"{near or next(iter(there))} is declared here"
                yield Stray(target.kind, target.name, command.location, near, (Related(shown[0], words),) if shown else ())


def _made(read: Reading) -> frozenset[str]:
    """What the document itself declares in a block, or has a command create."""
    told = {name for fence in read.fences for name in _DECLARES.findall(fence.text)}
    making = (each for each in read.commands if "create" in each.words or "--create-namespace" in each.text)
    created = {target.name for each in making for target in each.targets}
    return frozenset(told | created)


def _of_others(kind: str, name: str, near: str, there: Iterable[str], system: System, commands: tuple[Command, ...]) -> bool:
    """Whether a name may belong to what others declare, or to what is made anew each time, as for a pull request."""
    alike = bool(near) and bool(get_close_matches(name, [near], 1, _LIKE))
    # A namespace that is only somewhat like one that is declared may be that of an environment which is declared elsewhere.
    if kind == "namespace" and near and not alike:
        return True
    if kind == "namespace" and any(_NUMBER.sub("0", name) == _NUMBER.sub("0", each) for each in there):
        return True
    kinds = _WORKLOADS if kind == "workload" else (kind,)
    spoken = (target.name for command in commands for target in command.targets if target.kind in kinds)
    if not alike and not any(each in there for each in spoken):
        return True
    if near and get_close_matches(name, [near], 1, _VERY_LIKE):
        return False
    if kind == "workload" and near in _shared_namespaces() and name.startswith(f"{near}-"):
        return True
    return kind != "secret" and made_by_a_chart(name, system, commands)


def _settled(system: System) -> frozenset[str]:
    """The namespaces that hold a workload of the repository; those of a third party's chart are made elsewhere."""
    services = (placement for service in system.services for placement in service.placements)
    stores = (placement for store in system.datastores for placement in store.placements)
    found = [each for each in (*services, *stores) if each.platform == "kubernetes"]
    own = frozenset(each.namespace for each in found if each.namespace)
    if any(each.namespace is None for each in found):
        return frozenset(["default", *own, *(each.namespace for each in system.environments if each.namespace)])
    return own


def _spoken(workloads: Iterable[str], commands: Iterable[Command]) -> frozenset[str]:
    """The namespaces in which commands name a workload of the repository: what the files leave to the caller, as charts do."""
    own = (each for each in commands if any(target.kind in _WORKLOADS and target.name in workloads for target in each.targets))
    return frozenset(name for each in own for name in each.names("namespace")) - _shared_namespaces()


def _plain(name: str) -> bool:
    return bool(name) and not any(mark in name for mark in "<>$*{}[]%|=,()") and not name.isupper()


def _excused(kind: str, name: str, command: Command, namespaces: Iterable[str]) -> bool:
    """Whether the name may stand for something that the repository need not hold: what a command makes, what a cluster or a cloud
    has of itself, what lives in a namespace of others."""
    if kind == "namespace":
        return name in _shared_namespaces()
    if kind == "secret" and (command.tool not in _OF_CLUSTER or _ISSUED.search(name)):
        return True
    elsewhere = command.names("namespace")
    if elsewhere and not any(each in namespaces for each in elsewhere):
        return True
    return "create" in command.words


@cache
def _shared_namespaces() -> frozenset[str]:
    """Namespaces that a cluster has of itself, or that its operators give to shared tools."""
    data = data_of("opsworthy.rules.shapes", "products.toml")
    return frozenset(data["shared-namespaces"])


def health_paths(system: System) -> dict[str, Places]:
    """The HTTP paths that answer about health, from probes and from source code."""
    found: dict[str, Places] = {each.path: each.locations for each in system.health}
    for service in system.services:
        for probe in service.health:
            if probe.kind == "http" and probe.path:
                found.setdefault(probe.path, (probe.location,))
    return found


def health_claims(read: Reading) -> Iterator[tuple[str, Location]]:
    """The paths that a document asks for health, in commands and as requests in code such as `GET /healthz`."""
    for command in read.commands:
        for name in command.names("url"):
            if _OTHERS_PORT.search(name) or _OTHERS_NAME.search(read.line(command.location.line)):
                continue
            path = split(name if "://" in name else f"http://{name}").path.rstrip("/")
            if _asks_health(path):
                yield path, command.location
    for at, line in read.whole.lines:
        for path in _REQUEST.findall(line) if "GET /" in line else ():
            if _asks_health(path.rstrip("/")) and _WORD_OF_HEALTH.match(path.rstrip("/").rpartition("/")[2].lower()):
                yield path.rstrip("/"), Location(read.document.path, at)


def _asks_health(path: str) -> bool:
    if "/." in path:
        return False
    last = path.rsplit("/", 1)[-1].lower()
    whole = path.count("/") == 1 and last in ("status", "up")
    return _plain(path) and (whole or any(last.startswith(word) for word in _HEALTHY))


def is_known_path(path: str, known: Iterable[str]) -> bool:
    """Whether a path is one of those, or one of them behind a prefix that an ingress adds."""
    return any(path == each.rstrip("/") or path.endswith(each.rstrip("/")) for each in known if each.strip("/"))
