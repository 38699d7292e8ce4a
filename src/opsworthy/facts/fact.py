"""The closed union of facts. Every one has a `location`; a detector that could not read something yields a Problem."""

from opsworthy.facts.project import (
    Answer,
    AppDeclared,
    Artifact,
    EnvironmentDeclared,
    HealthRoute,
    Migrations,
    PackageDeclared,
    PipelineDeclared,
    ProductUsed,
    SecretDeclared,
    StatusDeclared,
    StatusMalformed,
    VariableDocumented,
    VariableRead,
)
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
    AddOn | Answer | AppDeclared | Artifact | Autoscaler | ConfigDeclared | DisruptionBudget | EnvironmentDeclared
    | HealthRoute | ImageBuilt | Ingress | Migrations | NamespaceDeclared | NetworkRule | NetworkService
    | PackageDeclared | PipelineDeclared | ProductUsed | Quota | SecretDeclared | StatusDeclared | StatusMalformed
    | VariableDocumented | VariableRead | Workload
)  # fmt: skip

Told = Fact | Problem
