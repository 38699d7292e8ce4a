"""Cargo.toml: what a crate is called and needs, its programs, and what a workspace gives its members."""

from collections.abc import Iterator

from opsworthy.facts.code.manifests.folders import below, stands_in_tests, upwards
from opsworthy.facts.code.manifests.requirements import shown_version
from opsworthy.facts.code.source_paths import folder_of
from opsworthy.facts.files import Files
from opsworthy.facts.project import Dependency, PackageDeclared
from opsworthy.text.location import Stated
from opsworthy.text.node import Entry, Mapping, Scalar, entries, find, items, stated, string
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_TABLES = (("dependencies", False), ("build-dependencies", True), ("dev-dependencies", True))
_Roots = dict[str, tuple[Source, Mapping | Problem]]
_PROGRAM = regex(r"(?:^|.*/)src/(?:main\.rs|bin/[^/]+\.rs|bin/[^/]+/main\.rs)")


def is_cargo_manifest(path: str) -> bool:
    return path.rpartition("/")[2] == "Cargo.toml" and not stands_in_tests(path, ".rs")


def is_cargo_path(path: str) -> bool:
    """A manifest, or a file whose place alone makes it a program."""
    return is_cargo_manifest(path) or (path.endswith(".rs") and _PROGRAM.fullmatch(path) is not None)


def cargo_packages(files: Files) -> Iterator[PackageDeclared | Problem]:
    """One package for each crate; a Cargo.toml that only gathers a workspace is none. One that is not TOML gives a problem."""
    roots = _roots(files)
    for path, (source, root) in roots.items():
        if isinstance(root, Problem):
            yield root
        elif find(root, "package", "name") is not None:
            yield _package(files, source, root, _workspace(roots, path))


def _roots(files: Files) -> _Roots:
    """The manifests of a tree, each read once."""
    return {source.path: (source, files.toml(source)) for source in files if is_cargo_manifest(source.path)}


def cargo_features(files: Files) -> Iterator[tuple[str, Dependency]]:
    """The features that crates ask of their direct dependencies, as `crate/feature`, with the manifest of each: a crate such as
    sqlx tells by them alone which database it speaks to."""
    roots = _roots(files)
    for source, root in roots.values():
        if isinstance(root, Mapping):
            above = _workspace(roots, source.path)
            for entry in entries(root, "dependencies"):
                shared = (
                    find(above, "workspace", "dependencies", entry.key) if string(entry.value, "workspace") == "true" else None
                )
                for held in (entry.value, shared):
                    for item in items(held, "features"):
                        if isinstance(item, Scalar):
                            yield source.path, Dependency(f"{entry.key}/{item.text}", entry.location)


def _package(files: Files, source: Source, root: Mapping, above: Mapping | None) -> PackageDeclared:
    name = stated(root, "package", "name")
    private = string(root, "package", "publish") == "false" or _inherited(root, above, "publish") == "false"
    described = find(root, "package", "description") is not None and any(
        find(root, "package", key) is not None for key in ("license", "license-file")
    )
    return PackageDeclared(
        path=source.path,
        ecosystem="rust",
        location=name.location if name is not None else source.at(1),
        name=name.value if name is not None else None,
        version=_inherited(root, above, "version"),
        dependencies=tuple(_dependencies(root, above)),
        commands=tuple(_commands(files, source, root, name)),
        private=private,
        publishable=not private and described,
    )


def _workspace(roots: _Roots, path: str) -> Mapping | None:
    """The manifest of the workspace that a crate belongs to: its own, or the nearest above."""
    for folder in upwards(folder_of(path)):
        _, held = roots.get(below(folder, "Cargo.toml"), (None, None))
        if isinstance(held, Mapping) and find(held, "workspace") is not None:
            return held
    return None


def _inherited(root: Mapping, above: Mapping | None, key: str) -> str | None:
    """A value of the package, or of its workspace where it says `key.workspace = true`."""
    if string(root, "package", key, "workspace") == "true":
        return string(above, "workspace", "package", key)
    return string(root, "package", key)


def _dependencies(root: Mapping, above: Mapping | None) -> Iterator[Dependency]:
    for table, development in _TABLES:
        yield from (_dependency(entry, above, development) for entry in entries(root, table))
    for target in entries(root, "target"):
        for table, development in _TABLES:
            yield from (_dependency(entry, above, development) for entry in entries(target.value, table))


def _dependency(entry: Entry, above: Mapping | None, development: bool) -> Dependency:
    """One dependency; `package = "…"` is the crate's own name where the manifest gives it another."""
    value = find(above, "workspace", "dependencies", entry.key) if string(entry.value, "workspace") == "true" else entry.value
    version = value.text if isinstance(value, Scalar) else string(value, "version")
    return Dependency(string(value, "package") or entry.key, entry.location, shown_version(version), development)


def _commands(files: Files, source: Source, root: Mapping, name: Stated[str] | None) -> Iterator[Stated[str]]:
    """Programs by `[[bin]]`, and those that the places of files make."""
    told: set[str] = set()
    for item in items(root, "bin"):
        program = stated(item, "name")
        if program is not None and program.value not in told:
            told.add(program.value)
            yield program
    if told or string(root, "package", "autobins") == "false":
        return
    folder = folder_of(source.path)
    main = below(folder, "src/main.rs")
    if name is not None and files.exists(main):
        yield Stated(name.value, source.at(1, 1) if files.open(main) is None else name.location)
    for path in files.matching(below(folder, "src/bin/*")):
        stem = path.removeprefix(below(folder, "src/bin/")).removesuffix(".rs").removesuffix("/main")
        if path.endswith(".rs") and "/" not in stem:
            yield Stated(stem, (files.open(path) or source).at(1))
