"""The addresses at which a site answers from outside, and what a healthy answer looks like."""

from opsworthy.documents.site import Site, Unit
from opsworthy.system.model import Places
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """An address to ask. `healthy` where a health route is known to answer there; else any answer of the service will do."""

    url: str
    service: str
    healthy: bool
    expected: str
    locations: Places


def addresses(site: Site) -> tuple[Address, ...]:
    """One address for each service that is reached from outside: its ingress, or the address that a person gave."""
    found: dict[str, Address] = {}
    for endpoint in site.endpoints:
        unit = site.unit(endpoint.service)
        if not endpoint.host or "*" in endpoint.host or endpoint.service in found:
            continue
        base = f"{'https' if endpoint.tls else 'http'}://{endpoint.host}"
        route = health_path(unit) if unit and endpoint.path in ("", "/") else None
        url = base + (route or endpoint.path or "/")
        found[endpoint.service] = Address(
            url, endpoint.service, route is not None, _expected(site, unit, route), endpoint.locations
        )
    return tuple(found.values()) or _told(site)


def health_path(unit: Unit) -> str | None:
    """The route that says whether a unit can serve: its readiness probe before the others."""
    probe = unit.probe("readiness", "health", "liveness", "startup")
    return probe.path if probe is not None and probe.kind == "http" else None


def routes(site: Site, unit: Unit) -> dict[str, Places]:
    """Every health route of a unit that the manifests ask or the code answers, with its places."""
    found: dict[str, Places] = {probe.path: (probe.location,) for probe in unit.probes if probe.kind == "http" and probe.path}
    for each in site.system.health:
        if each.service == unit.name and each.role != "metrics":
            found[each.path] = (*found.get(each.path, ()), *each.locations)
    return found


def answer_of(site: Site, unit: Unit | None, route: str | None) -> str:
    """What a healthy answer is: the status, and the fields that the code puts into it."""
    named = (
        each.fields for each in site.system.health if each.path == route and (unit is None or each.service in (unit.name, None))
    )
    fields = next((held for held in named if held), ())
    return "HTTP 200" + (f", JSON with {', '.join(fields)}" if fields else "")


def _expected(site: Site, unit: Unit | None, route: str | None) -> str:
    return answer_of(site, unit, route) if route else "any answer of the service itself: not 502, 503 or 504"


def _told(site: Site) -> tuple[Address, ...]:
    """The address that a person gave, asked at the health route of the first service that has one."""
    told = site.system.answer(f"environments.{site.asked}.url")
    if told is None:
        return ()
    base = str(told.value).rstrip("/")
    known = [
        (unit, route) for unit in site.services for route in [health_path(unit) or next(iter(routes(site, unit)), None)] if route
    ]
    unit, route = next(iter(known), (next(iter(site.services), None), None))
    name = unit.name if unit else site.system.name
    return (Address(base + (route or "/"), name, route is not None, _expected(site, unit, route), (told.location,)),)
