"""Releases of Go modules: the tag is the release."""

from opsworthy.documents.markup import Fence, Words, fence, say
from opsworthy.documents.platform import Tool
from opsworthy.documents.release.naming import folder_of, name_of, shown, version
from opsworthy.documents.shell import sh
from opsworthy.system.model import PackageDeclared

TOOLS = (Tool("go", sh("go version"), "the version in go.mod or newer", "tests and builds"),)
UPKEEP = fence(
    sh("go list -u -m all"),
    "a newer version in brackets, where there is one",
    sh("govulncheck ./..."),
    "No vulnerabilities found",
)


def test(package: PackageDeclared) -> Fence:
    folder = folder_of(package)
    return fence(sh("go -C {} vet ./...", folder), "nothing", sh("go -C {} test ./...", folder), "ok for each package")


def build(package: PackageDeclared) -> Fence:
    folder = folder_of(package)
    return fence(
        sh("go -C {} build ./...", folder),
        "nothing",
        sh("go -C {} mod tidy -diff", folder),
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
    return fence(sh("go list -m {}@v{}", name_of(package), version(package)), f"{name_of(package)} v{shown(package)}")


def withdraw(package: PackageDeclared) -> tuple[Words, Fence | None]:
    words = say(
        "A module proxy keeps every version for ever. Retract it: the next version says in its `go.mod` that this one must not "
        "be used."
    )
    commands = fence(
        sh("go -C {} mod edit -retract=v{}", folder_of(package), version(package)),
        sh("git commit -m {} -- {}", f"Retract {shown(package)}", package.path),
        "one new commit; tag it as the next version",
    )
    return words, commands
