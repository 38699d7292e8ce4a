"""composer.json: what a PHP package is called, needs, runs and installs."""

from collections.abc import Iterator

from opsworthy.facts.code.manifests.folders import stands_in_tests
from opsworthy.facts.code.manifests.requirements import shown_version
from opsworthy.facts.command_lines import withheld
from opsworthy.facts.files import Files
from opsworthy.facts.project import Dependency, PackageDeclared
from opsworthy.facts.view import span
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Scalar, entries, items, stated, string
from opsworthy.text.source import Problem


def is_composer_manifest(path: str) -> bool:
    return path.rpartition("/")[2] == "composer.json" and not stands_in_tests(path, ".php")


def composer_packages(files: Files) -> Iterator[PackageDeclared | Problem]:
    """One package for each composer.json; one that is not JSON gives a problem."""
    for source in files:
        if is_composer_manifest(source.path):
            root = files.json(source)
            if isinstance(root, Problem):
                yield root
            elif isinstance(root, Mapping):
                yield _package(source.path, root, source.at(1))


def _package(path: str, root: Mapping, whole: Location) -> PackageDeclared:
    name, kind = stated(root, "name"), string(root, "type")
    return PackageDeclared(
        path=path,
        ecosystem="php",
        location=name.location if name is not None else whole,
        name=name.value if name is not None else None,
        version=string(root, "version"),
        dependencies=(*_dependencies(root, "require", False), *_dependencies(root, "require-dev", True)),
        commands=tuple(
            Stated(item.text.rpartition("/")[2], item.location) for item in items(root, "bin") if isinstance(item, Scalar)
        ),
        scripts=tuple(_scripts(root)),
        private=kind == "project",
        publishable=name is not None and kind is not None and kind != "project",
    )


def _dependencies(root: Mapping, table: str, development: bool) -> Iterator[Dependency]:
    """The packages; PHP itself and its extensions are the platform's, yet an extension such as ext-redis tells of a client."""
    for entry in entries(root, table):
        if entry.key != "php" and not entry.key.startswith(("lib-", "composer-", "php-")):
            version = entry.value.text if isinstance(entry.value, Scalar) else None
            yield Dependency(entry.key, entry.location, shown_version(version), development)


def _scripts(root: Mapping) -> Iterator[tuple[str, Stated[str]]]:
    for entry in entries(root, "scripts"):
        texts = (
            [entry.value.text]
            if isinstance(entry.value, Scalar)
            else [each.text for each in items(entry.value) if isinstance(each, Scalar)]
        )
        if texts:
            yield entry.key, Stated(withheld((" && ".join(texts),))[0], span(entry))
