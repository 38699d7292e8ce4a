"""One environment as an operator meets it: what stands there, in the order in which it has to come up."""

from dataclasses import replace

from opsworthy.documents.phrases import slug
from opsworthy.system.environment_words import is_passing
from opsworthy.system.model import (
    Container,
    Datastore,
    Endpoint,
    Environment,
    Limit,
    Placement,
    Places,
    Probe,
    Resources,
    Scaling,
    Secret,
    Service,
    System,
)
from opsworthy.system.questions import ONLY
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated

_ONE_SHOT = frozenset({"job", "release-task"})


@dataclass(frozen=True)
class Unit:
    """A service or a datastore where it stands in one environment."""

    of: Service | Datastore
    placement: Placement

    @property
    def name(self) -> str:
        return self.of.name

    @property
    def kind(self) -> str:
        """web, api, worker, job, scheduled-job or release-task for a service; datastore for a datastore."""
        return self.of.kind if isinstance(self.of, Service) else "datastore"

    @property
    def runs_on(self) -> bool:
        """Whether it keeps running, rather than ending or starting by a schedule."""
        return not self.once and not self.scheduled

    @property
    def once(self) -> bool:
        return self.kind in _ONE_SHOT or self.placement.kind == "Job"

    @property
    def scheduled(self) -> bool:
        return self.kind == "scheduled-job" or self.placement.kind == "CronJob" or self.placement.schedule is not None

    @property
    def containers(self) -> tuple[Container, ...]:
        return tuple(container for container in self.of.containers if not container.init)

    @property
    def resources(self) -> Resources | None:
        """Of one replica in this environment, or of its container where the environment says nothing of its own."""
        return self.placement.resources or next((each.resources for each in self.containers if each.resources), None)

    @property
    def probes(self) -> tuple[Probe, ...]:
        """What its platform asks there; where it asks nothing, what other files know of its health."""
        held = tuple(probe for container in self.containers for probe in container.probes)
        return self.placement.probes or (self.of.health if isinstance(self.of, Service) and self.of.health else held)

    def probe(self, *roles: str) -> Probe | None:
        """The probe with the first of these roles that it has."""
        return next((probe for role in roles for probe in self.probes if probe.role == role), None)

    @property
    def scaling(self) -> Scaling | None:
        return self.placement.autoscaling

    @property
    def replicas(self) -> Stated[int] | None:
        return self.placement.replicas if isinstance(self.placement.replicas, Stated) else None

    @property
    def least(self) -> int | None:
        """How many replicas stand there at least; None where no file says."""
        return self.scaling.minimum if self.scaling else self.replicas.value if self.replicas else None

    @property
    def most(self) -> int | None:
        return self.scaling.maximum if self.scaling else self.replicas.value if self.replicas else None

    @property
    def image(self) -> Stated[str] | None:
        """None where it is built on the spot under no name of its own."""
        if self.placement.image or self.placement.built:
            return self.placement.image
        return self.of.image if isinstance(self.of, Service) else None

    @property
    def port(self) -> int | None:
        """The number of the first port that it listens on."""
        ports = self.of.ports if isinstance(self.of, Service) else ()
        held = (*ports, *(port for container in self.containers for port in container.ports))
        return next((port.number for port in held), None)


