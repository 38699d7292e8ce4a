"""Projects of .NET: what they are called and need, from project files, packages.config and Directory.Packages.props."""

from collections.abc import Iterator

from opsworthy.facts.code.manifests.folders import below, stands_in_tests, upwards
from opsworthy.facts.code.manifests.requirements import shown_version
from opsworthy.facts.code.source_paths import folder_of
from opsworthy.facts.files import Files
from opsworthy.facts.project import Dependency, PackageDeclared
from opsworthy.text import xml
from opsworthy.text.location import Stated
from opsworthy.text.source import Problem, Source
from opsworthy.text.xml import Element

_Roots = dict[str, tuple[Source, Element | Problem]]
_PROJECTS = (".csproj", ".fsproj", ".vbproj")
_CENTRAL = "Directory.Packages.props"
_SHARED = "Directory.Build.props"
_SERVERS = ("Microsoft.NET.Sdk.Web", "Microsoft.NET.Sdk.Worker", "Microsoft.NET.Sdk.BlazorWebAssembly")
_TESTED_BY = "Microsoft.NET.Test.Sdk"


def is_nuget_manifest(path: str) -> bool:
    name = path.rpartition("/")[2]
    return (name.endswith(_PROJECTS) or name in (_CENTRAL, _SHARED, "packages.config")) and not stands_in_tests(path, ".cs")


def nuget_packages(files: Files) -> Iterator[PackageDeclared | Problem]:
    """One package for each project file; one that is not XML gives a problem."""
    roots = {source.path: (source, xml.parse(source)) for source in files if is_nuget_manifest(source.path)}
    for path, (source, root) in roots.items():
        if not path.endswith(_PROJECTS):
            continue
        if isinstance(root, Problem):
            yield root
        elif root.name == "Project":
            yield _package(roots, source, root)


def _package(roots: _Roots, source: Source, root: Element) -> PackageDeclared:
    stem = source.path.rpartition("/")[2].rpartition(".")[0]
    named = _property(root, "PackageId") or _property(root, "AssemblyName")
    name = named.text if named is not None and "$(" not in named.text else stem
    tests = _says(root, "IsTestProject", "true") or _references(root, _TESTED_BY)
    shared = _shared(roots, source.path)
    private = (
        any(_says(each, "IsPackable", "false") or _says(each, "IsPublishable", "false") for each in (root, *shared)) or tests
    )
    return PackageDeclared(
        path=source.path,
        ecosystem="dotnet",
        location=named.location if named is not None else root.location,
        name=name,
        version=next(
            (held.text for each in (root, *shared) if (held := _property(each, "Version")) and "$(" not in held.text), None
        ),
        dependencies=tuple(_dependencies(roots, source, root, tests)),
        commands=tuple(_commands(root, name, named)),
        private=private,
        publishable=not private and _is_published(root),
    )


def _property(root: Element, name: str) -> Element | None:
    return next((each for each in root.all("PropertyGroup", name) if each.text), None)


def _says(root: Element, name: str, value: str) -> bool:
    held = _property(root, name)
    return held is not None and held.text.lower() == value


def _references(root: Element, package: str) -> bool:
    return any(each.attributes.get("Include") == package for each in root.all("ItemGroup", "PackageReference"))


def _shared(roots: _Roots, path: str) -> list[Element]:
    """The nearest Directory.Build.props above a project, which it takes in."""
    for folder in upwards(folder_of(path)):
        _, root = roots.get(below(folder, _SHARED), (None, None))
        if isinstance(root, Element):
            return [root]
    return []


def _is_published(root: Element) -> bool:
    """A project that says that it becomes a package, or a tool. A packed server is shipped so to where it runs."""
    if _says(root, "PackAsTool", "true"):
        return True
    if root.attributes.get("Sdk", "").partition("/")[0] in _SERVERS and not _says(root, "OutputType", "library"):
        return False
    return any(_says(root, each, "true") for each in ("IsPackable", "GeneratePackageOnBuild")) or any(
        _property(root, each) is not None
        for each in ("PackageId", "PackageTags", "PackageLicenseExpression", "PackageProjectUrl")
    )


def _commands(root: Element, name: str, named: Element | None) -> Iterator[Stated[str]]:
    tool = _property(root, "ToolCommandName")
    kind = _property(root, "OutputType")
    if tool is not None:
        yield Stated(tool.text, tool.location)
    elif root.attributes.get("Sdk") in _SERVERS or (kind is not None and kind.text.lower() == "exe"):
        yield Stated(name, (named or kind or root).location)


def _dependencies(roots: _Roots, source: Source, root: Element, tests: bool) -> Iterator[Dependency]:
    """Package references, with the versions that central management gives; the SDK stands for the framework that it brings."""
    central = _central(roots, source.path)
    sdk = root.attributes.get("Sdk", "").partition("/")[0]
    if sdk in _SERVERS:
        yield Dependency(sdk, root.location, None, tests)
    for each in root.all("ItemGroup", "FrameworkReference"):
        yield Dependency(each.attributes.get("Include", ""), each.location, None, tests)
    for each in root.all("ItemGroup", "PackageReference"):
        name = each.attributes.get("Include") or each.attributes.get("Update") or ""
        version = (
            each.attributes.get("Version")
            or each.string("Version")
            or each.attributes.get("VersionOverride")
            or central.get(name)
        )
        private = (each.attributes.get("PrivateAssets") or each.string("PrivateAssets") or "").lower() == "all"
        if name and "$(" not in name:
            yield Dependency(
                name, each.location, shown_version(version) if version and "$(" not in version else None, tests or private
            )
    _, listed = roots.get(below(folder_of(source.path), "packages.config"), (None, None))
    for each in listed.all("package") if isinstance(listed, Element) else ():
        development = each.attributes.get("developmentDependency") == "true"
        yield Dependency(each.attributes.get("id", ""), each.location, each.attributes.get("version"), tests or development)


def _central(roots: _Roots, path: str) -> dict[str, str]:
    for folder in upwards(folder_of(path)):
        _, root = roots.get(below(folder, _CENTRAL), (None, None))
        if isinstance(root, Element):
            held = root.all("ItemGroup", "PackageVersion")
            return {each.attributes.get("Include", ""): each.attributes.get("Version", "") for each in held}
    return {}
