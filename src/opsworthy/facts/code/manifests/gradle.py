"""build.gradle, build.gradle.kts and gradle/libs.versions.toml: the dependency declarations and the plugins of a build."""

import re
from collections.abc import Iterator

from opsworthy.facts.code.manifests.folders import below, stands_in_tests, upwards
from opsworthy.facts.code.manifests.requirements import shown_version
from opsworthy.facts.code.source_paths import folder_of
from opsworthy.facts.files import Files
from opsworthy.facts.project import Dependency, PackageDeclared
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, entries, find, items, string
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_CONFIGURATION = (
    r"(?P<how>api|implementation|compile|runtime|runtimeOnly|compileOnly|annotationProcessor|kapt|ksp|developmentOnly|providedRuntime|"
    r"providedCompile|test[A-Za-z]*|androidTest[A-Za-z]*|integrationTest[A-Za-z]*|commonMainImplementation|jvmMainImplementation)"
)
_DECLARED = regex(
    rf"\s*{_CONFIGURATION}\b\s*\(?\s*(?:(?:enforcedPlatform|platform|kotlin)\s*\(\s*)?(?:[\"'](?P<coordinates>[^\"'\s]{{1,300}})[\"']"
    r"|(?P<alias>libs(?:\.[A-Za-z0-9_]+){1,8})|group\s*[:=]\s*[\"'](?P<group>[^\"']{1,200})[\"']\s*,\s*name\s*[:=]\s*[\"'](?P<name>[^\"']{1,200})[\"'])"
)
_PLUGIN = regex(
    r"\s*(?:id\s*\(?\s*[\"'](?P<id>[\w.\-]{1,200})[\"']|alias\s*\(\s*libs\.plugins\.(?P<alias>[\w.]{1,200})\s*\)|apply\s*plugin:\s*[\"'](?P<old>[\w.\-]{1,200})[\"']"
    r"|kotlin\s*\(\s*[\"'](?P<kotlin>[\w.]{1,60})[\"']|`(?P<core>[a-z\-]{1,60})`\s*$|(?P<word>application|war|java-library)\s*$)"
)
_ROOT_NAME = regex(r"rootProject\.name\s*=\s*[\"']([^\"']{1,200})[\"']")
_VERSION = regex(r"\s*version\s*=?\s*[\"']([^\"'$]{1,100})[\"']")
_GROUP = regex(r"\s*group\s*=?\s*[\"']([^\"'$]{1,200})[\"']")
_PUBLISHERS = (
    "maven-publish",
    "com.vanniktech.maven.publish",
    "io.github.gradle-nexus.publish-plugin",
    "com.gradle.plugin-publish",
)
_PROGRAMS = ("org.springframework.boot", "application", "io.quarkus", "io.micronaut.application", "io.ktor.plugin", "war",
             "com.google.cloud.tools.jib", "com.android.application")  # fmt: skip
_NAMES = ("build.gradle", "build.gradle.kts")


def is_gradle_manifest(path: str) -> bool:
    """Whether a path is a build file, or the catalogue of versions that build files name."""
    name = path.rpartition("/")[2]
    return (name in _NAMES or name in ("libs.versions.toml", "settings.gradle", "settings.gradle.kts")) and not stands_in_tests(
        path, ".java"
    )


def gradle_packages(files: Files) -> Iterator[PackageDeclared | Problem]:
    """One package for each build file that names a dependency or a plugin."""
    catalogues: dict[str, dict[str, tuple[str, str | None]]] = {}
    for path in files.wanted:
        if path.endswith("libs.versions.toml"):
            source = files.open(path)
            root = files.toml(source) if source is not None else None
            if isinstance(root, Problem):
                yield root
            elif root is not None:
                catalogues[folder_of(folder_of(path))] = _catalogue(root)
    for source in files:
        if source.path.rpartition("/")[2] in _NAMES and is_gradle_manifest(source.path):
            catalogue = next((catalogues[above] for above in upwards(folder_of(source.path)) if above in catalogues), {})
            yield from _package(files, source, catalogue)


def _catalogue(root: Mapping) -> dict[str, tuple[str, str | None]]:
    """What each alias of a version catalogue stands for; bundles name several, plugins have their own space."""
    versions = {entry.key: _version(entry.value) for entry in entries(root, "versions")}
    found: dict[str, tuple[str, str | None]] = {}
    for entry in entries(root, "libraries"):
        module, version = _module(entry.value)
        reference = string(entry.value, "version", "ref") if isinstance(entry.value, Mapping) else None
        if module:
            found[_alias(entry.key)] = (module, versions.get(reference) if reference else version)
    for entry in entries(root, "bundles"):
        names = [item.text for item in items(entry.value) if isinstance(item, Scalar)]
        found[f"bundles.{_alias(entry.key)}"] = (" ".join(found.get(_alias(name), ("", None))[0] for name in names), None)
    for entry in entries(root, "plugins"):
        plugin = string(entry.value, "id") if isinstance(entry.value, Mapping) else None
        text = plugin or (entry.value.text.partition(":")[0] if isinstance(entry.value, Scalar) else None)
        if text:
            found[f"plugins.{_alias(entry.key)}"] = (text, None)
    return found


