"""Datastores: declared as workloads or add-ons, or known only because code speaks to them."""

from dataclasses import replace

from opsworthy.facts.workloads import AddOn, Workload
from opsworthy.system import engines
from opsworthy.system.engines import Engine
from opsworthy.system.environments import Environments
from opsworthy.system.external import CLOUDS_OWN, external
from opsworthy.system.folders import Folders
from opsworthy.system.images import version
from opsworthy.system.known import Known
from opsworthy.system.managed import managed
from opsworthy.system.merging import Group, Merged
from opsworthy.system.model import Datastore, Placement
from opsworthy.system.names import key
from opsworthy.system.placements import Ground, placements_of
from opsworthy.system.roles import main_container, stands_for_a_cloud
from opsworthy.text.location import Stated

_LOCAL_HOST = "aspire"
"""A host that starts containers where a developer works: one of a name that runs elsewhere is told a second time."""


def datastores_of(merged: Merged, known: Known, folders: Folders, ground: Ground) -> tuple[Datastore, ...]:
    """All datastores by where they stand: the platform's own, add-ons, then those that somebody else runs. A Compose file
    that runs the services names all that they need; what else the code could use, it need not."""
    added = _added(known, ground.environments, merged.platform)
    made = managed(known, ground.environments)
    declared = [_declared(group, merged.platform, ground) for group in merged.datastores]
    named = {(each.engine, key(each.name)) for each in declared}
    made = tuple(each for each in made if each.platform != _LOCAL_HOST or (each.engine, key(each.name)) not in named)
    joined = _join_stand_ins([*added, *made], declared)
    complete = merged.platform == "compose" or any(group.local for group in merged.services)
    complete = complete and not any(stands_for_a_cloud(each) for each in known.of(Workload))
    if not merged.services:
        return tuple(joined)
    groups = (*merged.services, *merged.datastores)
    return (*joined, *external(known, folders, groups, [store.engine for store in joined], _hidden(merged.platform, complete)))


def _hidden(platform: str | None, complete: bool) -> frozenset[str] | None:
    """The families of what no file names although code speaks to it; all, as None, where the files do not name all that is
    needed. A Compose file for a developer's machine leaves out what only a cloud has."""
    if not complete:
        return None
    return frozenset() if platform == "compose" else CLOUDS_OWN


def _declared(group: Group, platform: str | None, ground: Ground) -> Datastore:
    """One that only Compose declares, beside another platform, is a stand-in for one that somebody else runs."""
    engine = group.engine
    images = [container.image.value for each in group.workloads if (container := main_container(each)) and container.image]
    return Datastore(
        name=group.name,
        engine=engine.name if engine else "",
        platform=group.platform if group.members or platform == "compose" else "external",
        version=next((found for image in images if (found := version(image))), None),
        plan=None,
        placements=placements_of(group, ground),
        used_by=(),
        locations=tuple(dict.fromkeys(each.location for each in group.workloads)),
        containers=group.workloads[0].containers,
    )


def _added(known: Known, environments: Environments, platform: str | None) -> tuple[Datastore, ...]:
    """Add-ons that are databases, of the platform that the system runs on, or of any where nothing runs. The same add-on of
    several environments is one datastore; a second of one product in one environment is another, by its alias."""
    found: dict[str, list[tuple[AddOn, Engine]]] = {}
    for each in known.of(AddOn):
        engine = engines.of_add_on(each.product)
        if engine is None or (platform is not None and each.platform != platform):
            continue
        name = each.product
        if any(other.environment == each.environment and other.alias != each.alias for other, _ in found.get(name, ())):
            name = f"{each.product}-{(each.alias or each.plan or 'second').lower()}"
        found.setdefault(name, []).append((each, engine))
    return tuple(_add_on(name, told, environments) for name, told in found.items())


def _add_on(name: str, told: list[tuple[AddOn, Engine]], environments: Environments) -> Datastore:
    shared = [each for each, _ in told if each.environment is None]
    own = {environments.resolve(each.environment): each for each, _ in told if each.environment is not None}
    places: dict[str | None, AddOn] = {}
    for each in shared:
        spread = [place for place in environments.shared() if place not in own]
        if all(environments.is_passing(place) for place in spread):
            places[None] = each
        places.update((place, each) for place in spread)
    places |= own
    order = environments.order()
    ordered = sorted(places, key=lambda place: order.get(place, len(order)))
    speaker, engine = (shared or [each for each, _ in told])[0], told[0][1]
    return Datastore(
        name=name,
        engine=engine.name,
        platform=told[0][0].platform,
        version=None,
        plan=speaker.plan,
        placements=tuple(_add_on_placement(places[place], place) for place in ordered),
        used_by=(),
        locations=tuple(dict.fromkeys(each.location for each, _ in told)),
    )


def _add_on_placement(each: AddOn, environment: str | None) -> Placement:
    plan = Stated(each.plan, each.location) if each.plan else None
    return Placement(
        environment=environment, platform=each.platform, kind="add-on", workload=each.product, namespace=None,
        replicas=Stated(1, each.location), autoscaling=None, image=None, resources=None, selector=(), volumes=(),
        locations=(each.location,), size=plan,
    )  # fmt: skip


def _is_stand_in(local: Datastore, store: Datastore) -> bool:
    """Whether one can be the other on a developer's machine: of one engine, or of one that its clients can speak to."""
    return store.engine == local.engine or local.engine in engines.speaking(store.engine)


def _join_stand_ins(stores: list[Datastore], declared: list[Datastore]) -> list[Datastore]:
    """A Compose database beside the only one of its engine that a platform or a cloud makes is that one on a developer's
    machine."""
    made = len(stores)
    for each in declared:
        same = [at for at, store in enumerate(stores) if at < made and _is_stand_in(each, store)]
        if each.platform == "external" and len(same) == 1:
            store = stores[same[0]]
            stores[same[0]] = replace(
                store,
                version=store.version or each.version,
                placements=(*store.placements, *each.placements),
                locations=(*store.locations, *each.locations),
            )
        else:
            stores.append(each)
    return stores