@dataclass(frozen=True)
class Site:
    """One environment with its units in deployment order, datastores included. `name` is what people call it."""

    system: System
    name: str
    platform: str
    environment: Environment | None
    units: tuple[Unit, ...]
    suffix: str = ""
    aside: bool = False

    def titled(self, title: str) -> str:
        """The heading of a procedure; its platform is named where the document has procedures for more than one."""
        return title + self.suffix

    @property
    def slug(self) -> str:
        """The name as a part of a block's id."""
        return slug(self.name)

    @property
    def passing(self) -> bool:
        """Whether it lives only for a while or on one machine."""
        return self.aside or (self.environment is not None and is_passing(self.environment.name))

    @property
    def key(self) -> str | None:
        return self.environment.name if self.environment else None

    @property
    def asked(self) -> str:
        """What stands for this environment in the key of an answer."""
        return self.key or ONLY

    @property
    def namespace(self) -> str | None:
        own = self.environment.namespace if self.environment else None
        return own or next((unit.placement.namespace for unit in self.units if unit.placement.namespace), None)

    @property
    def deploy(self) -> tuple[str, str]:
        """As in Environment.deploy; without an environment, from where its units are written down."""
        if self.environment is not None:
            return self.environment.deploy
        path = next((place.path for unit in self.units for place in unit.placement.locations), "")
        folder = path.rpartition("/")[0] or "."
        return {"compose": ("compose", path), "kubernetes": ("manifests", folder)}.get(self.platform, (self.platform, ""))

    @property
    def production(self) -> bool:
        return self.environment is not None and self.environment.production

    @property
    def lasting(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.runs_on)

    @property
    def services(self) -> tuple[Unit, ...]:
        """What keeps running and is not a datastore."""
        return tuple(unit for unit in self.lasting if isinstance(unit.of, Service))

    @property
    def datastores(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if isinstance(unit.of, Datastore))

    @property
    def tasks(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.once)

    @property
    def schedules(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.scheduled)

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        return tuple(each for each in self.system.endpoints if each.environment in (self.key, None))

    @property
    def limits(self) -> tuple[Limit, ...]:
        return tuple(each for each in self.system.limits if each.environment in (self.key, None))

    @property
    def secrets(self) -> tuple[Secret, ...]:
        return tuple(each for each in self.system.secrets if not each.environments or self.key in each.environments)

    @property
    def sources(self) -> Places:
        """Where the environment and what stands in it were found."""
        own: tuple[Location, ...] = self.environment.locations if self.environment else ()
        return (*own, *(place for unit in self.units for place in unit.placement.locations[:1]))

    def unit(self, name: str) -> Unit | None:
        return next((unit for unit in self.units if unit.name == name), None)

    def waves(self) -> tuple[tuple[Unit, ...], ...]:
        """Units that may come up together, wave after wave."""
        waves = (tuple(unit for name in wave if (unit := self.unit(name))) for wave in self.system.deployment_order())
        return tuple(wave for wave in waves if wave)


def sites(system: System) -> tuple[Site, ...]:
    """Every environment that has somewhere to run, production last, those that live for a while first; one site by the name
    of its platform where no file names an environment."""
    found = [site for each in system.environments if (site := _site(system, each.name, each.platform, each))]
    covered = {site.platform for site in found}
    others = dict.fromkeys(each.platform for owner in _owners(system) for each in owner.placements)
    aside = bool(found)
    found += [_nameless(site, aside) for each in others if each not in covered and (site := _site(system, each, each, None))]
    return tuple(sorted(found, key=lambda site: (not site.passing, site.production)))


_NAMES = {"kubernetes": "the cluster", "heroku": "Heroku", "compose": "the Compose host", "docker": "a Docker host"}


def _nameless(site: Site, aside: bool) -> Site:
    """What stands in no environment: all there is, or a way to run the system on one's own machine."""
    return replace(site, name="your own machine" if aside else _NAMES.get(site.platform, site.platform), aside=aside)


def operated(held: tuple[Site, ...]) -> tuple[Site, ...]:
    """The sites that somebody is on call for: all but those that live for a while, unless there are no others."""
    return tuple(site for site in held if not site.passing) or held


def references(held: tuple[Site, ...]) -> tuple[Site, ...]:
    """One site for each platform whose commands stand for its others, the most important first; the headings of a second
    platform carry its name."""
    last = {site.platform: site for site in held}
    ranked = sorted(last.values(), key=lambda site: (not site.production, held.index(site)))
    return tuple(replace(site, suffix=f" with {site.platform.capitalize()}" if at else "") for at, site in enumerate(ranked))


def _owners(system: System) -> tuple[Service | Datastore, ...]:
    return (*system.datastores, *system.services)


def _site(system: System, name: str, platform: str, environment: Environment | None) -> Site | None:
    owners = {owner.name: owner for owner in _owners(system)}
    order = [owners[name] for wave in system.deployment_order() for name in wave]
    units = tuple(Unit(owner, placed) for owner in order if (placed := _placed(owner, environment, platform)))
    return Site(system, name, platform, environment, units) if units or environment else None


def _placed(owner: Service | Datastore, environment: Environment | None, platform: str) -> Placement | None:
    here = [each for each in owner.placements if each.platform == platform]
    names = (environment.name, None) if environment else (None,)
    return next((each for name in names for each in here if each.environment == name), None)
