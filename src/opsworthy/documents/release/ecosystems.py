"""How a package of each ecosystem is built, tested, published, looked up and taken back."""

from collections.abc import Callable

from opsworthy.documents.markup import Fence, Words
from opsworthy.documents.platform import Tool
from opsworthy.documents.release import go, npm, python
from opsworthy.documents.shell import sh
from opsworthy.system.model import PackageDeclared, System
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Ecosystem:
    """The commands of one ecosystem. `withdraw` says what taking back means there, with its command where there is one;
    `outdated` and `audit` look at what a package depends on."""

    title: str
    tools: tuple[Tool, ...]
    test: Callable[[System, PackageDeclared], Fence]
    build: Callable[[System, PackageDeclared], Fence]
    publish: Callable[[PackageDeclared], Fence]
    look: Callable[[PackageDeclared], Fence]
    newest: Callable[[PackageDeclared], Fence]
    listed: Callable[[PackageDeclared], Fence]
    withdraw: Callable[[PackageDeclared], tuple[Words, Fence | None]]
    upkeep: Fence


_GIT = Tool("git", sh("git --version"), "git version 2 or newer", "tags what is released")

ECOSYSTEMS = {
    "python": Ecosystem(
        "Python",
        (_GIT, *python.TOOLS),
        python.test,
        python.build,
        python.publish,
        python.look,
        python.newest,
        python.listed,
        python.withdraw,
        python.UPKEEP,
    ),
    "npm": Ecosystem(
        "npm", (_GIT, *npm.TOOLS), npm.test, npm.build, npm.publish, npm.look, npm.newest, npm.listed, npm.withdraw, npm.UPKEEP
    ),
    "go": Ecosystem(
        "Go", (_GIT, *go.TOOLS), go.test, go.build, go.publish, go.look, go.newest, go.listed, go.withdraw, go.UPKEEP
    ),
}
