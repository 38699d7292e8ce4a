"""Health routes that a framework adds by itself: Spring Boot Actuator, Quarkus SmallRye Health, Micronaut Management."""

from collections.abc import Iterator

from opsworthy.facts.code.health import Route, join, role_of
from opsworthy.facts.code.settings.properties import Property
from opsworthy.facts.project import Dependency
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location

_GROUP = "management.endpoint.health.group."


@dataclass(frozen=True)
class Managed:
    """One program: what it depends on, and its configuration by key (the last value of a key holds)."""

    dependencies: tuple[Dependency, ...]
    settings: dict[str, list[Property]]

    def depends(self, *names: str) -> Dependency | None:
        return next((each for each in self.dependencies if each.name in names and not each.development), None)

    def value(self, key: str, default: str) -> str:
        held = self.settings.get(key)
        return held[-1].value if held and "${" not in held[-1].value else default

    def place(self, key: str) -> Location | None:
        held = self.settings.get(key)
        return held[-1].location if held else None

    def section(self, key: str) -> Location | None:
        """The place from the key that a key stands under to its value."""
        held = self.settings.get(key)
        return (held[-1].within or held[-1].location) if held else None

    def says(self, key: str) -> bool:
        return self.value(key, "").lower() == "true"


def managed_routes(managed: Managed) -> Iterator[Route]:
    """The routes of one program; each stands at the dependency that brings it, or at the setting that opens it."""
    yield from _actuator(managed)
    yield from _quarkus(managed)
    yield from _micronaut(managed)


def _actuator(managed: Managed) -> Iterator[Route]:
    brings = managed.depends(
        "org.springframework.boot:spring-boot-starter-actuator", "org.springframework.boot:spring-boot-actuator-autoconfigure"
    )
    if brings is None:
        return
    exposed = _exposed(managed)
    own_port = managed.place("management.server.port") is not None
    context = "" if own_port else managed.value("server.servlet.context-path", managed.value("spring.webflux.base-path", ""))
    base = join(
        context,
        managed.value("management.server.base-path", ""),
        managed.value("management.endpoints.web.base-path", "/actuator"),
    )
    health = join(base, managed.value("management.endpoints.web.path-mapping.health", "health"))
    if {"health", "*"} & exposed and managed.value("management.endpoint.health.enabled", "true") != "false":
        yield _route(health, brings.location, ("status",), "health")
        yield from _groups(managed, health)
    shown = managed.place("management.endpoints.web.exposure.include")
    if {"prometheus", "*"} & exposed and managed.depends(
        "io.micrometer:micrometer-registry-prometheus", "io.micrometer:micrometer-registry-prometheus-simpleclient"
    ):
        path = managed.value("management.endpoints.web.path-mapping.prometheus", "prometheus")
        yield _route(join(base, path), shown or brings.location, (), "metrics")


def _exposed(managed: Managed) -> set[str]:
    """The endpoints that answer over HTTP: health alone unless the configuration says more."""
    given = [each.value for each in managed.settings.get("management.endpoints.web.exposure.include", ())]
    hidden = [each.value for each in managed.settings.get("management.endpoints.web.exposure.exclude", ())]
    split = [{part.strip().strip("\"'") for text in texts for part in text.split(",")} for texts in (given or ["health"], hidden)]
    return split[0] - split[1]


def _groups(managed: Managed, health: str) -> Iterator[Route]:
    """Liveness and readiness: groups that probes open, and groups of a team's own whose names say so."""
    told: set[str] = set()
    probes = managed.section("management.endpoint.health.probes.enabled")
    if probes is not None and managed.says("management.endpoint.health.probes.enabled"):
        told = {"liveness", "readiness"}
        yield from (_route(join(health, name), probes, ("status",), name) for name in sorted(told))
    for key, held in managed.settings.items():
        name, _, what = key.removeprefix(_GROUP).partition(".") if key.startswith(_GROUP) else ("", "", "")
        role = role_of(f"/{name}") if name else None
        if what == "include" and role is not None and name not in told:
            told.add(name)
            yield _route(join(health, name), held[-1].location, ("status",), role)
        elif what == "additional-path" and role is not None and held[-1].value.startswith("server:"):
            yield _route(join(held[-1].value.removeprefix("server:")), held[-1].location, ("status",), role)


def _route(path: str, place: Location, fields: tuple[str, ...], role: str, framework: str = "Spring Boot Actuator") -> Route:
    return Route(path, place, "java", framework, fields, role=role)


def _quarkus(managed: Managed) -> Iterator[Route]:
    root = managed.value("quarkus.http.root-path", "")
    aside = managed.value("quarkus.http.non-application-root-path", "q")
    base = aside if aside.startswith("/") else join(root, aside)
    brings = managed.depends("io.quarkus:quarkus-smallrye-health")
    if brings is not None:
        own = managed.value("quarkus.smallrye-health.root-path", "health")
        health = own if own.startswith("/") else join(base, own)
        yield _route(health, brings.location, ("status", "checks"), "health", "Quarkus")
        for role, key, default in (("liveness", "liveness-path", "live"), ("readiness", "readiness-path", "ready")):
            path = managed.value(f"quarkus.smallrye-health.{key}", default)
            yield _route(
                path if path.startswith("/") else join(health, path), brings.location, ("status", "checks"), role, "Quarkus"
            )
    metered = managed.depends("io.quarkus:quarkus-micrometer-registry-prometheus")
    if metered is not None:
        path = managed.value("quarkus.micrometer.export.prometheus.path", "metrics")
        yield _route(path if path.startswith("/") else join(base, path), metered.location, (), "metrics", "Quarkus")


def _micronaut(managed: Managed) -> Iterator[Route]:
    brings = managed.depends("io.micronaut:micronaut-management")
    if brings is None:
        return
    base = managed.value("endpoints.all.path", managed.value("micronaut.server.context-path", ""))
    if managed.value("endpoints.health.enabled", "true") != "false":
        for name, role in (("health", "health"), ("health/liveness", "liveness"), ("health/readiness", "readiness")):
            yield _route(join(base, name), brings.location, ("status",), role, "Micronaut")
    if managed.depends("io.micronaut.micrometer:micronaut-micrometer-registry-prometheus") and managed.says(
        "endpoints.prometheus.enabled"
    ):
        yield _route(
            join(base, "prometheus"), managed.place("endpoints.prometheus.enabled") or brings.location, (), "metrics", "Micronaut"
        )
