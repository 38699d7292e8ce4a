"""The Go modules of a repository with the commands that their `package main` folders build."""

from collections.abc import Iterator

from opsworthy.facts.code.manifests.go_mod import read_go_mod
from opsworthy.facts.code.source_paths import folder_of, is_go, is_test_source
from opsworthy.facts.files import Files
from opsworthy.facts.project import PackageDeclared
from opsworthy.text.code import Code
from opsworthy.text.location import Location, Stated
from opsworthy.text.syntax import written


def is_go_manifest(path: str) -> bool:
    """Whether a path is a go.mod outside of tests."""
    folder, _, name = path.rpartition("/")
    return name == "go.mod" and not (folder and is_test_source(f"{folder}/x.go"))


def go_packages(files: Files) -> Iterator[PackageDeclared]:
    """One package for each go.mod; others can import it where its root folder holds a package."""
    manifests = {folder_of(path): path for path in files.wanted if is_go_manifest(path)}
    mains = _main_folders(files) if manifests else {}
    for folder, path in manifests.items():
        source = files.open(path)
        if source is None:
            continue
        read = read_go_mod(source)
        own = {at: place for at, place in mains.items() if _home(at, manifests) == folder}
        name = read.module.value if read.module is not None else None
        importable = folder not in own and _holds_package(files, folder)
        yield PackageDeclared(
            path=path,
            ecosystem="go",
            location=read.module.location if read.module is not None else source.at(1),
            name=name,
            dependencies=read.dependencies,
            commands=tuple(
                Stated(_program(at, name), read.module.location if not at and read.module else place) for at, place in own.items()
            ),
            publishable=importable and name is not None and "." in name.partition("/")[0] and "internal" not in name.split("/"),
        )


def _main_folders(files: Files) -> dict[str, Location]:
    """Folders whose package is main and has a function main, with the place of that function."""
    found: dict[str, Location] = {}
    for source in files:
        if "package main" in source.text and "func main()" in source.text and is_go(source.path):
            code = files.code(source)
            place = _main(code) if code is not None else None
            if place is not None:
                found.setdefault(folder_of(source.path), place)
    return found


def _holds_package(files: Files, folder: str) -> bool:
    """Whether a folder itself holds a package that is not main."""
    for path in files.wanted:
        source = files.open(path) if is_go(path) and folder_of(path) == folder else None
        code = files.code(source) if source is not None else None
        if code is not None and _package(code) not in ("", "main"):
            return True
    return False


def _package(code: Code) -> str:
    clause = next((node for node in code.root.named_children if node.type == "package_clause"), None)
    return written(clause.named_children[0]) if clause is not None and clause.named_child_count else ""


def _main(code: Code) -> Location | None:
    if _package(code) != "main" or _is_ignored(code):
        return None
    for node in code.root.named_children:
        if node.type == "function_declaration" and written(node.child_by_field_name("name")) == "main":
            return code.place(node)
    return None


def _is_ignored(code: Code) -> bool:
    """Whether a build constraint keeps the file out of every build: `//go:build ignore`."""
    for node in code.root.named_children:
        if node.type != "comment":
            return False
        if written(node).split() in (["//go:build", "ignore"], ["//", "+build", "ignore"]):
            return True
    return False


def _home(folder: str, manifests: dict[str, str]) -> str | None:
    """The nearest folder with a go.mod."""
    while folder not in manifests:
        if not folder:
            return None
        folder = folder_of(folder)
    return folder


def _program(folder: str, module: str | None) -> str:
    """What `go build` calls a program: its folder, at the root of a module the module less its major version."""
    name = folder.rpartition("/")[2]
    if name:
        return name
    *before, last = (module or "main").split("/")
    return before[-1] if before and last[:1] == "v" and last[1:].isdigit() else last
