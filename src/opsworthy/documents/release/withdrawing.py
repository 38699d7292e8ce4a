"""A published version cannot be unpublished for good, but it can be made to reach nobody."""

from opsworthy.documents.asking import answered
from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Element, Fence, Steps, fence, paragraph, say, step, table
from opsworthy.documents.phrases import heading, see, slug
from opsworthy.documents.release.ecosystems import ECOSYSTEMS
from opsworthy.documents.release.naming import name_of
from opsworthy.documents.release.packages import released
from opsworthy.documents.shell import Variable, sh, typed
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import PackageDeclared


def withdrawing(dossier: Dossier) -> tuple[Block, ...]:
    system = dossier.system
    rows = (
        ("back", "it cannot be installed, loses data, or opens a hole: withdraw it now"),
        ("back", "what worked is broken for many, and the reason is not found today"),
        ("forward", "one thing is wrong and its mend is small: release the next version"),
        ("forward", "data or files in a new format were already written by users: an older version could not read them"),
    )
    opening = (
        heading(2, "Rollback"),
        heading(3, "Roll back or roll forward"),
        table(("Direction", "When"), rows),
        *answered(system, "rollback.minutes", "**Expected rollback time**: {} minutes, verification included."),
        *answered(system, "release.approver", "Who decides: {}."),
    )
    good: tuple[Element, ...] = (
        heading(3, "The last good version"),
        fence(
            sh("git tag --sort=-v:refname --list"),
            "the versions, newest first; the last good one is the newest that nobody reported as broken",
            sh("git log --oneline -10"),
            "what came after it",
        ),
    )
    return (Block("rollback", opening), Block("rollback.last-good", good), *(_package(each) for each in released(system)))


def _package(package: PackageDeclared) -> Block:
    name = name_of(package)
    eco = ECOSYSTEMS[package.ecosystem]
    words, commands = eco.withdraw(package)
    steps = (
        step(words, commands),
        step("Take the change back, and release that as the next version: users get it by updating.", _reverted()),
        step(say("Release it: {}.", see(f"Release {name}"))),
        step("Verify that a new installation gets the good version.", eco.newest(package)),
        step("Tell users which version to leave out, and why, where they read about releases."),
    )
    return Block(
        f"rollback.{slug(name)}",
        (heading(3, f"Withdraw {name}"), paragraph("For {}:", eco.title), Steps(steps)),
        (package.location,),
    )


def _reverted() -> Fence:
    return fence(
        sh("git log --oneline -10"),
        *typed("BAD_COMMIT", "the hash of the commit to take back"),
        sh("git revert --no-edit {}", Variable("BAD_COMMIT")),
        "one new commit that takes it back",
    )
