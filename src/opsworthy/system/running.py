"""What runs, where, and what it needs: services, datastores, environments, secrets, endpoints."""

from opsworthy.facts.workloads import Container, Pairs, Port, Probe, Resources, Volume
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated, Unknown

Places = tuple[Location, ...]


@dataclass(frozen=True, slots=True)
class Scaling:
    """Replica bounds set by an autoscaler; `metrics` such as ("cpu", "70% utilization")."""

    name: str
    minimum: int
    maximum: int
    metrics: Pairs
    locations: Places


@dataclass(frozen=True, slots=True)
class Placement:
    """A service or datastore in one environment: where it stands there, and how much of it. `environment` is None where
    the repository names no environment at all. `replicas` counts processes; `resources` are per replica;
    `built` is the Dockerfile that its image is built from there; `probes` are those that its own platform asks; `asks` is what
    each container by name asks for, the main one first."""

    environment: str | None
    platform: str
    kind: str
    workload: str
    namespace: str | None
    replicas: Stated[int] | Unknown
    autoscaling: Scaling | None
    image: Stated[str] | None
    resources: Resources | None
    selector: Pairs
    volumes: tuple[Volume, ...]
    locations: Places
    size: Stated[str] | None = None
    schedule: Stated[str] | None = None
    suspended: bool = False
    built: Stated[str] | None = None
    probes: tuple[Probe, ...] = ()
    asks: tuple[tuple[str, Resources], ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """What a service needs before it can work, and why we think so."""

    name: str
    because: str
    locations: Places


@dataclass(frozen=True, slots=True)
class Service:
    """A deployable unit. `kind` is web, api, worker, job, scheduled-job, release-task or monitoring; `folder` its source, if
    known."""

    name: str
    kind: str
    platform: str
    image: Stated[str] | None
    ports: tuple[Port, ...]
    health: tuple[Probe, ...]
    depends_on: tuple[Edge, ...]
    placements: tuple[Placement, ...]
    containers: tuple[Container, ...]
    secrets: tuple[str, ...]
    folder: str | None
    locations: Places

    def placement(self, environment: str | None) -> Placement | None:
        return next((each for each in self.placements if each.environment == environment), None)


@dataclass(frozen=True, slots=True)
class Datastore:
    """A database, cache or queue. `platform` is kubernetes, compose, heroku or external; `plan` an add-on's plan."""

    name: str
    engine: str
    platform: str
    version: str | None
    plan: str | None
    placements: tuple[Placement, ...]
    used_by: tuple[str, ...]
    locations: Places
    containers: tuple[Container, ...] = ()


@dataclass(frozen=True, slots=True)
class Environment:
    """Where the system runs. `deploy` as in EnvironmentDeclared: kustomize, manifests, heroku, compose or workflow.
    `production` where its name says that users depend on it."""

    name: str
    platform: str
    deploy: tuple[str, str]
    namespace: str | None
    production: bool
    locations: Places


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret by name, never its value. `object` and `key` say where it is stored; `clear_at` where its value stands."""

    name: str
    store: str
    object: str | None
    key: str | None
    remote: str | None
    store_name: str | None
    environments: tuple[str, ...]
    used_by: tuple[str, ...]
    in_clear: bool
    locations: Places
    clear_at: Places = ()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address from outside."""

    host: str
    path: str
    service: str
    environment: str | None
    tls: bool
    locations: Places


@dataclass(frozen=True, slots=True)
class HealthEndpoint:
    """A health route in source code, with the service that it belongs to where the folders say so."""

    path: str
    role: str
    service: str | None
    fields: tuple[str, ...]
    locations: Places


@dataclass(frozen=True, slots=True)
class Limit:
    """A hard limit of an environment, such as ("limits.cpu", "20")."""

    environment: str | None
    namespace: str | None
    resource: str
    value: str
    locations: Places


@dataclass(frozen=True, slots=True)
class Declared:
    """A name or a value that a file declares, as a document may say it. `kind` is workload, service, namespace, container, label
    (`key=value`), port, image, variable, secret, configmap, schedule, host, make-target, script … (see system/declared.py); `of`
    is what it belongs to: the workload of a container or a port, the file of a script, the alert of a threshold."""

    kind: str
    name: str
    location: Location
    of: str = ""
    environment: str | None = None
    namespace: str | None = None
