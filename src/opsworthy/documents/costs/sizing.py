"""Right-sizing: what the largest lines ask for, and how to see whether they use it."""

from decimal import Decimal

from opsworthy.documents.blocks import Block
from opsworthy.documents.costs.money import has_price, in_place, usd
from opsworthy.documents.heroku.names import app
from opsworthy.documents.kubernetes.names import namespace
from opsworthy.documents.markup import Element, Fence, Hole, fence, paragraph, table
from opsworthy.documents.phrases import amount, cores, heading
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, operated, references, sites
from opsworthy.documents.writer import Dossier
from opsworthy.pricing.estimate import Estimate, Line

_MOST = 6


def right_sizing(dossier: Dossier, estimate: Estimate) -> Block:
    held = operated(sites(dossier.system))
    lines = [line for line in estimate.lines if line.category in ("compute", "database") and line.service and has_price(line)]
    largest = sorted(lines, key=lambda line: line.likely or 0, reverse=True)[:_MOST]
    elements: list[Element] = [heading(3, "Right-sizing")]
    if largest:
        rows = [_row(line, held) for line in largest]
        elements += [
            paragraph("The largest lines first; a tenth less of what one asks for saves about a tenth of it."),
            table(("Of", "Environment", "Asks for, each", "May use, each", "Likely (USD per month)"), rows),
        ]
    for site in references(held):
        elements += [paragraph("What {} really uses:", site.name), _measure(site)]
    return Block("optimization.sizing", tuple(elements), tuple(place for line in largest for place in line.locations[:1]))


def _row(line: Line, held: tuple[Site, ...]) -> tuple[Hole, ...]:
    unit = next((found for site in held if site.key == line.environment and (found := site.unit(line.service))), None)
    resources = unit.resources if unit else None
    asks = may = "—"
    if resources is not None:
        asks = _both(resources.cpu_request, resources.memory_request)
        may = _both(resources.cpu_limit, resources.memory_limit)
    elif unit is not None and unit.placement.size is not None:
        asks = unit.placement.size.value
    return (line.service, in_place(line), asks, may, usd(line.likely) if line.likely is not None else "—")


def _both(cpu: Decimal | None, memory: int | None) -> str:
    parts = [f"{cores(cpu)} CPU" if cpu else "", amount(memory) if memory else ""]
    return ", ".join(part for part in parts if part) or "—"


def _measure(site: Site) -> Fence:
    if site.platform == "kubernetes":
        return fence(
            sh("kubectl top pods {} --containers --sort-by=cpu", namespace(site)),
            "use at this moment; compare the peaks of a week with the requests, and leave room above them",
        )
    if site.platform == "heroku":
        return fence(
            sh("heroku logs --num 1500 --source heroku --app {} | grep -c 'Error R14'", app(site)),
            "0: the size has memory enough; its dashboard under Metrics shows how much is left",
        )
    return fence(sh("docker stats --no-stream"), "CPU and memory of each container")
