"""What goes wrong, by symptom, and the questions that lead there."""

from dataclasses import replace

from opsworthy.documents.asking import listed
from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Element, Item, Steps, Words, joined, paragraph, say, step, table
from opsworthy.documents.phrases import cite, heading, names, see
from opsworthy.documents.platform import Issue, platform_of
from opsworthy.documents.runbook.causes import shared_issues
from opsworthy.documents.runbook.operations import preparation
from opsworthy.documents.site import Site, operated, references, sites
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import System


def troubleshooting(dossier: Dossier) -> tuple[Block, ...]:
    held = references(operated(sites(dossier.system)))
    issues: dict[str, Issue] = {}
    for site in held:
        for issue in _issues(site):
            apart = issue.key in issues and issue.diagnosis != issues[issue.key].diagnosis
            mine = replace(issue, key=f"{issue.key}.{site.slug}", title=site.titled(issue.title)) if apart else issue
            issues.setdefault(mine.key, mine)
    return (_opening(dossier.system, held), *map(issue_block, issues.values()), _reading(held), _contacts(dossier.system))


def _issues(site: Site) -> tuple[Issue, ...]:
    platform = platform_of(site)
    return (*(platform.issues(site) if platform else ()), *shared_issues(site))


def _opening(system: System, held: tuple[Site, ...]) -> Block:
    elements: list[Element] = [heading(2, "Troubleshooting"), heading(3, "Where to start")]
    for site in held:
        elements += preparation(site)
        platform = platform_of(site)
        asked = platform.decisions(site) if platform else ()
        if asked:
            elements += [
                *((paragraph("{}:", platform.title),) if platform and site.suffix else ()),
                Steps((_since(site), *asked)),
            ]
    if len(elements) == 2:
        elements.append(paragraph("Look at what changed last, then at {}.", see("Reading the logs")))
    return Block("troubleshooting", tuple(elements), tuple(place for each in system.services for place in each.locations[:1]))


def _since(site: Site) -> Item:
    return step(
        "Did it begin with a deployment, a changed setting or a changed secret?",
        Bullets(
            (
                step(say("yes, and users are affected: {} first, ask why afterwards", see(f"Roll back {site.name}"))),
                step("no, or not known: go on"),
            )
        ),
    )


def issue_block(issue: Issue) -> Block:
    """One trouble as a block of its own."""
    return Block(
        f"troubleshooting.{issue.key}",
        (
            heading(3, issue.title),
            paragraph("**Symptom**: {}.", joined(issue.symptoms, "; ")),
            paragraph("**Cause**: {}", issue.cause),
            paragraph("**Diagnosis** (these commands only read):"),
            issue.diagnosis,
            paragraph("**Solution**:"),
            Steps(issue.solution),
        ),
        issue.sources,
    )


_LINES: tuple[tuple[str, str], ...] = (
    ("`connection refused`", "the other side does not listen: it is down, still starting, or on another port"),
    ("`timeout`, `timed out`", "the other side does not answer: overloaded, or the network does not let it through"),
    ("`no such host`, `could not translate host name`", "the name is wrong, or the service of that name does not exist here"),
    ("`permission denied`, `401`, `403`, `authentication failed`", "a secret is wrong, expired or was rotated on one side only"),
    ("`no space left on device`", "a volume or a disk is full"),
    ("`too many connections`", "more processes times connections than the database allows"),
    ("exit code 137", "killed: out of memory, or it did not stop in time when asked"),
    ("exit code 143", "asked to stop, and stopped: a deployment, a restart or scaling down, no error"),
    ("exit code 1 or 2", "the program gave up by itself; the reason is in its last lines"),
)


def _reading(held: tuple[Site, ...]) -> Block:
    where: Words = joined([see(site.titled("Logs")) for site in held])
    rows = [(say(mark), meaning) for mark, meaning in _LINES]
    elements = (
        heading(3, "Reading the logs"),
        *((paragraph("Where they are: {}. What their lines mean:", where),) if held else ()),
        table(("In the log", "Means"), rows),
    )
    return Block("troubleshooting.logs", elements)


def _contacts(system: System) -> Block:
    items = [
        *listed(system, "contacts.on-call", "On call: {}."),
        *listed(system, "contacts.escalation", "Next: {}."),
        *(listed(system, "contacts.security", "Security: {}.") if system.secrets else ()),
    ]
    outside = [each for each in system.third_parties if each.kind in ("saas", "platform", "datastore")]
    elements: list[Element] = [
        heading(3, "Emergency contacts"),
        Bullets((*items, step(say("The whole way: {}.", see("On-call and escalation"))))),
    ]
    if outside:
        told = joined(
            [
                say("{} (used by {}{})", each.product, names(each.used_by) or "the system", cite(each.locations, 1))
                for each in outside
            ],
            "; ",
        )
        elements.append(paragraph("Whose status page and support to look up when they fail: {}.", told))
    return Block("troubleshooting.contacts", tuple(elements))
