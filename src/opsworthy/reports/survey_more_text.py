"""What `opsworthy survey` prints beside services and their needs: who watches and answers, what differs, what is in clear."""

from collections import Counter
from collections.abc import Iterator, Sequence

from opsworthy.reports.printed import Printed, plain, title
from opsworthy.reports.words import columns, count, safe, shortened
from opsworthy.system.model import Difference, System
from opsworthy.text.location import Location

_WIDE = 64
_SHOWN = 8


def surroundings(system: System, everything: bool) -> Iterator[Printed]:
    """All sections that have something to say, each cut to a few rows unless `everything` is asked for."""
    yield from listed(_parts(system), "system", everything, " in this repository")
    yield from listed(_differences(system.differences), "difference", everything, " between environments")
    yield from listed(_resources(system), "kind", everything, " of cloud resources", plural="kinds")
    yield from listed(_deliveries(system), "delivery", everything, plural="deliveries")
    yield from listed(_alerts(system), "alert", everything)
    yield from listed(_dashboards(system), "dashboard", everything)
    yield from listed(_people(system), "owner or contact", everything, plural="owners and contacts")
    yield from listed(_credentials(system), "credential", everything, " committed in clear (values are not shown)")


def listed(
    rows: Sequence[Sequence[str]], noun: str, everything: bool, remark: str = "", plural: str | None = None
) -> Iterator[Printed]:
    """A counted title and a row for each; nothing where there is none."""
    if not rows:
        return
    yield from title(count(len(rows), noun, plural) + remark)
    shown = rows if everything else rows[:_SHOWN]
    yield from plain(columns(shown))
    if len(shown) < len(rows):
        yield Printed(f"  and {len(rows) - len(shown)} more; `--all` lists them", "dim")


def _parts(system: System) -> list[tuple[str, ...]]:
    return [(safe(each.folder), shortened(", ".join(safe(name) for name in each.services), _WIDE)) for each in system.parts]


def _differences(found: tuple[Difference, ...]) -> list[tuple[str, ...]]:
    return [
        (
            safe(each.subject),
            safe(each.attribute),
            shortened(", ".join(f"{safe(name)} {safe(value)}" for name, value in _values(each)), _WIDE + 16),
        )
        for each in found
    ]


def _values(difference: Difference) -> list[tuple[str, str]]:
    """Each environment with its value; of images that differ only in their tags, the tags."""
    told = [(name, stated.value) for name, stated in difference.values]
    names = {value.rpartition(":")[0] for _, value in told}
    if difference.attribute == "image" and len(names) == 1 and "" not in names:
        return [(name, value.rpartition(":")[2]) for name, value in told]
    return told


def _resources(system: System) -> list[tuple[str, ...]]:
    """How many of each kind and who makes them: single ones are in the JSON. What an environment changes is the same again."""
    placed = {(each.tool, each.address) for each in system.resources if each.environment is not None}
    told = [each for each in system.resources if each.environment is not None or (each.tool, each.address) not in placed]
    tally = Counter((each.kind, each.platform, each.tool) for each in told)
    first: dict[tuple[str, str, str], Location] = {}
    for each in told:
        first.setdefault((each.kind, each.platform, each.tool), each.location)
    return [
        (safe(kind), str(number), safe(platform), safe(tool), _at(first[kind, platform, tool]))
        for (kind, platform, tool), number in tally.most_common()
    ]


def _deliveries(system: System) -> list[tuple[str, ...]]:
    return [
        (safe(each.name), each.tool, safe(each.path or each.chart or each.repository or "-"), _at(each.location))
        for each in system.deliveries
    ]


def _alerts(system: System) -> list[tuple[str, ...]]:
    return [
        (
            safe(each.name),
            safe(each.severity.value) if each.severity else "-",
            shortened(safe(each.threshold.value), 32) if each.threshold else "-",
            each.tool,
            _at(each.location),
        )
        for each in system.alerts
    ]


def _dashboards(system: System) -> list[tuple[str, ...]]:
    return [(safe(each.title), each.tool, _at(each.location)) for each in system.dashboards]


def _people(system: System) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [
        (safe(each.name), each.kind, safe(each.handle or "-"), _at(each.location)) for each in system.contacts
    ]
    found += [
        (safe(each.owner.value), "owner", safe(each.name), _at(each.owner.location)) for each in system.catalog if each.owner
    ]
    return found + [
        (
            shortened(" ".join(safe(name) for name in each.owners) or "nobody", _WIDE),
            "owner",
            safe(each.pattern),
            _at(each.location),
        )
        for each in system.owners
    ]


def _credentials(system: System) -> list[tuple[str, ...]]:
    return [(safe(each.name or "-"), safe(each.kind), _at(each.location)) for each in system.credentials]


def _at(place: Location) -> str:
    return safe(str(place))
