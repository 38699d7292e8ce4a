"""Whether a runbook speaks of the system at hand: the names in its commands against the names that the repository has."""

from collections.abc import Iterator
from functools import cache, lru_cache

from opsworthy.rules.shapes.reading import Reading
from opsworthy.system.model import Places, System
from opsworthy.text.address import split
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_NAMED = frozenset(
    [
        "deployment", "statefulset", "daemonset", "cronjob", "workload", "namespace", "app", "host", "image", "service",
        "function", "container", "release", "url", "remote", "folder", "unit", "project",
    ]
)  # fmt: skip
_TOKEN = regex(r"[a-z][a-z0-9]{2,}")
_FEW = 3


@dataclass(frozen=True, slots=True)
class Strangers:
    """The names in the commands of a runbook, each with its first place, and what the repository has instead; `known` where one
    of its own names stands anywhere in the text."""

    named: tuple[tuple[str, Location], ...]
    here: tuple[tuple[str, Places], ...]
    known: str = ""

    @property
    def enough(self) -> bool:
        """Whether the commands name so much that a system can be told by it."""
        return len({token for name, _ in self.named for token in tokens(name)}) >= _FEW or len(self.named) > _FEW


def strangers(system: System, read: Reading) -> Strangers:
    """What a runbook names and what is there, apart from names that every system has."""
    here = {name: places for name, places in _names(system) if tokens(name)}
    named: dict[str, Location] = {}
    for command in read.commands:
        for target in command.targets:
            name = split(target.name).netloc if "://" in target.name else target.name
            if target.kind in _NAMED and tokens(name) and not any(mark in name for mark in "<>$*{}"):
                named.setdefault(name, command.location)
    own = {token for name in (*here, system.name) for token in tokens(name)}
    words = set(_TOKEN.findall("\n".join(read.text).lower()))
    return Strangers(tuple(named.items()), tuple(here.items()), next(iter(sorted(own & words)), ""))


@lru_cache(maxsize=4096)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell one system from another."""
    return tuple(word for word in _TOKEN.findall(name.lower()) if word not in _generic())


@cache
def _generic() -> frozenset[str]:
    return frozenset(data_of("opsworthy.rules.shapes", "identity.toml")["generic"])


def _names(system: System) -> Iterator[tuple[str, Places]]:
    """What the files that deploy declare by name."""
    for service in system.services:
        yield service.name, service.locations
        for placement in service.placements:
            yield placement.workload, placement.locations
            yield placement.namespace or "", placement.locations
            yield (placement.image.value.partition(":")[0] if placement.image else ""), placement.locations
    for environment in system.environments:
        yield environment.namespace or "", environment.locations
    yield from ((endpoint.host, endpoint.locations) for endpoint in system.endpoints)
    yield from ((chart.name, (chart.location,)) for chart in system.charts)
