"""How a package of each ecosystem is built, tested, published, looked up and taken back."""

from collections.abc import Callable
from dataclasses import dataclass

from opsworthy.documents.markup import Fence, Words
from opsworthy.documents.platform import Tool
from opsworthy.documents.release import go, npm, python
from opsworthy.documents.shell import sh
from opsworthy.system.model import PackageDeclared


@dataclass(frozen=True)
class Ecosystem:
    """The commands of one ecosystem. `withdraw` says what taking back means there, with its command where there is one;
    `outdated` and `audit` look at what a package depends on."""

    title: str
    tools: tuple[Tool, ...]
    test: Callable[[PackageDeclared], Fence]
    build: Callable[[PackageDeclared], Fence]
    publish: Callable[[PackageDeclared], Fence]
    look: Callable[[PackageDeclared], Fence]
    withdraw: Callable[[PackageDeclared], tuple[Words, Fence | None]]
    upkeep: Fence


_GIT = Tool("git", sh("git --version"), "git version 2 or newer", "tags what is released")

ECOSYSTEMS = {
    "python": Ecosystem(
        "Python", (_GIT, *python.TOOLS), python.test, python.build, python.publish, python.look, python.withdraw, python.UPKEEP
    ),
    "npm": Ecosystem("npm", (_GIT, *npm.TOOLS), npm.test, npm.build, npm.publish, npm.look, npm.withdraw, npm.UPKEEP),
    "go": Ecosystem("Go", (_GIT, *go.TOOLS), go.test, go.build, go.publish, go.look, go.withdraw, go.UPKEEP),
}