def _version(node: Node) -> str | None:
    return (
        node.text if isinstance(node, Scalar) else string(node, "require") or string(node, "strictly") or string(node, "prefer")
    )


def _module(node: Node) -> tuple[str | None, str | None]:
    if isinstance(node, Scalar):
        group, _, rest = node.text.partition(":")
        name, _, version = rest.partition(":")
        return f"{group}:{name}", version or None
    module = string(node, "module")
    if module is None and find(node, "group") is not None:
        module = f"{string(node, 'group')}:{string(node, 'name')}"
    return module, string(node, "version")


def _alias(key: str) -> str:
    return re.sub(r"[-_]", ".", key)


def _lines(source: Source) -> Iterator[tuple[str, Location]]:
    """The lines of code, comments left out."""
    inside = False
    for number, raw in enumerate(source.text.splitlines(), start=1):
        line = raw[:1000]
        if inside:
            inside = "*/" not in line
            continue
        if line.lstrip().startswith("/*"):
            inside = "*/" not in line
            continue
        if line.strip() and not line.lstrip().startswith("//"):
            yield line, source.at(number, len(line) - len(line.lstrip()) + 1)


def _package(files: Files, source: Source, catalogue: dict[str, tuple[str, str | None]]) -> Iterator[PackageDeclared]:
    lines = list(_lines(source))
    dependencies = tuple(each for line, place in lines for each in _dependencies(line, place, catalogue))
    plugins = [(plugin, place) for line, place in lines if (plugin := _plugin(line, catalogue)) is not None]
    if not dependencies and not plugins:
        return
    names = {plugin for plugin, _ in plugins}
    name, named_at = _name(files, source)
    group, version = (
        next(((match[1], place) for line, place in lines if (match := form.fullmatch(line.rstrip()))), None)
        for form in (_GROUP, _VERSION)
    )
    program = next((place for plugin, place in plugins if plugin in _PROGRAMS), None)
    yield PackageDeclared(
        path=source.path,
        ecosystem="java",
        location=group[1] if group and name else source.at(1),
        name=f"{group[0]}:{name}" if group and name else name,
        version=version[0] if version else None,
        dependencies=(*dependencies, *(Dependency(plugin, place, None, True) for plugin, place in plugins)),
        commands=(Stated(name, named_at or program),) if name and program is not None else (),
        publishable=program is None and bool(names & set(_PUBLISHERS)),
        named_at=named_at if name else None,
    )


def _name(files: Files, source: Source) -> tuple[str | None, Location | None]:
    """What the settings call the project, and where; else its folder."""
    folder = folder_of(source.path)
    for settings in ("settings.gradle.kts", "settings.gradle"):
        held = files.open(below(folder, settings))
        match = _ROOT_NAME.search(held.text) if held is not None else None
        if match:
            return match[1], held.at(held.text.count("\n", 0, match.start()) + 1) if held is not None else None
    return folder.rpartition("/")[2] or None, None


def _dependencies(line: str, place: Location, catalogue: dict[str, tuple[str, str | None]]) -> Iterator[Dependency]:
    match = _DECLARED.match(line)
    if match is None:
        return
    development = match["how"].startswith(
        ("test", "androidTest", "integrationTest", "developmentOnly", "kapt", "ksp", "annotationProcessor")
    )
    if match["alias"]:
        module, version = catalogue.get(match["alias"].removeprefix("libs."), ("", None))
        for each in module.split():
            yield Dependency(each, place, shown_version(version), development)
    elif match["group"]:
        yield Dependency(f"{match['group']}:{match['name']}", place, None, development)
    elif match["coordinates"].count(":") >= 1 and not match["coordinates"].startswith(":"):
        group, name, *rest = match["coordinates"].split(":")
        version = rest[0].partition("@")[0] if rest else None
        yield Dependency(
            f"{group}:{name}", place, shown_version(version) if version and "$" not in version else None, development
        )


def _plugin(line: str, catalogue: dict[str, tuple[str, str | None]]) -> str | None:
    match = _PLUGIN.match(line)
    if match is None:
        return None
    if match["alias"]:
        return catalogue.get(f"plugins.{match['alias']}", (None, None))[0]
    if match["kotlin"]:
        return f"org.jetbrains.kotlin.{match['kotlin']}"
    return match["id"] or match["old"] or match["core"] or match["word"]
