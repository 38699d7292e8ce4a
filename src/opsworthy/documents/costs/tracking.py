"""Where the bill is seen, how it is told apart, how often somebody looks, and who hears of it."""

from opsworthy.documents.asking import answer, answered
from opsworthy.documents.blocks import Block
from opsworthy.documents.costs.money import in_place
from opsworthy.documents.heroku.names import app
from opsworthy.documents.kubernetes.names import namespace
from opsworthy.documents.markup import Bullets, Element, Hole, fence, paragraph, say, step, table
from opsworthy.documents.phrases import heading, or_dash, see
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, operated, references, sites
from opsworthy.documents.writer import Dossier
from opsworthy.pricing.estimate import Estimate
from opsworthy.system.model import System

_NO_TEAM = "no file names a team or cost centre; `cost.team` in `opsworthy.toml` would"


def tracking(dossier: Dossier, estimate: Estimate) -> tuple[Block, ...]:
    system = dossier.system
    return (_tools(system), _breakdown(system, estimate), _review(system), _alerts(system))


def _tools(system: System) -> Block:
    elements: list[Element] = [
        heading(2, "Cost Tracking"),
        heading(3, "Tools and dashboards"),
        *answered(system, "budget.dashboard", "The bill is seen at {}."),
    ]
    for site in references(operated(sites(system))):
        elements += _of_platform(site)
    elements += [
        paragraph("The estimate again, with the prices of the catalogue and the files as they are now:"),
        fence(
            sh("opsworthy cost estimate"), "the same lines as under Estimated Costs; a difference means that the files changed"
        ),
    ]
    return Block("tracking", tuple(elements))


def _of_platform(site: Site) -> tuple[Element, ...]:
    if site.platform == "heroku":
        return (
            paragraph("On Heroku, the invoice of the account or team shows dynos and add-ons of each app; what they are now:"),
            fence(
                sh("heroku ps --app {}", app(site)),
                "the dynos and their size",
                sh("heroku addons --app {}", app(site)),
                "the add-ons with plan and price",
            ),
        )
    if site.platform == "kubernetes":
        return (
            paragraph("On Kubernetes, the provider bills nodes, disks and load balancers; what the namespace takes of them:"),
            fence(
                sh("kubectl top pods {} --containers", namespace(site)),
                "what is used, to be held against the requests that the estimate is made from",
                sh("kubectl describe resourcequota {}", namespace(site)),
                "Used: what is requested now",
            ),
        )
    return (
        paragraph("The machine is billed as a whole; {} shares it.", site.name),
        fence(sh("docker stats --no-stream"), "which container takes how much of it"),
    )


def _breakdown(system: System, estimate: Estimate) -> Block:
    """How the bill is split the same way as the estimate."""
    rows: list[tuple[Hole, ...]] = [
        ("environment", _by_environment(system)),
        ("component", say("as in {}", see("Cost by component"))),
    ]
    labels = [unit for site in sites(system) for unit in site.services if unit.placement.selector]
    if labels:
        key, value = labels[0].placement.selector[0]
        rows.append(("service", say("by the pods' label `{}`, such as `{}={}`", key, key, value)))
    else:
        rows.append(("service", say("as in the column Of of the estimate")))
    team = answer(system, "cost.team")
    rows.append(("team", say("{}", team) if team else say(_NO_TEAM)))
    held = [line for line in estimate.lines if in_place(line)]
    elements = (heading(3, "Cost breakdown"), table(("By", "How it is told apart"), rows))
    return Block("tracking.breakdown", elements, tuple(place for line in held[:3] for place in line.locations[:1]))


def _by_environment(system: System) -> Hole:
    told = [say("{} is the namespace `{}`", site.name, site.namespace) for site in sites(system) if site.namespace]
    return (
        or_dash(part for at, words in enumerate(told) for part in ((*say("; "), *words) if at else words))
        if told
        else "one account or app for each"
    )


def _review(system: System) -> Block:
    rhythm = answer(system, "budget.review")
    often = say("{}", rhythm) if rhythm else say("monthly, when the bill arrives (no file says otherwise)")
    steps = (
        step(say("How often: {}.", often)),
        step("Hold the bill against the estimate, environment by environment; what is off by more than a fifth gets a reason."),
        step("Correct what was wrong: an answer in `opsworthy.toml`, or the files; then `opsworthy write`."),
    )
    return Block("tracking.review", (heading(3, "Review frequency"), Bullets(steps)))


def _alerts(system: System) -> Block:
    told = answered(system, "budget.alert-percent", "A message is sent at {} percent of the limit of an environment.")
    amounts = paragraph("The amounts stand under {}.", see("Spending limits"))
    return Block("tracking.alerts", (heading(3, "Budget alerts"), *told, *([amounts] if told else [])))
