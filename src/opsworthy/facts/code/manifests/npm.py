"""package.json: what an npm package is called, needs, runs and installs."""

from collections.abc import Iterator

from opsworthy.facts.code.manifests.requirements import shown_version
from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.command_lines import withheld
from opsworthy.facts.files import Files
from opsworthy.facts.project import Dependency, PackageDeclared
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, entries, find, stated, string
from opsworthy.text.source import Problem

_TABLES = (("dependencies", False), ("optionalDependencies", False), ("devDependencies", True))
_PUBLISHED = ("main", "module", "exports", "bin", "files", "publishConfig")


def is_npm_manifest(path: str) -> bool:
    """Whether a path is a package.json outside of tests."""
    folder, _, name = path.rpartition("/")
    return name == "package.json" and not (folder and is_test_source(f"{folder}/x.js"))


def npm_packages(files: Files) -> Iterator[PackageDeclared | Problem]:
    """One package for each package.json; one that is not JSON gives a problem."""
    for source in files:
        if is_npm_manifest(source.path):
            root = files.json(source)
            if isinstance(root, Problem):
                yield root
            elif isinstance(root, Mapping):
                yield _package(source.path, root, source.at(1))


def _package(path: str, root: Mapping, whole: Location) -> PackageDeclared:
    name, version = stated(root, "name"), string(root, "version")
    private = string(root, "private") == "true"
    offers = any(find(root, key) is not None for key in _PUBLISHED)
    return PackageDeclared(
        path=path,
        ecosystem="npm",
        location=name.location if name is not None else whole,
        name=name.value if name is not None else None,
        version=version,
        dependencies=tuple(_dependencies(root)),
        commands=tuple(_commands(root, name)),
        scripts=tuple(
            (entry.key, Stated(withheld((text,))[0], entry.location))
            for entry in entries(root, "scripts")
            if (text := _text(entry.value))
        ),
        private=private,
        publishable=not private and name is not None and version is not None and offers,
    )


def _dependencies(root: Mapping) -> Iterator[Dependency]:
    for table, development in _TABLES:
        for entry in entries(root, table):
            yield Dependency(entry.key, entry.location, shown_version(_text(entry.value)), development)


def _commands(root: Mapping, name: Stated[str] | None) -> Iterator[Stated[str]]:
    """A `bin` that is one path installs a program with the name of the package, less its scope."""
    program = find(root, "bin")
    if isinstance(program, Scalar) and name is not None:
        yield Stated(name.value.rpartition("/")[2], name.location)
    for entry in entries(root, "bin"):
        yield Stated(entry.key, entry.location)


def _text(node: Node) -> str | None:
    return node.text if isinstance(node, Scalar) and node.value is not None else None
