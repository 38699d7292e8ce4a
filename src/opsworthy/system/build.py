"""Facts in, one system out: the story of the floor, top to bottom."""

from dataclasses import replace

from opsworthy.facts.infrastructure import BackupDeclared, ChartDeclared, Delivery, Resource
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
from opsworthy.facts.project import CredentialInClear, PackageDeclared, ShutdownHandled, VariableDocumented, VariableRead
from opsworthy.facts.said import Facts
from opsworthy.facts.workloads import Workload
from opsworthy.system import reach
from opsworthy.system.assessment import deployable
from opsworthy.system.connections import connections
from opsworthy.system.contradictions import contradictions_of
from opsworthy.system.counting import counted, known_of
from opsworthy.system.datastores import datastores_of
from opsworthy.system.declared import declared_of
from opsworthy.system.delivered import workloads_delivered
from opsworthy.system.differences import differences_of
from opsworthy.system.edges import with_edges, with_users
from opsworthy.system.environments import environments_of
from opsworthy.system.evidence import Evidence
from opsworthy.system.folders import Folders, folder_of, with_shared
from opsworthy.system.health import endpoints_of
from opsworthy.system.images_alone import workloads_of
from opsworthy.system.kinds import watching
from opsworthy.system.known import Known
from opsworthy.system.merging import Group, Merged, merge
from opsworthy.system.model import Datastore, Secret, Service, System
from opsworthy.system.naming import name_of, named_at
from opsworthy.system.network import Network
from opsworthy.system.outside import outside_of
from opsworthy.system.paid import paid_resources
from opsworthy.system.parts import parts_of
from opsworthy.system.pipelines import pipelines_of
from opsworthy.system.placements import Ground
from opsworthy.system.questions import questions_of
from opsworthy.system.roles import Role
from opsworthy.system.secrets import secrets_of
from opsworthy.system.services import in_order, service_of, with_name
from opsworthy.system.signs import serving_images
from opsworthy.system.sources_alone import program_of
from opsworthy.system.standing import Standing, standing
from opsworthy.system.started import workloads_started
from opsworthy.system.stated_answers import stated_answers
from opsworthy.system.status import status_of
from opsworthy.system.third_parties import third_parties_of
from opsworthy.system.told import answers_of, documents_of, limits_of, migrations_of
from opsworthy.text.location import Location


def build(facts: Facts, name: str) -> System:
    """Merges what the files say about one system in the folder `name`. What they do not say becomes a question."""
    known = known_of(facts)
    name = name_of(known, name)
    merged = _merged(known, name)
    groups = (*merged.services, *merged.datastores)
    environments = environments_of(known, merged)
    network, ground = Network(known, groups), Ground.of(known, environments)
    folders = _folders(merged, known, network, ground, name)
    services = _services(merged, folders, known, network, ground)
    stores = datastores_of(merged, known, folders, ground)
    services, stores = _joined(known, merged, network, folders, services, stores)
    secrets = secrets_of(known, groups, folders, environments, merged.platform)
    named = named_at(known, name)
    services = tuple(with_name(replace(each, secrets=_names(secrets, each.name)), name, named) for each in services)
    pipelines = pipelines_of(known, environments, is_site=not services)
    third_parties = third_parties_of(known, folders)
    third_parties += outside_of(known, folders, third_parties, name)
    health = endpoints_of(known, folders)
    answers = answers_of(known)
    given = {told.key for told in answers if told.value != ""}
    answers += tuple(told for told in stated_answers(known, environments) if told.key not in given)
    evidence = Evidence(known, merged, services, answers, _aside(facts, merged))
    verdict = deployable(evidence)
    system = System(
        name=name,
        deployable=verdict,
        paid_resources=paid_resources(evidence, verdict, third_parties, pipelines, secrets),
        services=services,
        datastores=stores,
        environments=environments.all,
        spoken_environments=environments.spoken,
        secrets=secrets,
        endpoints=network.endpoints(environments),
        health=health,
        pipelines=pipelines,
        third_parties=third_parties,
        migrations=migrations_of(known, folders),
        packages=known.of(PackageDeclared),
        variables_read=known.of(VariableRead),
        variables_documented=known.of(VariableDocumented),
        limits=limits_of(known, environments),
        documents=documents_of(known),
        answers=answers,
        contradictions=contradictions_of(known, groups, services, health, network, folders),
        status=status_of(known, facts, name),
        differences=differences_of(services, stores, groups, environments),
        parts=parts_of(services, stores, groups),
        problems=facts.problems,
        left_out=facts.left_out,
        paths=frozenset(facts.paths),
    )
    system = _with_told(system, known)
    return replace(system, questions=questions_of(system))


