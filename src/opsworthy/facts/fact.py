"""The closed union of facts. Every one has a `location`; a detector that could not read something yields a Problem."""

from opsworthy.facts.infrastructure import BackupDeclared, BuildDeclared, ChartDeclared, Delivery, Resource
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
    Answer,
    AppDeclared,
    Artifact,
    CredentialInClear,
    EnvironmentDeclared,
    HealthRoute,
    LockFile,
    Migrations,
    PackageDeclared,
    PipelineDeclared,
    PortListened,
    ProductUsed,
    SecretDeclared,
    SecretRead,
    ShutdownHandled,
    VariableDocumented,
    VariableRead,
)
from opsworthy.facts.status import StatusDeclared, StatusMalformed
from opsworthy.facts.workloads import (
    AddOn,
    Autoscaler,
    ConfigDeclared,
    DisruptionBudget,
    ImageBuilt,
    Ingress,
    NamespaceDeclared,
    NetworkRule,
    NetworkService,
    Quota,
    Workload,
)
from opsworthy.text.source import Problem

Fact = (
    AddOn | AlertReceiver | AlertRule | Answer | AppDeclared | Artifact | Autoscaler | BackupDeclared | BuildDeclared
    | CatalogEntity | ChartDeclared | ConfigDeclared | Contact | CredentialInClear | Dashboard | Delivery | DisruptionBudget
    | EnvironmentDeclared | HealthRoute | ImageBuilt | Ingress | LockFile | Migrations | NamespaceDeclared | NetworkRule
    | NetworkService | Objective | Owner | PackageDeclared | PipelineDeclared | PortListened | ProductUsed | Quota | Resource
    | Scrape | SecretDeclared | SecretRead | ShutdownHandled | StatusDeclared | StatusMalformed | TelemetryPipeline
    | VariableDocumented | VariableRead | WayToRun | Workload
)  # fmt: skip

Told = Fact | Problem
