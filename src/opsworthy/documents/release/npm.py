"""Releases on npm."""

from opsworthy.documents.markup import Fence, Words, fence, say
from opsworthy.documents.platform import Tool
from opsworthy.documents.release.naming import folder_of, name_of, shown, version
from opsworthy.documents.shell import sh
from opsworthy.system.model import PackageDeclared

TOOLS = (Tool("npm", sh("npm --version"), "10 or newer", "tests, builds and publishes"),)
UPKEEP = fence(sh("npm outdated"), "what could be newer, and by how much", sh("npm audit"), "found 0 vulnerabilities")


def _there(package: PackageDeclared) -> tuple[str, ...]:
    folder = folder_of(package)
    return () if folder == "." else ("--prefix", folder)


def _has(package: PackageDeclared, script: str) -> bool:
    return any(name == script for name, _ in package.scripts)


def test(package: PackageDeclared) -> Fence:
    tested = _has(package, "test")
    return fence(
        sh("npm {} ci", _there(package)),
        "added, without an error",
        sh("npm {} test", _there(package)) if tested else None,
        "every test passed" if tested else None,
    )


def build(package: PackageDeclared) -> Fence:
    built = _has(package, "build")
    return fence(
        sh("npm {} run build", _there(package)) if built else None,
        "ends without an error" if built else None,
        sh("npm pack --dry-run {}", _folder(package)),
        "the list of files: nothing secret, nothing missing",
    )


def _folder(package: PackageDeclared) -> tuple[str, ...]:
    folder = folder_of(package)
    return () if folder == "." else (f"./{folder}",)


def publish(package: PackageDeclared) -> Fence:
    return fence(
        sh("npm whoami"),
        "the account that may publish",
        sh("npm publish {}", _folder(package)),
        f"+ {name_of(package)}@{shown(package)}",
    )


def look(package: PackageDeclared) -> Fence:
    command = next((each.value for each in package.commands), None)
    return fence(
        sh("npm view {}@{} version", name_of(package), version(package)),
        shown(package),
        sh("npx --yes --package {}@{} {} --help", name_of(package), version(package), command) if command else None,
        "its help, no error" if command else None,
    )


def withdraw(package: PackageDeclared) -> tuple[Words, Fence | None]:
    words = say(
        "Point `latest` at the version before, and deprecate the bad one: whoever has it is warned. npm unpublishes only within "
        "72 hours, and only what nobody depends on."
    )
    commands = fence(
        sh('GOOD="$(git tag --sort=-v:refname --list | sed -n 2p)" && echo "$GOOD"'),
        "the last good version; set GOOD by hand where the version before was bad too",
        sh('npm dist-tag add {}@"${{GOOD#v}}" latest', name_of(package)),
        "+latest",
        sh("npm deprecate {}@{} {}", name_of(package), version(package), "broken: install another version"),
        sh("npm view {} dist-tags", name_of(package)),
        "latest is the good version",
    )
    return words, commands
