"""Releases on npm."""

from opsworthy.documents.markup import Fence, Shell, Words, fence, say
from opsworthy.documents.platform import Tool
from opsworthy.documents.release.naming import folder_of, name_of, shown, version
from opsworthy.documents.shell import sh
from opsworthy.system.model import PackageDeclared, System

TOOLS = (Tool("npm", sh("npm --version"), "10 or newer", "tests, builds and publishes"),)
UPKEEP = fence(sh("npm outdated"), "what could be newer, and by how much", sh("npm audit"), "found 0 vulnerabilities")


_LOCKS = {"pnpm-lock.yaml": "pnpm", "yarn.lock": "yarn", "package-lock.json": "npm"}


def _manager(system: System, package: PackageDeclared) -> tuple[str, bool]:
    """The program whose lock file stands beside the manifest or at the root, and whether there is one."""
    folder = folder_of(package)
    for place in ("" if folder == "." else f"{folder}/", ""):
        for lock, manager in _LOCKS.items():
            if place + lock in system.paths:
                return manager, True
    return "npm", False


def _script(system: System, package: PackageDeclared, name: str) -> Shell | None:
    if not any(each == name for each, _ in package.scripts):
        return None
    manager, folder = _manager(system, package)[0], folder_of(package)
    where = {"npm": "--prefix", "pnpm": "--dir", "yarn": "--cwd"}[manager]
    return sh("{} {} run {}", manager, () if folder == "." else (where, folder), name)


def _installed(system: System, package: PackageDeclared) -> Shell:
    manager, locked = _manager(system, package)
    folder = folder_of(package)
    where = {"npm": "--prefix", "pnpm": "--dir", "yarn": "--cwd"}[manager]
    how = (
        {"npm": "ci", "pnpm": "install --frozen-lockfile", "yarn": "install --frozen-lockfile"}[manager] if locked else "install"
    )
    return sh("{} {} {}", manager, () if folder == "." else (where, folder), Shell(how))


def test(system: System, package: PackageDeclared) -> Fence:
    tested = _script(system, package, "test")
    return fence(_installed(system, package), "ends without an error", tested, "every test passed" if tested else None)


def build(system: System, package: PackageDeclared) -> Fence:
    built = _script(system, package, "build")
    return fence(
        built,
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


def newest(package: PackageDeclared) -> Fence:
    """What a new user gets."""
    return fence(sh("npm view {} dist-tags", name_of(package)), "latest is the good version, not the withdrawn one")


def listed(package: PackageDeclared) -> Fence:
    """Which versions there are."""
    return fence(sh("npm view {} versions", name_of(package)), "every version that was ever published")
