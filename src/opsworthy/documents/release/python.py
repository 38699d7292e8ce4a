"""Releases on PyPI."""

from shlex import quote

from opsworthy.documents.markup import Fence, Shell, Words, fence, say
from opsworthy.documents.platform import Tool
from opsworthy.documents.release.naming import folder_of, name_of, shown, uses, version
from opsworthy.documents.shell import sh
from opsworthy.system.model import PackageDeclared, System

TOOLS = (
    Tool("build", sh("python -m build --version"), "build 1 or newer", "makes the files that are uploaded"),
    Tool("twine", sh("python -m twine --version"), "twine 5 or newer", "uploads them"),
)
UPKEEP = fence(
    sh("python -m pip list --outdated"), "what could be newer, and by how much", sh("pip-audit"), "No known vulnerabilities found"
)


def test(_: System, package: PackageDeclared) -> Fence:
    how = "python -m pytest {}" if uses(package, "pytest") else "python -m unittest discover {}"
    return fence(sh(how, folder_of(package)), "every test passed")


def build(_: System, package: PackageDeclared) -> Fence:
    return fence(sh("python -m build {}", folder_of(package)), "Successfully built, with the version in the names of both files")


def publish(package: PackageDeclared) -> Fence:
    folder = folder_of(package)
    files = Shell("dist/*" if folder == "." else f"{quote(folder)}/dist/*")
    return fence(
        sh("python -m twine check {}", files),
        "PASSED for each file",
        sh("python -m twine upload {}", files),
        "View at: the address of the new version",
    )


def look(package: PackageDeclared) -> Fence:
    command = next((each.value for each in package.commands), None)
    return fence(
        sh("python -m venv verify-release"),
        sh("verify-release/bin/pip install {}=={}", name_of(package), version(package)),
        f"Successfully installed {name_of(package)}-{shown(package)}",
        sh("verify-release/bin/pip show {}", name_of(package)),
        f"Version: {shown(package)}",
        sh("verify-release/bin/{} --help", command) if command else None,
        "its help, no error" if command else None,
    )


def withdraw(package: PackageDeclared) -> tuple[Words, Fence | None]:
    words = say(
        "Yank {} of {} on its page at PyPI (Manage, Releases, Options, Yank): nobody installs it any more unless they ask for "
        "exactly that, and whoever has it keeps it. A version number can never be used again.",
        shown(package),
        name_of(package),
    )
    return words, fence(sh("pip index versions {}", name_of(package)), "the newest version that pip would install now")


def newest(package: PackageDeclared) -> Fence:
    """What a new user gets."""
    return fence(
        sh("python -m venv verify-release"),
        sh("verify-release/bin/pip install {}", name_of(package)),
        f"Successfully installed {name_of(package)} in the good version, not the withdrawn one",
    )


def listed(package: PackageDeclared) -> Fence:
    """Which versions there are."""
    return fence(sh("pip index versions {}", name_of(package)), "Available versions, the newest first")
