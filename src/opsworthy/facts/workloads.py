"""Facts about what runs: workloads, containers, probes, services, scaling."""

from decimal import Decimal

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated, Unknown

DEPLOYED = "deployed"
"""The kind of what only a pipeline's own command deploys."""

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Port:
    """A port that a container listens on or a service offers; `target` is what a service forwards to."""

    number: int
    location: Location
    name: str | None = None
    protocol: str = "TCP"
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Probe:
    """A health check: `role` liveness, readiness, startup or health; `kind` http, grpc, tcp or exec; times in seconds."""

    role: str
    kind: str
    location: Location
    path: str | None = None
    port: str | None = None
    command: tuple[str, ...] = ()
    period: int | None = None
    timeout: int | None = None
    failures: int | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable of a container. `value` is a literal that is not secret; `source` names where else it comes
    from: ("secret", object name, key), ("configmap", object name, key) or ("host", variable name, "")."""

    name: str
    location: Location
    value: str | None = None
    source: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Resources:
    """CPU in cores and memory in bytes that one replica requests and may not exceed; None where nothing is said."""

    location: Location
    cpu_request: Decimal | None = None
    cpu_limit: Decimal | None = None
    memory_request: int | None = None
    memory_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Container:
    """One container of a workload; `imports` are whole secrets and config maps taken as environment, `mounts` those mounted
    as files: (kind, name); `build` is the Dockerfile that makes its image and `context` the folder that it is built from,
    both relative to the tree."""

    name: str
    location: Location
    image: Stated[str] | None = None
    build: Stated[str] | None = None
    command: tuple[str, ...] = ()
    ports: tuple[Port, ...] = ()
    probes: tuple[Probe, ...] = ()
    variables: tuple[Variable, ...] = ()
    imports: tuple[Stated[tuple[str, str]], ...] = ()
    resources: Resources | None = None
    init: bool = False
    mounts: tuple[Stated[tuple[str, str]], ...] = ()
    context: Stated[str] | None = None


@dataclass(frozen=True, slots=True)
class Volume:
    """Storage that outlives a container; `size` in bytes where it is said."""

    name: str
    location: Location
    size: int | None = None
    mount: str | None = None


@dataclass(frozen=True, slots=True)
class Workload:
    """Something that a platform runs. `platform` is kubernetes, compose, heroku or another's name; `kind` is the platform's own
    word (Deployment, CronJob, service, process …); `environment` is None for what every environment shares. `hook` says at which
    moments of a release it runs, as its tool writes it (pre-upgrade, PreSync …); `suspended` marks a schedule that is switched
    off."""

    platform: str
    kind: str
    name: str
    location: Location
    environment: str | None = None
    namespace: str | None = None
    labels: Pairs = ()
    selector: Pairs = ()
    replicas: Stated[int] | Unknown | None = None
    containers: tuple[Container, ...] = ()
    depends_on: tuple[Stated[str], ...] = ()
    volumes: tuple[Volume, ...] = ()
    schedule: Stated[str] | None = None
    profiles: tuple[str, ...] = ()
    size: Stated[str] | None = None
    hook: Stated[str] | None = None
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class NetworkService:
    """A Kubernetes Service: the pods that its selector picks, and the ports that it offers."""

    name: str
    location: Location
    environment: str | None = None
    namespace: str | None = None
    selector: Pairs = ()
    ports: tuple[Port, ...] = ()
    type: str = "ClusterIP"


@dataclass(frozen=True, slots=True)
class Ingress:
    """One host and path that reaches a service from outside."""

    name: str
    host: str | None
    path: str
    service: str
    location: Location
    port: str | None = None
    tls: bool = False
    environment: str | None = None
    namespace: str | None = None


@dataclass(frozen=True, slots=True)
class Autoscaler:
    """Replica bounds of a workload; `metrics` such as ("cpu", "70% utilization")."""

    name: str
    target_kind: str
    target: str
    maximum: Stated[int]
    location: Location
    minimum: Stated[int] | None = None
    metrics: Pairs = ()
    environment: str | None = None
    namespace: str | None = None


@dataclass(frozen=True, slots=True)
class DisruptionBudget:
    name: str
    selector: Pairs
    location: Location
    min_available: str | None = None
    max_unavailable: str | None = None
    environment: str | None = None
    namespace: str | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """Hard limits of a namespace, as written: ("limits.cpu", "20")."""

    name: str
    hard: tuple[tuple[str, Stated[str]], ...]
    location: Location
    environment: str | None = None
    namespace: str | None = None


@dataclass(frozen=True, slots=True)
class NetworkRule:
    """A NetworkPolicy: the pods it governs and the peers allowed in (label pairs of each)."""

    name: str
    selector: Pairs
    location: Location
    allows_from: tuple[Pairs, ...] = ()
    denies_rest: bool = True
    environment: str | None = None
    namespace: str | None = None


@dataclass(frozen=True, slots=True)
class ConfigDeclared:
    """A ConfigMap: the keys it holds, with the values that are not secret."""

    name: str
    keys: tuple[tuple[str, Stated[str]], ...]
    location: Location
    environment: str | None = None
    namespace: str | None = None


@dataclass(frozen=True, slots=True)
class NamespaceDeclared:
    name: str
    location: Location
    environment: str | None = None


@dataclass(frozen=True, slots=True)
class ImageBuilt:
    """A Dockerfile: what it builds from, listens on, runs, and how it checks its health."""

    path: str
    location: Location
    bases: tuple[Stated[str], ...] = ()
    ports: tuple[Port, ...] = ()
    command: tuple[str, ...] = ()
    user: Stated[str] | None = None
    probe: Probe | None = None
    variables: tuple[Variable, ...] = ()


@dataclass(frozen=True, slots=True)
class AddOn:
    """A service that the platform attaches, such as Heroku's `heroku-postgresql:essential-0`."""

    platform: str
    product: str
    location: Location
    plan: str | None = None
    alias: str | None = None
    environment: str | None = None
