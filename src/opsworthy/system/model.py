"""The system model: what the documents are written from and the rules hold them against."""

from opsworthy.facts.infrastructure import BackupDeclared, ChartDeclared, ChartRendered, Delivery, Resource
from opsworthy.facts.operations import (
    AlertReceiver,
    AlertRule,
    CatalogEntity,
    Contact,
    Dashboard,
    Objective,
    Owner,
    Scrape,
    TelemetryPipeline,
    WayToRun,
)
from opsworthy.facts.project import (
    CredentialInClear,
    PackageDeclared,
    PipelineStep,
    ShutdownHandled,
    VariableDocumented,
    VariableRead,
)
from opsworthy.facts.workloads import Container, Port, Probe, Resources, Variable, Volume
from opsworthy.system.jobs import Job, Pipeline
from opsworthy.system.running import (
    Datastore,
    Declared,
    Edge,
    Endpoint,
    Environment,
    HealthEndpoint,
    Limit,
    Placement,
    Places,
    Scaling,
    Secret,
    Service,
)
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.source import LeftOut, Problem

__all__ = [
    "AlertReceiver",
    "AlertRule",
    "Assessment",
    "BackupDeclared",
    "CatalogEntity",
    "ChartDeclared",
    "ChartRendered",
    "Contact",
    "Container",
    "Contradiction",
    "CredentialInClear",
    "Dashboard",
    "Datastore",
    "Declared",
    "Delivery",
    "Difference",
    "Document",
    "Edge",
    "Endpoint",
    "Environment",
    "HealthEndpoint",
    "Job",
    "Limit",
    "MigrationSet",
    "Objective",
    "Owner",
    "PackageDeclared",
    "Part",
    "Pipeline",
    "PipelineStep",
    "Placement",
    "Places",
    "Port",
    "Probe",
    "Question",
    "Reason",
    "Resource",
    "Resources",
    "Scaling",
    "Scrape",
    "Secret",
    "Service",
    "ShutdownHandled",
    "Status",
    "System",
    "TelemetryPipeline",
    "ThirdParty",
    "Told",
    "Variable",
    "VariableDocumented",
    "VariableRead",
    "Volume",
    "WayToRun",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is believed, in words that start small and end without a stop."""

    text: str
    locations: Places


@dataclass(frozen=True, slots=True)
class Assessment:
    """A yes or no with its reasons. `kind`, for deployable: service, static-site, job, cli, library, infrastructure or none."""

    value: bool
    kind: str
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """An outside service that the code or the deployment uses; `kind` saas, observability, datastore or platform."""

    product: str
    kind: str
    paid: bool
    used_by: tuple[str, ...]
    because: tuple[Reason, ...]
    locations: Places


@dataclass(frozen=True, slots=True)
class MigrationSet:
    tool: str
    folder: str
    service: str | None
    count: int
    latest: Stated[str] | None
    reversible: bool | None
    irreversible: Places
    locations: Places


@dataclass(frozen=True, slots=True)
class Document:
    """An artifact beside the code, by kind (architecture, plan, spec, runbook, cost-plan, readme …)."""

    kind: str
    path: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """An answer of opsworthy.toml, or what another file says to the same question."""

    key: str
    value: str | int | float | bool
    location: Location


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The same thing said differently: both values and both places are kept."""

    subject: str
    attribute: str
    statements: tuple[Stated[str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not the same in every environment: `attribute` of a service or datastore, with its value in each environment
    that says one."""

    subject: str
    attribute: str
    values: tuple[tuple[str, Stated[str]], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One of several systems that a repository holds: the folder that says how it runs, and what runs there."""

    name: str
    folder: str
    services: tuple[str, ...]
    datastores: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What no file says. `key` is where the answer goes in opsworthy.toml, dotted; `who` could answer; `section` asks."""

    key: str
    ask: str
    who: str
    section: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """status.json, read: `problem` says why it cannot be trusted, and then the gate is shut."""

    status: str
    location: Location
    phase: str | None = None
    updated: str | None = None
    blocked_reason: str | None = None
    problem: str | None = None


@dataclass(frozen=True)
class System:
    """How one system runs, as its repository says."""

    name: str
    deployable: Assessment
    paid_resources: Assessment
    services: tuple[Service, ...] = ()
    datastores: tuple[Datastore, ...] = ()
    environments: tuple[Environment, ...] = ()
    spoken_environments: tuple[Environment, ...] = ()
    secrets: tuple[Secret, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    health: tuple[HealthEndpoint, ...] = ()
    pipelines: tuple[Pipeline, ...] = ()
    third_parties: tuple[ThirdParty, ...] = ()
    migrations: tuple[MigrationSet, ...] = ()
    packages: tuple[PackageDeclared, ...] = ()
    variables_read: tuple[VariableRead, ...] = ()
    variables_documented: tuple[VariableDocumented, ...] = ()
    limits: tuple[Limit, ...] = ()
    documents: tuple[Document, ...] = ()
    answers: tuple[Told, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    questions: tuple[Question, ...] = ()
    status: Status | None = None
    differences: tuple[Difference, ...] = ()
    parts: tuple[Part, ...] = ()
    resources: tuple[Resource, ...] = ()
    charts: tuple[ChartDeclared, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    backups: tuple[BackupDeclared, ...] = ()
    alerts: tuple[AlertRule, ...] = ()
    receivers: tuple[AlertReceiver, ...] = ()
    dashboards: tuple[Dashboard, ...] = ()
    objectives: tuple[Objective, ...] = ()
    scrapes: tuple[Scrape, ...] = ()
    telemetry: tuple[TelemetryPipeline, ...] = ()
    owners: tuple[Owner, ...] = ()
    contacts: tuple[Contact, ...] = ()
    catalog: tuple[CatalogEntity, ...] = ()
    commands: tuple[WayToRun, ...] = ()
    credentials: tuple[CredentialInClear, ...] = ()
    shutdowns: tuple[ShutdownHandled, ...] = ()
    declared: tuple[Declared, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    paths: frozenset[str] = frozenset()

    def answer(self, key: str) -> Told | None:
        """The answer a person gave under a dotted key; None while the question is open."""
        return next((told for told in self.answers if told.key == key and told.value != ""), None)

    def service(self, name: str) -> Service | None:
        return next((service for service in self.services if service.name == name), None)

    def deployment_order(self) -> tuple[tuple[str, ...], ...]:
        """Names of datastores and services in waves: each wave needs only the earlier ones; a cycle comes last, together."""
        waiting = {store.name: frozenset[str]() for store in self.datastores}
        waiting |= {service.name: frozenset(edge.name for edge in service.depends_on) for service in self.services}
        waves: list[tuple[str, ...]] = []
        while waiting:
            ready = tuple(name for name, needs in waiting.items() if not (needs & waiting.keys()) - {name})
            wave = ready or tuple(waiting)
            waves.append(wave)
            waiting = {name: needs for name, needs in waiting.items() if name not in wave}
        return tuple(waves)
