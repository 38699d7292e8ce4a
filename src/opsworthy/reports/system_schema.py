"""The published shape of `opsworthy.system/1`; docs/schemas/ is generated from these types."""

from dataclasses import field

from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class PlaceView:
    path: str
    line: int
    column: int | None = None
    end_line: int | None = None


@dataclass(frozen=True)
class ReasonView:
    text: str
    locations: list[PlaceView]


@dataclass(frozen=True)
class AssessmentView:
    value: bool
    kind: str
    because: list[ReasonView]


@dataclass(frozen=True)
class PortView:
    port: int
    name: str | None
    protocol: str
    locations: list[PlaceView]


@dataclass(frozen=True)
class HealthView:
    kind: str
    role: str
    path: str | None
    port: str | None
    command: list[str]
    locations: list[PlaceView]


@dataclass(frozen=True)
class ScalingView:
    minimum: int
    maximum: int
    metrics: dict[str, str]
    locations: list[PlaceView]


@dataclass(frozen=True)
class ReplicasView:
    """`value` is null where nobody says it, and then `unknown` says why."""

    value: int | None
    unknown: str | None
    locations: list[PlaceView]


@dataclass(frozen=True)
class EdgeView:
    name: str
    because: str
    locations: list[PlaceView]


@dataclass(frozen=True)
class PlacementView:
    environment: str | None
    platform: str
    kind: str
    workload: str
    namespace: str | None
    image: str | None
    replicas: ReplicasView
    autoscaling: ScalingView | None
    schedule: str | None
    locations: list[PlaceView]
    suspended: bool = False


@dataclass(frozen=True)
class ServiceView:
    name: str
    kind: str
    platform: str
    image: str | None
    ports: list[PortView]
    health: list[HealthView]
    replicas: ReplicasView | None
    autoscaling: ScalingView | None
    depends_on: list[EdgeView]
    placements: list[PlacementView]
    secrets: list[str]
    folder: str | None
    locations: list[PlaceView]


@dataclass(frozen=True)
class DatastoreView:
    name: str
    engine: str
    platform: str
    version: str | None
    plan: str | None
    used_by: list[str]
    placements: list[PlacementView]
    locations: list[PlaceView]


@dataclass(frozen=True)
class EntryView:
    """A named entry of a simple list; `attributes` holds what else is known, as text."""

    name: str
    attributes: dict[str, str]
    locations: list[PlaceView]


@dataclass(frozen=True)
class SecretView:
    name: str
    store: str
    environments: list[str]
    used_by: list[str]
    in_clear: bool
    locations: list[PlaceView]


@dataclass(frozen=True)
class JobView:
    name: str
    purposes: list[str]
    environment: str | None
    needs: list[str]
    locations: list[PlaceView]


@dataclass(frozen=True)
class PipelineView:
    name: str
    path: str
    provider: str
    triggers: list[str]
    jobs: list[JobView]
    locations: list[PlaceView]


@dataclass(frozen=True)
class StatementView:
    value: str
    locations: list[PlaceView]


@dataclass(frozen=True)
class ContradictionView:
    subject: str
    attribute: str
    statements: list[StatementView]


@dataclass(frozen=True)
class DifferentView:
    """The value of one environment."""

    environment: str
    value: str
    locations: list[PlaceView]


@dataclass(frozen=True)
class DifferenceView:
    subject: str
    attribute: str
    values: list[DifferentView]


@dataclass(frozen=True)
class PartView:
    """One of several systems of a repository."""

    name: str
    folder: str
    services: list[str]
    datastores: list[str]


@dataclass(frozen=True)
class QuestionView:
    key: str
    ask: str
    who: str
    section: str


@dataclass(frozen=True)
class LeftOutView:
    path: str
    reason: str
    files: int


@dataclass(frozen=True)
class ProblemView:
    message: str
    advice: str
    locations: list[PlaceView]


@dataclass(frozen=True)
class SystemView:
    """The whole answer of `opsworthy survey --format json`."""

    schema: str
    name: str
    deployable: AssessmentView
    paid_resources: AssessmentView
    services: list[ServiceView]
    datastores: list[DatastoreView]
    environments: list[EntryView]
    secrets: list[SecretView]
    endpoints: list[EntryView]
    pipelines: list[PipelineView]
    third_parties: list[EntryView]
    migrations: list[EntryView]
    alerts: list[EntryView]
    contacts: list[EntryView]
    documents: list[EntryView]
    contradictions: list[ContradictionView]
    questions: list[QuestionView]
    left_out: list[LeftOutView]
    problems: list[ProblemView] = field(default_factory=list)
    deployment_order: list[list[str]] = field(default_factory=list)
    differences: list[DifferenceView] = field(default_factory=list)
    systems: list[PartView] = field(default_factory=list)
    receivers: list[EntryView] = field(default_factory=list)
    dashboards: list[EntryView] = field(default_factory=list)
    objectives: list[EntryView] = field(default_factory=list)
    scrapes: list[EntryView] = field(default_factory=list)
    telemetry: list[EntryView] = field(default_factory=list)
    backups: list[EntryView] = field(default_factory=list)
    resources: list[EntryView] = field(default_factory=list)
    charts: list[EntryView] = field(default_factory=list)
    deliveries: list[EntryView] = field(default_factory=list)
    commands: list[EntryView] = field(default_factory=list)
    credentials_in_clear: list[EntryView] = field(default_factory=list)
