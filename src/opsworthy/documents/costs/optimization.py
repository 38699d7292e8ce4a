"""Where money could be saved, by what the files and the estimate show, with what each saving costs in return."""

from decimal import Decimal

from opsworthy.documents.blocks import Block
from opsworthy.documents.costs.caching import caching
from opsworthy.documents.costs.money import has_price, usd
from opsworthy.documents.costs.sizing import right_sizing
from opsworthy.documents.markup import Bullets, Element, Hole, Words, paragraph, say, step, table
from opsworthy.documents.phrases import heading, names, see
from opsworthy.documents.site import Site, operated, sites
from opsworthy.documents.writer import Dossier
from opsworthy.pricing.estimate import Estimate, Line
from opsworthy.text.dataclass import dataclass

_OFF_HOURS = Decimal(168 - 60) / Decimal(168)
"""The share of a week outside twelve hours on five days."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """`saves` in USD per month by the estimate, None where it must be measured first."""

    quick: bool
    what: Words
    saves: Decimal | None
    how: Words
    price: Words


def optimization(dossier: Dossier, estimate: Estimate) -> tuple[Block, ...]:
    found = sorted(_found(dossier, estimate), key=lambda each: (not each.quick, -(each.saves or 0)))
    return (_opportunities(found), right_sizing(dossier, estimate), _commitments(estimate), caching(dossier), _tradeoffs(found))


def _found(dossier: Dossier, estimate: Estimate) -> list[Opportunity]:
    held = operated(sites(dossier.system))
    return [
        *_nights(estimate, held),
        *_minimum(estimate, held),
        *_control_plane(estimate),
        _sizes(),
        *_disks(estimate),
        *_passing(dossier),
    ]


def _running(estimate: Estimate, site: Site) -> list[Line]:
    return [line for line in estimate.lines if line.environment == site.key and line.category == "compute" and has_price(line)]


def _nights(estimate: Estimate, held: tuple[Site, ...]) -> list[Opportunity]:
    found: list[Opportunity] = []
    for site in held:
        likely = sum((line.likely or Decimal(0) for line in _running(estimate, site)), Decimal(0))
        if site.production or likely <= 0 or len(held) < 2:
            continue
        what = say("Stop the services of {} outside twelve hours on five days", site.name)
        price = say("nobody can use {} at night; on nodes of your own it saves only when nodes go too", site.name)
        found.append(
            Opportunity(
                True, what, likely * _OFF_HOURS, say("a schedule for the commands under Stop and Start of the runbook"), price
            )
        )
    return found


def _minimum(estimate: Estimate, held: tuple[Site, ...]) -> list[Opportunity]:
    """Replicas that stand there only so that one may fail, where nobody depends on it."""
    found: list[Opportunity] = []
    for site in held:
        wide = {unit.name: unit.least or 1 for unit in site.services if not site.production and (unit.least or 1) > 1}
        lines = [line for line in _running(estimate, site) if line.service in wide and line.low is not None]
        saves = sum(((line.low or Decimal(0)) * (wide[line.service] - 1) / wide[line.service] for line in lines), Decimal(0))
        if wide:
            how = say("lower the number of replicas of {}", names(wide))
            found.append(
                Opportunity(
                    True,
                    say("One replica of each service is enough for {}", site.name),
                    saves,
                    how,
                    say("a deployment interrupts it"),
                )
            )
    return found


def _control_plane(estimate: Estimate) -> list[Opportunity]:
    lines = [
        line
        for line in estimate.lines
        if line.component == "cluster control plane" and line.low is not None and line.likely is not None
    ]
    saves = sum(((line.likely or Decimal(0)) - (line.low or Decimal(0)) for line in lines), Decimal(0))
    if saves <= 0:
        return []
    what = say("One cluster for all environments instead of several")
    return [
        Opportunity(
            False,
            what,
            saves,
            say("namespaces, quotas and network policies keep them apart"),
            say("a broken cluster takes every environment with it"),
        )
    ]


def _sizes() -> Opportunity:
    what = say("Requests and sizes nearer to what is used")
    return Opportunity(
        False,
        what,
        None,
        say("measure a week, then {}", see("Right-sizing")),
        say("too small is slower or killed, so keep room for peaks, otherwise the saving is paid for with failed requests"),
    )


def _disks(estimate: Estimate) -> list[Opportunity]:
    lines = [line for line in estimate.lines if line.category == "storage" and line.likely]
    total = sum((line.likely or Decimal(0) for line in lines), Decimal(0))
    if not lines:
        return []
    where = names(dict.fromkeys(line.service for line in lines if line.service))
    what = say("Volumes of {} as large as their data needs, old backups deleted", where)
    return [
        Opportunity(
            False,
            what,
            None,
            say("all volumes together cost {} USD per month", usd(total)),
            say("a volume can grow, but not shrink"),
        )
    ]


def _passing(dossier: Dossier) -> list[Opportunity]:
    held = [
        site.name
        for site in sites(dossier.system)
        if site.passing and site.environment is not None and site.platform != "compose"
    ]
    if not held:
        return []
    return [
        Opportunity(
            True,
            say("{} torn down as soon as it is not needed", names(held)),
            None,
            say("when the pull request is closed"),
            say("none"),
        )
    ]


def _opportunities(found: list[Opportunity]) -> Block:
    rows: list[tuple[Hole, ...]] = [
        (
            number,
            "quick win" if each.quick else "complex",
            each.what,
            usd(each.saves) if each.saves is not None else "measure first",
            each.how,
        )
        for number, each in enumerate(found, 1)
    ]
    elements: list[Element] = [
        heading(2, "Optimization Opportunities"),
        heading(3, "Opportunities"),
        table(("No.", "Priority", "What", "Saves (USD per month)", "How"), rows),
        paragraph("Savings are computed from the likely amounts of the estimate. Quick wins need no change of the code."),
    ]
    return Block("optimization", tuple(elements))


def _commitments(estimate: Estimate) -> Block:
    steady = sum(
        (line.low or Decimal(0) for line in estimate.lines if line.category in ("compute", "database") and line.service),
        Decimal(0),
    )
    words = say(
        "What runs all the time at the low end of the estimate is worth {} USD per month: only that much could be reserved or "
        "committed to. The catalogue of this tool holds list prices, no prices of commitments; compare the provider's offer for "
        "one year with that amount, after a month of real bills.",
        usd(steady),
    )
    return Block("optimization.commitments", (heading(3, "Reserved capacity and commitments"), paragraph("{}", words)))


def _tradeoffs(found: list[Opportunity]) -> Block:
    items = tuple(step(say("{}: {}.", each.what, each.price)) for each in found)
    return Block("optimization.tradeoffs", (heading(3, "Cost against performance"), Bullets(items)))
