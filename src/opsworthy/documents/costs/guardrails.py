"""What keeps the costs in: limits, bounds of autoscalers, quotas, alerts, and somebody who must say yes."""

from decimal import Decimal, InvalidOperation

from opsworthy.documents.asking import answer, answered, phrased, question
from opsworthy.documents.blocks import Block
from opsworthy.documents.costs.money import summed, usd
from opsworthy.documents.kubernetes.scaling import demands
from opsworthy.documents.markup import Code, Element, Hole, Link, Paragraph, Steps, paragraph, say, step, table, words_of
from opsworthy.documents.phrases import anchor, heading, place, see
from opsworthy.documents.site import Site, operated, references, sites
from opsworthy.documents.writer import Dossier
from opsworthy.pricing.estimate import Estimate
from opsworthy.system.model import System


def guardrails(dossier: Dossier, estimate: Estimate) -> tuple[Block, ...]:
    system = dossier.system
    held = operated(sites(system))
    return (_limits(system, estimate, held), _scaling(estimate, held), *_quotas(held), _approval(system), _off(system))


def _number(system: System, key: str) -> Decimal | None:
    told = system.answer(key)
    try:
        value = Decimal(str(told.value).strip().rstrip("%").strip()) if told else None
    except InvalidOperation:
        return None
    return value if value is not None and value.is_finite() else None


def _limits(system: System, estimate: Estimate, held: tuple[Site, ...]) -> Block:
    percent = _number(system, "budget.alert-percent")
    rows: list[tuple[Hole, ...]] = []
    asked: list[Element] = []
    for site in held:
        key = f"budget.{site.asked}.monthly-usd"
        limit = _number(system, key)
        open_question = question(system, key)
        if limit is None and open_question and not system.answer(key):
            asked.append(open_question)
        alert = usd(limit * percent / 100) if limit is not None and percent is not None else "not decided"
        likely = summed(line for line in estimate.lines if line.environment == site.key)[1]
        rows.append((site.name, usd(limit) if limit is not None else _said(system, key), alert, likely, _source(system, key)))
    header = ("Environment", "Limit (USD per month)", "Alert at (USD per month)", "Likely (USD per month)", "From")
    elements = (heading(2, "Guardrails"), heading(3, "Spending limits"), table(header, rows), *asked, *_percent(system))
    return Block("guardrails", elements)


def _said(system: System, key: str) -> Hole:
    told = system.answer(key)
    return str(told.value) if told else "not decided"


def _source(system: System, key: str) -> Hole:
    told = system.answer(key)
    return place([told.location]) if told else "—"


def _percent(system: System) -> tuple[Element, ...]:
    threshold = answered(system, "budget.alert-percent", "Budget alert threshold: {} percent of the limit.")
    to = phrased(system, "budget.approver", "Send the alert to whoever may say yes to more: {}")
    return (*threshold, *([Paragraph(to)] if to else []))


def _scaling(estimate: Estimate, held: tuple[Site, ...]) -> Block:
    """What each autoscaler may cost at least and at most."""
    rows: list[tuple[Hole, ...]] = []
    for site in held:
        for unit in site.lasting:
            if unit.scaling:
                lines = [line for line in estimate.lines if line.environment == site.key and line.service == unit.name]
                low, _, high = summed(lines)
                rows.append(
                    (site.name, unit.name, unit.scaling.minimum, unit.scaling.maximum, low, high, place(unit.scaling.locations))
                )
    elements: list[Element] = [heading(3, "Auto-scaling limits")]
    if rows:
        header = ("Environment", "Service", "Min replicas", "Max replicas", "Low (USD per month)", "High (USD per month)", "From")
        elements += [
            table(header, rows),
            paragraph("A loop or an attack cannot make a service take more capacity than the last amount of its row."),
        ]
    else:
        elements.append(paragraph("Nothing in this system scales by itself: costs grow only when a person changes a number."))
    places = tuple(place for site in held for unit in site.lasting if unit.scaling for place in unit.scaling.locations[:1])
    return Block("guardrails.scaling", tuple(elements), places)


def _quotas(held: tuple[Site, ...]) -> tuple[Block, ...]:
    rows: list[tuple[Hole, ...]] = []
    for site in held:
        asked = {each.limit: each.shown for each in demands(site)}
        rows += [
            (site.name, Code(each.resource), each.value, asked.get(each, "—"), place(each.locations)) for each in site.limits
        ]
    elements: list[Element] = [heading(3, "Resource quotas")]
    if rows:
        header = ("Environment", "Quota", "Hard limit", "Asked for at the maximum", "From")
        elements += [paragraph("What a namespace can never exceed, whatever asks for it:"), table(header, rows)]
    else:
        elements.append(
            paragraph("No file sets a quota. What caps the resources is what each service may use and how many of it there are.")
        )
    places = tuple(place for site in held for each in site.limits for place in each.locations[:1])
    return (Block("guardrails.quotas", tuple(elements), places),)


def _approval(system: System) -> Block:
    who = answer(system, "budget.approver")
    asked = question(system, "budget.approver")
    steps = (
        step("Say what it is for, and what happens without it."),
        step(say("Show the change in money: `opsworthy cost estimate` before and after, and {}.", see("Opportunities"))),
        step(say("Get the approval of {}.", who)) if who else step("Get the approval of whoever answers for the budget."),
        step("Change the limit and its alert together with the files."),
        step("Look again after the first full month."),
    )
    elements: list[Element] = [
        heading(3, "Approval of cost increases"),
        paragraph("Before anything that lifts an environment above its limit:"),
        Steps(steps),
    ]
    return Block("guardrails.approval", (*elements, *([asked] if asked and not who else [])))


def _off(system: System) -> Block:
    """The last guardrail: off."""
    held = references(operated(sites(system)))
    links = [
        step(say("{}: {}", site.name, Link(words_of(site.titled("Stop")), f"runbook.md#{anchor(site.titled('Stop'))}")))
        for site in held
    ]
    elements: list[Element] = [
        heading(3, "Turn it off"),
        paragraph("When costs run away and the cause is not found, stopping is always allowed:"),
        Steps(tuple(links)),
    ]
    elements.append(paragraph("Disks, databases, add-ons and load balancers go on costing until they are deleted."))
    return Block("guardrails.off", tuple(elements))
