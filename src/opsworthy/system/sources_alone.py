"""Source that serves and no file that says where it runs: one service by the project's name."""

from collections.abc import Iterable
from posixpath import dirname
from typing import TypeVar

from opsworthy.facts.project import PackageDeclared, PortListened, ProductUsed
from opsworthy.facts.workloads import Container, Port, Workload
from opsworthy.system.known import Known
from opsworthy.system.signs import is_aside, root_packages
from opsworthy.text.location import Location, Stated

PLATFORM = "process"
Found = TypeVar("Found", PortListened, ProductUsed)


def program_of(known: Known, name: str) -> Workload | None:
    """The server that the source starts when somebody runs it. None of a package for others, and none where nothing listens
    and no web framework is used: a program that ends is no service."""
    if any(package.publishable and not package.private for package in root_packages(known)):
        return None
    listened = sorted(_near(known.of(PortListened)), key=_depth)
    used = sorted((each for each in _near(known.of(ProductUsed)) if each.kind == "framework"), key=_depth)
    places = [*(each.location for each in listened), *(each.location for each in used)]
    if not places:
        return None
    folder = _home(places[0].path, known)
    ports = [each for each in listened if each.port is not None]
    container = Container(
        name,
        places[0],
        ports=tuple(Port(each.port, each.said_at or each.location) for each in ports[:1] if each.port is not None),
        context=Stated(folder or ".", places[0]),
    )
    return Workload(PLATFORM, "program", name, places[0], containers=(container,))


def _home(path: str, known: Known) -> str:
    """The folder of the package that a file belongs to, whose manifest says what the program needs; else the file's own."""
    homes = {dirname(package.path) for package in known.of(PackageDeclared)}
    holding = [home for home in homes if not home or path.startswith(f"{home}/")]
    return max(holding, key=len, default=dirname(path))


def _near(found: Iterable[Found]) -> list[Found]:
    return [each for each in found if not is_aside(each.location.path)]


def _depth(each: PortListened | ProductUsed) -> tuple[int, Location]:
    return each.location.path.count("/"), each.location
