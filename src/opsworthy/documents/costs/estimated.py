"""What it costs: by environment, by component, with the assumption behind each line, and what has no price yet."""

from decimal import ROUND_HALF_UP, Decimal

from opsworthy.documents.blocks import Block
from opsworthy.documents.costs.money import (
    COLUMNS,
    TITLES,
    amounts,
    has_price,
    in_place,
    sources,
    span_of,
    summed,
    total_row,
    usd,
)
from opsworthy.documents.markup import Bullets, Element, Hole, OpenQuestion, Words, paragraph, say, step, table
from opsworthy.documents.phrases import heading, marked, see, slug
from opsworthy.documents.writer import Dossier
from opsworthy.pricing.estimate import Estimate, Line
from opsworthy.system.model import Places


def estimated(dossier: Dossier, estimate: Estimate) -> tuple[Block, ...]:
    return (
        _summary(estimate),
        *(_place(estimate, name) for name in dict.fromkeys(in_place(line) for line in estimate.lines)),
        _components(estimate),
        *_outside(dossier, estimate),
        _transfer(estimate),
        *_unpriced(dossier, estimate),
        _upkeep(dossier),
        _assumptions(estimate),
    )


def _places(lines: list[Line]) -> Places:
    return tuple(place for line in lines for place in line.locations[:1])


def _summary(estimate: Estimate) -> Block:
    names = list(dict.fromkeys(in_place(line) for line in estimate.lines))
    rows: list[tuple[Hole, ...]] = []
    for name in names:
        lines = [line for line in estimate.lines if in_place(line) == name]
        missing = sum(not has_price(line) for line in lines)
        rows.append((name, *summed(lines), str(missing) if missing else "none"))
    if len(names) > 1:
        rows.append((*total_row("Total", estimate.lines), ""))
    elements: list[Element] = [
        heading(2, "Estimated Costs"),
        paragraph("**Total**: {}.", span_of(estimate)),
        table(("Environment", *COLUMNS, "Components without a price"), rows),
    ]
    if not estimate.total.complete:
        elements.append(paragraph("The totals leave out what has no price: {}.", see("Not priced yet")))
    return Block("estimated", tuple(elements), _places(list(estimate.lines)))


def _place(estimate: Estimate, name: str) -> Block:
    """Every priced line of one environment, with its total; the lines are rounded first, so they add up on paper."""
    short = sources(estimate)
    lines = [line for line in estimate.lines if in_place(line) == name and has_price(line)]
    rows = [_row(line, short[line.source] if line.source else "—") for line in lines]
    title = f"Infrastructure costs of {name}" if all(line.category != "third-party" for line in lines) else f"Costs of {name}"
    elements: list[Element] = [heading(3, title)]
    if rows:
        rows.append((*total_row(f"Total of {name}", lines, 2), "", ""))
        elements.append(table(("Component", "Of", "Quantity", *COLUMNS, "Assumption", "Price"), rows))
    else:
        elements.append(paragraph("Nothing here has a price yet: {}.", see("Not priced yet")))
    return Block(f"estimated.{slug(name)}", tuple(elements), _places(lines))


def _row(line: Line, source: str) -> tuple[Hole, ...]:
    return (line.component, line.service or "—", _quantity(line), *amounts(line), marked(line.because), source)


def _quantity(line: Line) -> str:
    if line.quantity is None:
        return "—"
    number = f"{line.quantity.normalize():f}"
    return f"{number} at {_price(line.unit_price)} USD per {line.unit}" if line.unit_price is not None and line.unit else number


def _price(amount: Decimal) -> str:
    """A unit price with at most four decimals and at least none."""
    return f"{amount.quantize(Decimal('0.0001'), rounding=ROUND_HALF_UP).normalize():f}"


def _components(estimate: Estimate) -> Block:
    """The same money by what it is for."""
    used = [name for name in TITLES if any(line.category == name and has_price(line) for line in estimate.lines)]
    rows: list[tuple[Hole, ...]] = []
    for name in used:
        lines = [line for line in estimate.lines if line.category == name and has_price(line)]
        rows.append((TITLES[name], *summed(lines)))
    if len(used) > 1:
        rows.append(total_row("Total", estimate.lines))
    if not rows:
        return Block(
            "estimated.components",
            (heading(3, "Cost by component"), paragraph("Not known yet, because nothing here has a price.")),
        )
    return Block("estimated.components", (heading(3, "Cost by component"), table(("Component", *COLUMNS), rows)))


