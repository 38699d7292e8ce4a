"""`opsworthy.system/1`: the system model as it is published, every entry with its locations."""

from opsworthy.reports import operations_view
from opsworthy.reports.operations_view import entry, places
from opsworthy.reports.system_schema import (
    AssessmentView,
    ContradictionView,
    DatastoreView,
    EdgeView,
    EntryView,
    HealthView,
    JobView,
    LeftOutView,
    PipelineView,
    PlacementView,
    PortView,
    ProblemView,
    QuestionView,
    ReasonView,
    ReplicasView,
    ScalingView,
    SecretView,
    ServiceView,
    StatementView,
    SystemView,
)
from opsworthy.system.model import Assessment, Datastore, Placement, Reason, Service, System
from opsworthy.text.location import Location, Stated, Unknown

SCHEMA = "opsworthy.system/1"


def view(system: System) -> SystemView:
    """The published shape of a system model."""
    return SystemView(
        schema=SCHEMA,
        name=system.name,
        deployable=_assessment(system.deployable),
        paid_resources=_assessment(system.paid_resources),
        services=[_service(service, system) for service in system.services],
        datastores=[_datastore(store) for store in system.datastores],
        environments=_environments(system),
        secrets=[_secret(system, index) for index in range(len(system.secrets))],
        endpoints=_endpoints(system),
        pipelines=_pipelines(system),
        third_parties=[
            entry(each.product, each.locations, kind=each.kind, paid=str(each.paid).lower(), used_by=", ".join(each.used_by))
            for each in system.third_parties
        ],
        migrations=[
            entry(each.folder, each.locations, tool=each.tool, count=str(each.count), service=each.service)
            for each in system.migrations
        ],
        alerts=operations_view.alerts(system),
        contacts=operations_view.contacts(system),
        documents=[entry(each.path, (Location(each.path, 1),), kind=each.kind) for each in system.documents],
        contradictions=_contradictions(system),
        questions=[QuestionView(each.key, each.ask, each.who, each.section) for each in system.questions],
        left_out=[LeftOutView(each.path, each.reason, each.files) for each in system.left_out],
        problems=[ProblemView(each.message, each.advice, places((each.location,))) for each in system.problems],
        deployment_order=[list(wave) for wave in system.deployment_order()],
        differences=operations_view.differences(system),
        systems=operations_view.parts(system),
        **operations_view.watching(system),
        **operations_view.made(system),
    )


def _assessment(assessment: Assessment) -> AssessmentView:
    return AssessmentView(assessment.value, assessment.kind, [_reason(each) for each in assessment.because])


def _reason(reason: Reason) -> ReasonView:
    return ReasonView(reason.text, places(reason.locations))


def _replicas(replicas: Stated[int] | Unknown) -> ReplicasView:
    if isinstance(replicas, Unknown):
        return ReplicasView(None, replicas.reason, places((replicas.location,) if replicas.location else ()))
    return ReplicasView(replicas.value, None, places((replicas.location,)))


def _placement(placement: Placement) -> PlacementView:
    return PlacementView(
        placement.environment,
        placement.platform,
        placement.kind,
        placement.workload,
        placement.namespace,
        placement.image.value if placement.image else None,
        _replicas(placement.replicas),
        _scaling(placement),
        placement.schedule.value if placement.schedule else None,
        places(placement.locations),
        placement.suspended,
    )


def _scaling(placement: Placement) -> ScalingView | None:
    scaling = placement.autoscaling
    if scaling is None:
        return None
    return ScalingView(scaling.minimum, scaling.maximum, dict(scaling.metrics), places(scaling.locations))


def _service(service: Service, system: System) -> ServiceView:
    placements = [_placement(each) for each in service.placements]
    return ServiceView(
        name=service.name,
        kind=service.kind,
        platform=service.platform,
        image=service.image.value if service.image else None,
        ports=[PortView(port.number, port.name, port.protocol, places((port.location,))) for port in service.ports],
        health=_health(service, system),
        replicas=placements[-1].replicas if placements else None,
        autoscaling=next((each.autoscaling for each in reversed(placements) if each.autoscaling), None),
        depends_on=[EdgeView(edge.name, edge.because, places(edge.locations)) for edge in service.depends_on],
        placements=placements,
        secrets=list(service.secrets),
        folder=service.folder,
        locations=places(service.locations),
    )


def _health(service: Service, system: System) -> list[HealthView]:
    """What probes ask; where none asks a path, the routes of its code, which say no port of their own. All routes stand among
    the endpoints."""
    probes = [
        HealthView(each.kind, each.role, each.path, each.port, list(each.command), places((each.location,)))
        for each in service.health
    ]
    if any(each.path for each in service.health):
        return probes
    routes = [
        HealthView("http", each.role, each.path, None, [], places(each.locations))
        for each in system.health
        if each.service == service.name and each.role != "metrics"
    ]
    return [*probes, *routes]


def _datastore(store: Datastore) -> DatastoreView:
    return DatastoreView(
        store.name,
        store.engine,
        store.platform,
        store.version,
        store.plan,
        list(store.used_by),
        [_placement(each) for each in store.placements],
        places(store.locations),
    )


def _environments(system: System) -> list[EntryView]:
    return [
        entry(
            each.name,
            each.locations,
            platform=each.platform,
            namespace=each.namespace,
            deploy=" ".join(each.deploy).strip(),
            production=str(each.production).lower(),
        )
        for each in (*system.environments, *system.spoken_environments)
    ]


def _secret(system: System, index: int) -> SecretView:
    secret = system.secrets[index]
    return SecretView(
        secret.name,
        secret.store,
        list(secret.environments),
        list(secret.used_by),
        secret.in_clear,
        places(secret.locations),
    )


def _endpoints(system: System) -> list[EntryView]:
    routes = [
        entry(each.path, each.locations, role=each.role, service=each.service, fields=", ".join(each.fields))
        for each in system.health
    ]
    addresses = [
        entry(
            f"{each.host}{each.path}",
            each.locations,
            service=each.service,
            environment=each.environment,
            tls=str(each.tls).lower(),
        )
        for each in system.endpoints
    ]
    return [*addresses, *routes]


def _pipelines(system: System) -> list[PipelineView]:
    return [
        PipelineView(
            name=pipeline.name,
            path=pipeline.path,
            provider=pipeline.provider,
            triggers=list(pipeline.triggers),
            jobs=[
                JobView(job.name, list(job.purposes), job.environment, list(job.needs), places(job.locations))
                for job in pipeline.jobs
            ],
            locations=places(pipeline.locations),
        )
        for pipeline in system.pipelines
    ]


def _contradictions(system: System) -> list[ContradictionView]:
    return [
        ContradictionView(
            each.subject,
            each.attribute,
            [StatementView(statement.value, places((statement.location,))) for statement in each.statements],
        )
        for each in system.contradictions
    ]
