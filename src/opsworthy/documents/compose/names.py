"""How Docker Compose is told which files and which service."""

from opsworthy.documents.markup import Shell
from opsworthy.documents.shell import Word, sh
from opsworthy.documents.site import Site, Unit

_FOUND_BY_ITSELF = frozenset({"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"})


def files(site: Site) -> tuple[str, ...]:
    """`-f` for each file: none where Compose finds them by itself, the base first where there is one for all environments."""
    path = site.deploy[1]
    folder, _, name = path.rpartition("/")
    if not path or (not folder and name in _FOUND_BY_ITSELF):
        return ()
    bases = [f"{folder}/{base}" if folder else base for base in sorted(_FOUND_BY_ITSELF)]
    base = next((each for each in bases if each in site.system.paths and each != path), None)
    return ("-f", base, "-f", path) if base and name not in _FOUND_BY_ITSELF else ("-f", path)


def compose(site: Site, rest: str, *holes: Word | tuple[str, ...]) -> Shell:
    """`docker compose` with the files of a site and a command of ours."""
    return sh("docker compose {} {}", files(site), sh(rest, *holes))


def service(unit: Unit) -> str:
    """The name in the Compose file."""
    return unit.placement.workload


def published(unit: Unit) -> tuple[int, int] | None:
    """The port on the host and the one in the container, of the first that is published."""
    ports = unit.of.ports if hasattr(unit.of, "ports") else ()
    found = (port for port in ports if port.target and port.target.isdecimal())
    return next(((int(port.target or 0), port.number) for port in found), None)
