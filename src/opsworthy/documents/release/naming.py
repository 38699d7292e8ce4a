"""What a package is called, and which version the commands are about."""

from opsworthy.documents.shell import Variable, Word
from opsworthy.system.model import PackageDeclared

VERSION = Variable("VERSION")


def name_of(package: PackageDeclared) -> str:
    return package.name or package.path.rpartition("/")[0] or "this package"


def folder_of(package: PackageDeclared) -> str:
    return package.path.rpartition("/")[0] or "."


def version(package: PackageDeclared) -> Word:
    """The version in the manifest, else the shell variable that the first step sets."""
    return package.version.removeprefix("v") if package.version else VERSION


def shown(package: PackageDeclared) -> str:
    """The same in running text."""
    return package.version.removeprefix("v") if package.version else "the version"


def tagged(package: PackageDeclared) -> str:
    """The same as a tag."""
    return f"v{shown(package)}" if package.version else "the version"


def uses(package: PackageDeclared, dependency: str) -> bool:
    return any(each.name.lower() == dependency for each in package.dependencies)
