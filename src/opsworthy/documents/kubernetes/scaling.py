"""How many replicas there are on Kubernetes, who decides, and how far it may go."""

from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation

from opsworthy.documents.kubernetes.names import namespace, workload
from opsworthy.documents.markup import Comment, Element, Fence, Words, fence, paragraph, say, table
from opsworthy.documents.phrases import amount, cores, names, place
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, Unit
from opsworthy.system.model import Limit, Resources
from opsworthy.text.dataclass import dataclass

_BYTES = {"Ki": 1 << 10, "Mi": 1 << 20, "Gi": 1 << 30, "Ti": 1 << 40, "k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def scale(site: Site) -> tuple[Element, ...]:
    automatic = [unit for unit in site.lasting if unit.scaling]
    manual = [unit for unit in site.services if not unit.scaling and unit.placement.kind in ("Deployment", "StatefulSet")]
    return (*_manual(site, manual), *_automatic(site, automatic), *_room(site))


def _manual(site: Site, units: list[Unit]) -> tuple[Element, ...]:
    if not units:
        return (paragraph("An autoscaler decides about every service; a number set by hand does not last."),)
    unit = units[0]
    more = (unit.least or 1) + 1
    return (
        paragraph("By hand, for what no autoscaler governs ({}):", names(each.name for each in units)),
        fence(
            sh("kubectl scale {} {} --replicas={}", workload(unit), namespace(site, unit), more),
            sh("kubectl get {} {}", workload(unit), namespace(site, unit)),
            f"READY {more}/{more}",
        ),
        paragraph("The next deployment sets it back to what the files say; to make it last, change the files:"),
        table(("Service", "Replicas", "From"), [_replicas(each) for each in units]),
    )


def _replicas(unit: Unit) -> tuple[Words | str, ...]:
    said = unit.replicas
    return (
        unit.name,
        str(said.value) if said else "not said: Kubernetes runs 1",
        place([said.location] if said else unit.placement.locations),
    )


def _automatic(site: Site, units: list[Unit]) -> tuple[Element, ...]:
    if not units:
        return (paragraph("No autoscaler is defined for this environment: nothing changes these numbers but a person."),)
    first = units[0]
    assert first.scaling is not None
    rows = [
        (
            unit.name,
            str(each.minimum),
            str(each.maximum),
            "; ".join(f"{name} {goal}" for name, goal in each.metrics) or "—",
            place(each.locations),
        )
        for unit in units
        if (each := unit.scaling)
    ]
    return (
        paragraph("By itself:"),
        table(("Service", "Least", "Most", "Adds replicas above", "From"), rows),
        fence(
            sh("kubectl get hpa {}", namespace(site)),
            "TARGETS below the target, REPLICAS between MINPODS and MAXPODS; <unknown> means that no metrics arrive",
            Comment(f"raise the ceiling of {first.name} now; the next deployment sets it back unless the file is changed too"),
            sh(
                "kubectl patch hpa {} {} -p {}",
                first.scaling.name,
                namespace(site, first),
                f'{{"spec":{{"maxReplicas":{first.scaling.maximum + 2}}}}}',
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class Demand:
    """What the workloads of a site ask for when every autoscaler is at its maximum, against one hard limit."""

    limit: Limit
    asked: Decimal
    allowed: Decimal
    shown: str

    @property
    def fits(self) -> bool:
        return self.asked <= self.allowed


def demands(site: Site) -> tuple[Demand, ...]:
    """Each quota of CPU, memory or pods that can be compared; a unit that states no resources makes a sum incomplete and
    leaves it out."""
    found: list[Demand] = []
    for limit in site.limits:
        measure = _MEASURES.get(limit.resource)
        allowed = quantity(limit.value)
        asked = _sum(site.lasting, measure) if measure else None
        if asked is not None and allowed is not None:
            shown = cores(asked) if "cpu" in limit.resource else amount(int(asked)) if "memory" in limit.resource else str(asked)
            found.append(Demand(limit, asked, allowed, shown))
    return tuple(found)


_Measure = Callable[[Resources | None], Decimal | int | None]
_MEASURES: dict[str, _Measure] = {
    "requests.cpu": lambda held: held.cpu_request if held else None,
    "limits.cpu": lambda held: held.cpu_limit if held else None,
    "requests.memory": lambda held: held.memory_request if held else None,
    "limits.memory": lambda held: held.memory_limit if held else None,
    "pods": lambda _: 1,
}


def _sum(units: Iterable[Unit], measure: _Measure) -> Decimal | None:
    total = Decimal(0)
    for unit in units:
        each = measure(unit.resources)
        if each is None or unit.most is None:
            return None
        total += Decimal(each) * unit.most
    return total


def quantity(text: str) -> Decimal | None:
    """A Kubernetes quantity as a number: cores, bytes or a count; None where it is not one."""
    for suffix, factor in _BYTES.items():
        if text.endswith(suffix):
            return _number(text.removesuffix(suffix), Decimal(factor))
    return _number(text.removesuffix("m"), Decimal("0.001") if text.endswith("m") else Decimal(1))


def _number(text: str, factor: Decimal) -> Decimal | None:
    try:
        return Decimal(text) * factor
    except InvalidOperation:
        return None


def _room(site: Site) -> tuple[Element, ...]:
    """Whether the quota leaves room for every autoscaler at its maximum."""
    held = demands(site)
    if not held:
        return ()
    rows = [
        (
            say("`{}`", each.limit.resource),
            each.limit.value,
            each.shown,
            "yes" if each.fits else say("**no**"),
            place(each.limit.locations),
        )
        for each in held
    ]
    short = [each for each in held if not each.fits]
    words = say("With every service at its most, against the quota of the namespace (jobs not counted):")
    warned = (
        paragraph("The quota stops the autoscalers before their maximum: {}.", names(each.limit.resource for each in short)),
    )
    return (
        paragraph("{}", words),
        table(("Quota", "Hard limit", "Asked for", "Fits", "From"), rows),
        *(warned if short else ()),
        *_quota(site),
    )


def _quota(site: Site) -> tuple[Fence, ...]:
    return (fence(sh("kubectl describe resourcequota {}", namespace(site)), "Used below Hard in every line"),)
