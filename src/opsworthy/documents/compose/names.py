"""How Docker Compose is told which files and which service."""

from opsworthy.documents.markup import Shell
from opsworthy.documents.shell import Word, sh
from opsworthy.documents.site import Site, Unit

_BASES = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")
_OVERRIDES = tuple(base.replace(".y", ".override.y") for base in _BASES)


def files(site: Site, unit: Unit | None = None) -> tuple[str, ...]:
    """`-f` for each file of a site, or of one unit that stands in a file of its own; none where Compose finds them itself."""
    path = site.deploy[1]
    own = unit.placement.locations[0].path if unit and unit.placement.locations else path
    if own and own not in (path, *_bases(path), *_overrides(path)):
        return ("-f", own)
    folder, _, name = path.rpartition("/")
    if not path or (not folder and name in _BASES):
        return ()
    base = next((each for each in _bases(path) if each in site.system.paths and each != path), None)
    return ("-f", base, "-f", path) if base and name not in _BASES else ("-f", path)


def _bases(path: str) -> tuple[str, ...]:
    return _beside(path, _BASES)


def _overrides(path: str) -> tuple[str, ...]:
    return _beside(path, _OVERRIDES)


def _beside(path: str, names: tuple[str, ...]) -> tuple[str, ...]:
    folder = path.rpartition("/")[0]
    return tuple(f"{folder}/{name}" if folder else name for name in names)


def compose(site: Site, rest: str, *holes: Word | tuple[str, ...], unit: Unit | None = None) -> Shell:
    """`docker compose` with the files of a site, or of one unit, and a command of ours."""
    return sh("docker compose {} {}", files(site, unit), sh(rest, *holes))


def everywhere(site: Site, rest: str) -> tuple[Shell, ...]:
    """The same command for every set of files that the units of a site come from."""
    held = dict.fromkeys((files(site), *(files(site, unit) for unit in site.units)))
    return tuple(sh("docker compose {} {}", each, sh(rest)) for each in held)


def service(unit: Unit) -> str:
    """The name in the Compose file."""
    return unit.placement.workload


def published(unit: Unit) -> tuple[int, int] | None:
    """The port on the host and the one in the container, of the first that is published."""
    ports = unit.of.ports if hasattr(unit.of, "ports") else ()
    found = (port for port in ports if port.target and port.target.isdecimal() and len(port.target) < 6)
    return next(((int(port.target or 0), port.number) for port in found), None)
