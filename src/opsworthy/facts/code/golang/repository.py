"""The Go packages of a repository together: a folder is a package, and exported wrappers are used by others."""

from collections import defaultdict
from collections.abc import Iterator

from opsworthy.facts.code.environment import Read, Wrapper
from opsworthy.facts.code.golang.environment import GoPackage
from opsworthy.facts.code.golang.expressions import imports_of
from opsworthy.facts.code.golang.tags import flag_reads, tag_reads, uses_tags
from opsworthy.facts.code.golang.viper import VIPER, viper_reads
from opsworthy.facts.code.source_paths import folder_of, is_go
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.source import Source

_TAG_MARKS = ('env:"', 'envconfig:"', "EnvVar", "EnvVars")


def go_sources(files: Files) -> dict[str, list[Source]]:
    """The Go files by folder."""
    folders: dict[str, list[Source]] = defaultdict(list)
    for source in files:
        if is_go(source.path):
            folders[folder_of(source.path)].append(source)
    return folders


def environment_reads(files: Files, modules: frozenset[str]) -> Iterator[Read]:
    """The reads of every package. `modules` are those that any go.mod of the tree requires."""
    folders = go_sources(files)
    packages = {folder: package for folder, sources in folders.items() if (package := _package(files, sources)) is not None}
    exported = {folder: found for folder, package in packages.items() if (found := _exported(package))}
    for folder, sources in folders.items():
        package = _with_borrowers(files, packages.get(folder), [source for source in sources if _may_borrow(source, exported)])
        if package is not None:
            package.borrowed = _borrowed(package, exported)
            yield from (read for _, read in package.reads())
        yield from _other_reads(files, sources, modules)


def _package(files: Files, sources: list[Source]) -> GoPackage | None:
    """A package in which any file reads the environment, with the files that call its wrappers or hold its constants."""
    reading = [source for source in sources if "Getenv" in source.text or "LookupEnv" in source.text]
    if not reading:
        return None
    package = GoPackage(_codes(files, reading))
    package.reads()
    words = (*package.wrappers, *package.unresolved)
    others = [source for source in sources if source not in reading and any(word in source.text for word in words)]
    if others:
        package = GoPackage(_codes(files, [source for source in sources if source in reading or source in others]))
        package.reads()
    return package


def _with_borrowers(files: Files, package: GoPackage | None, borrowers: list[Source]) -> GoPackage | None:
    """A package together with its files that import a package which offers wrappers."""
    known = package.codes if package is not None else []
    more = [code for code in _codes(files, borrowers) if code not in known]
    return GoPackage([*known, *more]) if more else package


def _codes(files: Files, sources: list[Source]) -> list[Code]:
    return [code for source in sources if (code := files.code(source)) is not None]


def _exported(package: GoPackage) -> dict[str, Wrapper]:
    return {name: wrapper for name, wrapper in package.wrappers.items() if name[:1].isupper()}


def _may_borrow(source: Source, exported: dict[str, dict[str, Wrapper]]) -> bool:
    return any(folder and f'{folder.rpartition("/")[2]}"' in source.text for folder in exported)


def _borrowed(package: GoPackage, exported: dict[str, dict[str, Wrapper]]) -> dict[str, dict[str, Wrapper]]:
    """What the packages offer that this one imports: an import path ends with the folder of its package."""
    paths = {path for code in package.codes for path in imports_of(code.root).values()}
    found: dict[str, dict[str, Wrapper]] = {}
    for path in sorted(paths):
        homes = [folder for folder in exported if folder and _is_home(path, folder)]
        if homes:
            found[path] = exported[max(homes, key=len)]
    return found


def _is_home(path: str, folder: str) -> bool:
    """Whether an import path may mean a folder: one ends with the other, or with it less the folder of its module."""
    parts = folder.split("/")
    return any(path.endswith("/" + "/".join(parts[start:])) for start in range(min(len(parts), 3)))


def _other_reads(files: Files, sources: list[Source], modules: frozenset[str]) -> Iterator[Read]:
    tagged = uses_tags(modules)
    for source in sources:
        code = files.code(source) if any(mark in source.text for mark in _TAG_MARKS) else None
        if code is not None:
            yield from tag_reads(code) if tagged else ()
            yield from flag_reads(code, imports_of(code.root).values())
    if any(VIPER in source.text for source in sources):
        using = [source for source in sources if "viper" in source.text]
        yield from (read for _, read in viper_reads(_codes(files, using)))