def _outside(dossier: Dossier, estimate: Estimate) -> tuple[Block, ...]:
    """Services of others; a bill of theirs comes apart from the platform's."""
    lines = [line for line in estimate.lines if line.category == "third-party"]
    elements: list[Element] = [heading(3, "Third-party services")]
    if not lines:
        elements.append(paragraph("None that is known to be paid for: no file names one."))
        if dossier.system.third_parties:
            told = [step(say("{}: {}", each.product, _seen(each.paid))) for each in dossier.system.third_parties]
            elements += [paragraph("What the files do name, and nothing is known of its price:"), Bullets(tuple(told))]
        return (Block("estimated.third-party", tuple(elements)),)
    short = sources(estimate)
    rows = [
        (
            line.component,
            line.service or "—",
            in_place(line),
            *amounts(line),
            marked(line.because),
            short[line.source] if line.source else "—",
        )
        for line in lines
    ]
    elements.append(table(("Service", "Of", "Environment", *COLUMNS, "Assumption", "Price"), rows))
    return (Block("estimated.third-party", tuple(elements), _places(lines)),)


def _seen(paid: bool) -> str:
    return "paid for" if paid else "whether it is paid for is not known"


def _transfer(estimate: Estimate) -> Block:
    lines = [line for line in estimate.lines if line.category == "data-transfer"]
    elements: list[Element] = [heading(3, "Data transfer and bandwidth")]
    told = [step(_moved(line)) for line in lines]
    if told:
        elements.append(Bullets(tuple(told)))
    else:
        elements.append(paragraph(_NO_TRANSFER))
    return Block("estimated.transfer", tuple(elements), _places(lines))


def _moved(line: Line) -> Words:
    price = say(", {} USD per {}", _price(line.unit_price), line.unit) if line.unit_price is not None and line.unit else ()
    if line.likely is not None:
        return say(
            "{}, {}: {} USD per month likely{}; {}", line.component, in_place(line), usd(line.likely), price, marked(line.because)
        )
    return say("{}, {}: not known{}; {}", line.component, in_place(line), price, marked(line.because))


_NO_TRANSFER = (
    "No price of data transfer is part of this estimate: as far as the catalogue knows, the platforms used here do not bill "
    "it apart."
)
_STATES = {
    "usage-unknown": "usage is not known",
    "price-missing": "the catalogue has no price",
    "unsupported": "not estimated by this tool",
}


def _unpriced(dossier: Dossier, estimate: Estimate) -> tuple[Block, ...]:
    lines = [line for line in estimate.lines if not has_price(line)]
    if not lines:
        return ()
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    for line in lines:
        groups.setdefault((line.component, line.service, line.state, line.because), []).append(in_place(line))
    rows = [
        (component, service or "—", ", ".join(dict.fromkeys(where)), _STATES.get(state, state), marked(because))
        for (component, service, state, because), where in groups.items()
    ]
    elements = (
        heading(3, "Not priced yet"),
        paragraph("These cost something, and nobody has said how much. They are in no total."),
        table(("Component", "Of", "Environment", "State", "Because"), rows),
    )
    asked = [OpenQuestion(each.key, each.ask, each.who) for each in dossier.system.questions if each.key.startswith("usage.")]
    return (Block("estimated.unpriced", (*elements, *asked), _places(lines)),)


def _upkeep(dossier: Dossier) -> Block:
    """People's time is a cost that no file states."""
    jobs = len({job.name for each in dossier.system.pipelines for job in each.jobs})
    runs = say(" The {} jobs of the pipeline use minutes of its provider, which bills them by the account.", jobs) if jobs else ()
    words = say("Not counted in this plan: no file says how much time people spend on it.{}", runs)
    return Block("estimated.upkeep", (heading(3, "Development and maintenance"), paragraph("{}", words)))


def _assumptions(estimate: Estimate) -> Block:
    short = sources(estimate)
    rows = [(name, source.source, source.as_of, source.confidence.replace("_", " ") or "—") for source, name in short.items()]
    elements: list[Element] = [heading(3, "Assumptions"), Bullets(tuple(step(marked(each)) for each in estimate.assumptions))]
    if rows:
        elements += [paragraph("Where the prices come from:"), table(("Price", "Source", "As of", "Confidence"), rows)]
    return Block("estimated.assumptions", tuple(elements))
