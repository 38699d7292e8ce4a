"""What the system is called."""

from opsworthy.facts.project import Answer, AppDeclared, PackageDeclared
from opsworthy.system.known import Known
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_PLATFORM = "heroku"
_RESOURCES = "src/main/resources"
_MAJOR = regex(r"v\d+")


def name_of(known: Known, folder: str) -> str:
    """The name that a person gave, else app.json's, else the one that the application's own settings give it, else the one of
    the packages at the root if they agree, else the folder's: a checkout may lie in any folder."""
    chosen = next((str(each.value) for each in known.of(Answer) if each.key == ("system", "name") and each.value != ""), "")
    apps = [each for each in known.of(AppDeclared) if each.name and not _home(each.location.path)]
    own = {each.name for each in apps if each.platform != _PLATFORM}
    app = next((each.name for each in apps if each.platform == _PLATFORM), own.pop() if len(own) == 1 else "")
    packages = {_last(each.name) for each in known.of(PackageDeclared) if each.name and "/" not in each.path}
    package = packages.pop() if len(packages) == 1 else ""
    return chosen or app or package or folder


def named_at(known: Known, name: str) -> Location | None:
    """Where a person, an application's own file or the package at the root gives the system its name; None for a folder's."""
    answers = [each.location for each in known.of(Answer) if each.key == ("system", "name") and each.value == name]
    apps = [each.location for each in known.of(AppDeclared) if each.name == name and not _home(each.location.path)]
    packages = [each for each in known.of(PackageDeclared) if each.name and "/" not in each.path and _last(each.name) == name]
    return next(iter((*answers, *apps, *(each.named_at or each.location for each in packages))), None)


def _home(path: str) -> str:
    """The folder of the application that a file belongs to: that of its build, where it lies among its resources."""
    folder = path.rpartition("/")[0]
    return folder.removesuffix(_RESOURCES).rstrip("/") if folder.endswith(_RESOURCES) else folder


def _last(name: str) -> str:
    """The last part of a scoped or pathlike name, or of Maven's coordinates; a major version that ends a Go module is none."""
    parts = [part for part in name.rpartition(":")[2].split("/") if part]
    return parts[-2] if len(parts) > 1 and _MAJOR.fullmatch(parts[-1]) else parts[-1] if parts else ""