def _with_told(system: System, known: Known) -> System:
    """The system with what needs no reading beside the others: who watches, who answers, what clouds are told to make."""
    return replace(
        system,
        resources=known.of(Resource),
        charts=known.of(ChartDeclared),
        deliveries=known.of(Delivery),
        backups=known.of(BackupDeclared),
        alerts=known.of(AlertRule),
        receivers=known.of(AlertReceiver),
        dashboards=known.of(Dashboard),
        objectives=known.of(Objective),
        scrapes=known.of(Scrape),
        telemetry=known.of(TelemetryPipeline),
        owners=known.of(Owner),
        contacts=known.of(Contact),
        catalog=known.of(CatalogEntity),
        commands=known.of(WayToRun),
        credentials=known.of(CredentialInClear),
        shutdowns=known.of(ShutdownHandled),
        declared=declared_of(known),
    )


def _services(merged: Merged, folders: Folders, known: Known, network: Network, ground: Ground) -> tuple[Service, ...]:
    watchers = watching(merged.services)
    found = [service_of(group, folders.of(group.name), known, network, ground) for group in merged.services]
    return in_order(replace(each, kind="monitoring") if each.name in watchers else each for each in found)


def _merged(known: Known, name: str) -> Merged:
    """The groups of workloads; where no file says what runs, the image that a Dockerfile builds is the service, and without
    one the source that serves."""
    started = workloads_started(known)
    merged = merge(counted((*known.of(Workload), *workloads_delivered(known), *started), known, name))
    if merged.services:
        return merged
    images = serving_images(known)
    program = program_of(known, name) if not images else None
    alone = workloads_of(images, name) if images else (program,) if program is not None else ()
    if not alone:
        return merged
    services = merge([(each, Role("service")) for each in alone]).services
    return replace(merged, platform=alone[0].platform, services=services)


def _aside(facts: Facts, merged: Merged) -> tuple[Location, ...]:
    """Where workloads stand that were set aside, if nothing else runs."""
    left = (fact.location for fact in facts.facts if isinstance(fact, Workload) and standing(fact) is Standing.ASIDE)
    return () if merged.services else tuple(left)[:1]


def _folders(merged: Merged, known: Known, network: Network, ground: Ground, name: str) -> Folders:
    watchers = watching(merged.services)
    own = [group for group in merged.services if group.name not in watchers]
    by_service = with_shared(
        {group.name: folder_of(group, known, own == [group], name) for group in merged.services}, merged.services
    )
    services = (service_of(group, by_service[group.name], known, network, ground) for group in merged.services)
    return Folders(by_service, [service.name for service in in_order(services)])


def _names(secrets: tuple[Secret, ...], service: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(secret.name for secret in secrets if service in secret.used_by))


def _joined(
    known: Known, merged: Merged, network: Network, folders: Folders, services: tuple[Service, ...], stores: tuple[Datastore, ...]
) -> tuple[tuple[Service, ...], tuple[Datastore, ...]]:
    """Services with what they need, datastores with who needs them."""
    groups: tuple[Group, ...] = (*merged.services, *merged.datastores)
    found = reach.Reach(known, network, groups)
    needs = [
        *found.settings(folders, stores),
        *found.started(),
        *reach.linked(known, groups, stores),
        *reach.releases(services, merged.services),
        *connections(known, folders, groups, stores),
        *reach.clients(known, folders, stores),
        *found.allowed(),
        *reach.attached(services, stores),
    ]
    services = with_edges(services, stores, needs)
    return services, with_users(stores, services)
