"""pyproject.toml: PEP 621, Poetry, dependency groups, and the tools that keep development dependencies there."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.code.manifests.requirements import dependencies, is_development, shown_version
from opsworthy.facts.command_lines import withheld
from opsworthy.facts.project import Dependency, PackageDeclared
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Mapping, Scalar, entries, find, items, stated, string

_TASKS = (("tool", "poe", "tasks"), ("tool", "pdm", "scripts"), ("tool", "taskipy", "tasks"))


def read_pyproject(path: str, root: Mapping, whole: Location) -> PackageDeclared | None:
    """The package of a pyproject.toml; None where the file only configures tools."""
    project, poetry = find(root, "project"), find(root, "tool", "poetry")
    groups = tuple(_groups(root))
    if project is None and poetry is None and not groups:
        return None
    name = stated(project, "name") or stated(poetry, "name")
    version = string(project, "version") or string(poetry, "version")
    private = (
        _refuses_upload(project) or string(poetry, "package-mode") == "false" or string(root, "tool", "uv", "package") == "false"
    )
    return PackageDeclared(
        path=path,
        ecosystem="python",
        location=name.location if name is not None else whole,
        name=name.value if name is not None else None,
        version=None if version == "0" else version,
        dependencies=(*_project(project), *_poetry(poetry), *groups),
        commands=tuple(_commands(project, poetry)),
        scripts=tuple(_scripts(root)),
        private=private,
        publishable=name is not None and not private and _meant_for_an_index(root, project),
    )


def _meant_for_an_index(root: Mapping, project: object) -> bool:
    """A build system, or the classifiers that only an index reads (without a build system, setuptools builds the package)."""
    return find(root, "build-system") is not None or (isinstance(project, Mapping) and bool(items(project, "classifiers")))


def _refuses_upload(project: object) -> bool:
    classifiers = items(project, "classifiers") if isinstance(project, Mapping) else ()
    return any(isinstance(each, Scalar) and each.text.startswith("Private ::") for each in classifiers)


def _texts(node: Mapping | None, *path: str) -> Iterator[Stated[str]]:
    for item in items(node, *path):
        if isinstance(item, Scalar):
            yield Stated(item.text, item.location)


def _project(project: object) -> Iterator[Dependency]:
    if not isinstance(project, Mapping):
        return
    yield from dependencies(_texts(project, "dependencies"))
    for extra in entries(project, "optional-dependencies"):
        yield from dependencies(_texts(project, "optional-dependencies", extra.key), is_development(extra.key))


def _groups(root: Mapping) -> Iterator[Dependency]:
    """Dependency groups and what tools kept before there were any; none of them is installed with the package."""
    for group in entries(root, "dependency-groups"):
        yield from dependencies(_texts(root, "dependency-groups", group.key), development=True)
    yield from dependencies(_texts(root, "tool", "uv", "dev-dependencies"), development=True)
    for group in entries(root, "tool", "pdm", "dev-dependencies"):
        yield from dependencies(_texts(root, "tool", "pdm", "dev-dependencies", group.key), development=True)


def _poetry(poetry: object) -> Iterator[Dependency]:
    if not isinstance(poetry, Mapping):
        return
    yield from _poetry_table(entries(poetry, "dependencies"), development=False)
    yield from _poetry_table(entries(poetry, "dev-dependencies"), development=True)
    for group in entries(poetry, "group"):
        yield from _poetry_table(entries(group.value, "dependencies"), development=group.key != "main")


def _poetry_table(table: tuple[Entry, ...], development: bool) -> Iterator[Dependency]:
    for entry in table:
        if entry.key != "python":
            version = entry.value.text if isinstance(entry.value, Scalar) else string(entry.value, "version")
            yield Dependency(entry.key, entry.location, shown_version(version), development)


def _commands(project: object, poetry: object) -> Iterator[Stated[str]]:
    tables = ((project, "scripts"), (project, "gui-scripts"), (poetry, "scripts"))
    for holder, key in tables:
        for entry in entries(holder, key) if isinstance(holder, Mapping) else ():
            yield Stated(entry.key, entry.location)


def _scripts(root: Mapping) -> Iterator[tuple[str, Stated[str]]]:
    for path in _TASKS:
        for entry in entries(root, *path):
            text = entry.value if isinstance(entry.value, Scalar) else find(entry.value, "cmd")
            if isinstance(text, Scalar):
                first, last = sorted((entry.location, text.location))
                place = replace(first, end_line=max(last.line, last.end_line), end_column=0)
                yield entry.key, Stated(withheld((text.text,))[0], place)
