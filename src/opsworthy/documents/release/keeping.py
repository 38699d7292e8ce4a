"""What is done between releases, and what to watch."""

from opsworthy.documents.asking import listed
from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Element, Hole, fence, paragraph, say, step, table
from opsworthy.documents.phrases import heading, see
from opsworthy.documents.release.ecosystems import ECOSYSTEMS
from opsworthy.documents.release.packages import released
from opsworthy.documents.shell import sh
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import System

_NOTHING_RUNS = "There is nothing to start, stop, restart or scale, and there are no logs of ours: it runs at its users'."


def operations(dossier: Dossier) -> Block:
    kinds = dict.fromkeys(each.ecosystem for each in released(dossier.system))
    elements: list[Element] = [
        heading(2, "Operations"),
        paragraph(_NOTHING_RUNS),
        heading(3, "Maintenance"),
        paragraph("Before each release, and whenever an advisory says so:"),
        *(ECOSYSTEMS[kind].upkeep for kind in kinds),
        heading(3, "Supported versions"),
        fence(sh("git tag --sort=-v:refname --list"), "the versions, newest first; fixes go into the newest"),
    ]
    return Block("operations", tuple(elements))


def monitoring(dossier: Dossier) -> Block:
    system = dossier.system
    header = ("Metric", "How to read it", "Act when", "Why there", "What to do")
    elements: list[Element] = [
        heading(2, "Monitoring"),
        heading(3, "Key metrics and alert thresholds"),
        table(header, _rows(system)),
        heading(3, "Escalation"),
        Bullets(
            (
                *listed(system, "contacts.maintainer", "The maintainers: {}."),
                step(say("A broken release is withdrawn first and understood afterwards: {}.", see("Rollback"))),
            )
        ),
    ]
    return Block("monitoring", tuple(elements))


def _rows(system: System) -> list[tuple[Hole, ...]]:
    runs = say("`gh run list --branch main --limit 5`") if system.pipelines else say("the tests, by hand")
    return [
        ("Tests on the main branch", runs, "any failed run", "what is red cannot be released", see("Troubleshooting")),
        ("Known vulnerabilities", see("Maintenance"), "any", "every user inherits it", see("Maintenance")),
        (
            "Reports of users",
            say("`gh issue list --label bug --state open`"),
            "several on one version in a day",
            "a broken release shows there first",
            see("Rollback"),
        ),
    ]
