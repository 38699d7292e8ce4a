"""What goes wrong with releases."""

from opsworthy.documents.asking import listed
from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Fence, Item, Steps, fence, joined, say, step
from opsworthy.documents.phrases import heading, see
from opsworthy.documents.platform import Issue
from opsworthy.documents.release.ecosystems import ECOSYSTEMS
from opsworthy.documents.release.naming import name_of
from opsworthy.documents.release.packages import released
from opsworthy.documents.runbook.troubleshooting import issue_block
from opsworthy.documents.shell import sh
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import System


def troubleshooting(dossier: Dossier) -> tuple[Block, ...]:
    system = dossier.system
    opening = Block("troubleshooting", (heading(2, "Troubleshooting"), heading(3, "Where to start"), Steps(_start(system))))
    return (opening, *(issue_block(each) for each in (_refused(system), _not_installable(system), _red(system)) if each))


def _start(system: System) -> tuple[Item, ...]:
    return (
        step("Is it in the published version, or only in the folder? Install the published one as under Verify to see."),
        step(say("Published, and the version before worked: {}.", see("Rollback"))),
        step("Published, and it never worked: write a test that shows it, mend it, release the next version."),
        *listed(system, "contacts.maintainer", "Ask {}."),
    )


def _refused(system: System) -> Issue:
    account = sh("npm whoami") if any(each.ecosystem == "npm" for each in released(system)) else sh("git remote -v")
    return Issue(
        "publish",
        "Publishing is refused",
        (say("the upload answers 401 or 403"), say("it says that the version exists already")),
        say("The account may not publish, its token has expired, or the number was used before: no registry takes one twice."),
        fence(
            account,
            "the account, or the place, that releases are made from",
            sh("git tag --sort=-v:refname --list"),
            "the versions there are",
        ),
        (
            step("401 or 403: renew the token, or ask somebody who may publish."),
            step("The version exists: take the next number; never delete one to use it again."),
        ),
    )


def _not_installable(system: System) -> Issue | None:
    held = released(system)
    if not held:
        return None
    diagnosis: Fence = ECOSYSTEMS[held[0].ecosystem].listed(held[0])
    return Issue(
        "install",
        "Users cannot install it",
        (say("installing says that no version fits, or ends in a conflict"),),
        say(
            "What was published lacks a file, or a requirement excludes what users have: {}.",
            joined(name_of(each) for each in held),
        ),
        diagnosis,
        (
            step(say("It fails here too: {}.", see("Rollback"))),
            step("Only for some users: compare their versions with those that the manifest asks for."),
        ),
        tuple(each.location for each in held),
    )


def _red(system: System) -> Issue | None:
    if not system.pipelines:
        return None
    return Issue(
        "pipeline",
        "The pipeline fails",
        (say("a run on the main branch, or that of a release, is red"),),
        say("A test, a check or a service that the pipeline uses failed: {}.", joined([each.path for each in system.pipelines])),
        fence(
            sh("gh run list --limit 10"),
            "which run, and on which commit",
            sh("gh run view --log-failed"),
            "the lines of the step that failed",
        ),
        (
            step("A test: mend it before anything else is merged."),
            step("Something outside: run it again later; nothing was published, because publishing comes last."),
        ),
        tuple(place for each in system.pipelines for place in each.locations[:1]),
    )
