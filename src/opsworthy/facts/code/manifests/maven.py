"""pom.xml: what a Maven module is called and needs; properties and parents are looked up as far as the tree has them."""

import posixpath
from collections.abc import Iterator

from opsworthy.facts.code.manifests.folders import below, stands_in_tests
from opsworthy.facts.code.manifests.requirements import shown_version
from opsworthy.facts.code.source_paths import folder_of
from opsworthy.facts.files import Files
from opsworthy.facts.project import Dependency, PackageDeclared
from opsworthy.text import xml
from opsworthy.text.location import Stated
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source
from opsworthy.text.xml import Element

_Roots = dict[str, tuple[Source, Element | Problem]]
_PROPERTY = regex(r"\$\{([\w.\-]{1,100})\}")
_PROGRAMS = ("spring-boot-maven-plugin", "quarkus-maven-plugin", "micronaut-maven-plugin", "jib-maven-plugin",
             "helidon-maven-plugin",
             "wildfly-maven-plugin", "liberty-maven-plugin", "appassembler-maven-plugin")  # fmt: skip
_PUBLISHERS = ("central-publishing-maven-plugin", "nexus-staging-maven-plugin")
_DEVELOPMENT = frozenset(["test", "provided"])
_ROUNDS = 4
_MOST_PARENTS = 6


def is_maven_manifest(path: str) -> bool:
    return path.rpartition("/")[2] == "pom.xml" and not stands_in_tests(path, ".java")


def maven_packages(files: Files) -> Iterator[PackageDeclared | Problem]:
    """One package for each pom.xml; one that is not XML gives a problem."""
    roots = {source.path: (source, xml.parse(source)) for source in files if is_maven_manifest(source.path)}
    for source, root in roots.values():
        if isinstance(root, Problem):
            yield root
        elif root.name == "project":
            yield _package(source, root, [root, *_parents(roots, source.path, root)])


def _package(source: Source, root: Element, line: list[Element]) -> PackageDeclared:
    known = _properties(line)
    name = root.find("artifactId")
    group = root.string("groupId") or root.string("parent", "groupId")
    version = root.string("version") or root.string("parent", "version")
    skips = known.get("maven.deploy.skip", "").strip().lower() == "true"
    return PackageDeclared(
        path=source.path,
        ecosystem="java",
        location=name.location if name is not None else source.at(1),
        name=f"{_filled(group, known)}:{name.text}" if name is not None and group else name.text if name is not None else None,
        version=shown_version(_filled(version, known)) if version else None,
        dependencies=tuple(_dependencies(root, line, known)),
        commands=tuple(_commands(name, line)),
        private=skips,
        publishable=name is not None and not skips and _is_published(root, line),
    )


def _parents(roots: _Roots, path: str, root: Element) -> Iterator[Element]:
    """The parents that the tree holds, nearest first."""
    for _ in range(_MOST_PARENTS):
        parent = root.find("parent")
        relative = parent.find("relativePath") if parent is not None else None
        if parent is None or (relative is not None and not relative.text):
            return
        target = posixpath.normpath(below(folder_of(path), relative.text if relative is not None else "../pom.xml"))
        target = target if target.endswith(".xml") else f"{target}/pom.xml"
        _, found = roots.get(target, (None, None))
        if not isinstance(found, Element) or found.string("artifactId") != parent.string("artifactId"):
            return
        yield found
        path, root = target, found


def _properties(line: list[Element]) -> dict[str, str]:
    known: dict[str, str] = {}
    for pom in reversed(line):
        for holder in pom.all("properties"):
            known.update({child.name: child.text for child in holder.children})
    own = line[0]
    for key in ("version", "groupId", "artifactId"):
        known[f"project.{key}"] = own.string(key) or own.string("parent", key) or ""
    return known


def _filled(text: str, known: dict[str, str]) -> str:
    for _ in range(_ROUNDS):
        if "${" not in text or len(text) > 1000:
            break
        text = _PROPERTY.sub(lambda match: known.get(match[1], match[0]), text)
    return text


def _dependencies(root: Element, line: list[Element], known: dict[str, str]) -> Iterator[Dependency]:
    """The direct dependencies, with the version that the module or the management of a parent gives."""
    managed = {
        _key(each, known): each
        for pom in reversed(line)
        for each in pom.all("dependencyManagement", "dependencies", "dependency")
    }
    for each in root.all("dependencies", "dependency"):
        name = _key(each, known)
        held = managed.get(name)
        version = each.string("version") or (held.string("version") if held is not None else None)
        scope = each.string("scope") or (held.string("scope") if held is not None else None) or ""
        artifact = each.find("artifactId") or each
        yield Dependency(
            name, artifact.location, shown_version(_filled(version, known)) if version else None, scope in _DEVELOPMENT
        )
    for plugin in root.all("build", "plugins", "plugin"):
        named = plugin.find("artifactId")
        if named is not None:
            version = plugin.string("version")
            group = plugin.string("groupId") or "org.apache.maven.plugins"
            yield Dependency(f"{group}:{named.text}", named.location, _filled(version, known) if version else None, True)


def _key(dependency: Element, known: dict[str, str]) -> str:
    return f"{_filled(dependency.string('groupId') or '', known)}:{_filled(dependency.string('artifactId') or '', known)}"


def _plugins(pom: Element) -> Iterator[Element]:
    for path in (
        ("build", "plugins", "plugin"),
        ("build", "pluginManagement", "plugins", "plugin"),
        ("profiles", "profile", "build", "plugins", "plugin"),
    ):
        yield from pom.all(*path)


def _commands(name: Element | None, line: list[Element]) -> Iterator[Stated[str]]:
    """The program that a module becomes by a plugin of its own or of a parent; what only gathers modules becomes none."""
    if name is not None and line[0].string("packaging") != "pom" and any(_program(pom) is not None for pom in line):
        yield Stated(name.text, name.location)


def _program(root: Element) -> Element | None:
    """The plugin that makes a program of the module, if there is one."""
    held = (each for each in root.all("build", "plugins", "plugin") if each.string("artifactId") in _PROGRAMS)
    plugin = next(held, None)
    return plugin.find("artifactId") if plugin is not None else None


def _is_published(root: Element, line: list[Element]) -> bool:
    """A jar that no plugin makes a program of, with a place to publish to or what Maven Central asks for."""
    if root.string("packaging") not in (None, "jar", "bundle", "maven-plugin", "aar") or any(_program(pom) for pom in line):
        return False
    if any(pom.find("distributionManagement") is not None for pom in line):
        return True
    if any(plugin.string("artifactId") in _PUBLISHERS for pom in line for plugin in _plugins(pom)):
        return True
    return all(any(pom.find(asked) is not None for pom in line) for asked in ("licenses", "developers", "scm"))
