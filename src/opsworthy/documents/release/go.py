"""Releases of Go modules: the tag is the release."""

from opsworthy.documents.markup import Fence, Words, fence, say
from opsworthy.documents.platform import Tool
from opsworthy.documents.release.naming import folder_of, name_of, tagged, version
from opsworthy.documents.shell import sh
from opsworthy.system.model import PackageDeclared, System

TOOLS = (Tool("go", sh("go version"), "the version in go.mod or newer", "tests and builds"),)
UPKEEP = fence(
    sh("go list -u -m all"),
    "a newer version in brackets, where there is one",
    sh("govulncheck ./..."),
    "No vulnerabilities found",
)


def _where(package: PackageDeclared) -> tuple[str, ...]:
    folder = folder_of(package)
    return () if folder == "." else ("-C", folder)


def test(_: System, package: PackageDeclared) -> Fence:
    where = _where(package)
    return fence(sh("go {} vet ./...", where), "nothing", sh("go {} test ./...", where), "ok for each package")


def build(_: System, package: PackageDeclared) -> Fence:
    where = _where(package)
    return fence(
        sh("go {} build ./...", where),
        "nothing",
        sh("go {} mod tidy -diff", where),
        "nothing: go.mod and go.sum are complete",
    )


def _prefix(package: PackageDeclared) -> str:
    """A module in a folder has the folder in its tags."""
    folder = folder_of(package)
    return "" if folder == "." else f"{folder}/"


def publish(package: PackageDeclared) -> Fence:
    tag = sh("{}v{}", _prefix(package), version(package)) if _prefix(package) else sh("v{}", version(package))
    return fence(
        sh("git tag -a {} -m {}", tag, f"Release {name_of(package)}"),
        sh("git push origin {}", tag),
        "[new tag]: from here on the version exists",
    )


def look(package: PackageDeclared) -> Fence:
    return fence(sh("go list -m {}@v{}", name_of(package), version(package)), f"{name_of(package)} {tagged(package)}")


def withdraw(package: PackageDeclared) -> tuple[Words, Fence | None]:
    words = say(
        "A module proxy keeps every version for ever. Retract it: the next version says in its `go.mod` that this one must not "
        "be used."
    )
    commands = fence(
        sh("go {} mod edit -retract=v{}", _where(package), version(package)),
        sh("git commit -m {} -- {}", f"Retract {tagged(package)}", package.path),
        "one new commit; tag it as the next version",
    )
    return words, commands


def newest(package: PackageDeclared) -> Fence:
    """What a new user gets."""
    return fence(sh("go list -m {}@latest", name_of(package)), "the good version, not the withdrawn one")


def listed(package: PackageDeclared) -> Fence:
    """Which versions there are."""
    return fence(sh("go list -m -versions {}", name_of(package)), "every version that is not retracted")
