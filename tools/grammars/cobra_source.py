"""Command lines written with cobra, read from their Go source without building it: a small interpreter follows the functions
that make commands and flags, and believes every branch.

    python -m tools.grammars.cobra_source OUT TOOL REPOSITORY [TAG...]     REPOSITORY is a git directory
"""

import re
import sys
from pathlib import Path
from typing import Any

from tools.grammars.cobra_interpreter import Interpreter
from tools.grammars.cobra_known import ROOTS, Cmd, Made, Root
from tools.grammars.form import Command, Flag, Tree, files_at, git, last_of_minors, write
from tools.grammars.go_source import Module

_MOST = 24


def tree_of(root: Cmd) -> tuple[Tree, dict[str, Flag]]:
    """The tree below a root, and the flags that hold everywhere."""
    tree: Tree = {"": Command(flags={"--version": Flag(0)} | root.flags)}
    for below in root.below:
        _grow(below, [], {}, tree)
    return tree, root.persistent | {"--help": Flag(0, "-h")}


def _grow(made: Cmd, path: list[str], inherited: dict[str, Flag], tree: Tree) -> None:
    name = made.use.split(" ")[0].strip()
    if not re.fullmatch(r"[a-z0-9][\w:.-]*", name) or len(path) > 6:
        return
    kept = inherited | made.persistent
    tree[" ".join([*path, name])] = Command(
        set(made.aliases), kept | made.flags, made.required & (made.flags.keys() | kept.keys()), made.args, made.passes_on
    )
    for below in made.below:
        _grow(below, [*path, name], kept, tree)


def read(repository: Path, revision: str, declared: Root) -> Cmd | None:
    sources: dict[str, str] = {}
    for folder in declared.folders:
        sources |= files_at(repository, revision, folder, ".go")
    told = re.search(r"^module (\S+)", git(repository, "show", f"{revision}:go.mod"), re.M)
    module = Module(told.group(1) if told else declared.module, sources)
    module.beside = declared.beside
    interpreter = Interpreter(module)
    package = module.package(declared.package)
    if package is None:
        return None
    made: Any = None
    if declared.name in package.functions:
        interpreter.start(declared.package)
        made = interpreter.call(package.functions[declared.name], [])
    if isinstance(made, Made):
        made = next((value for value in made.fields.values() if isinstance(value, Cmd)), None)
    if not isinstance(made, Cmd):
        made = interpreter._global(declared.package, declared.name)
        interpreter.start(declared.package)
    if not isinstance(made, Cmd):
        found = [value for value in interpreter.globals.values() if isinstance(value, Cmd) and value.below]
        made = max(found, key=lambda each: len(each.below), default=None)
    return made if isinstance(made, Cmd) else None


def main() -> None:
    out, tool, repository, tags = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), sys.argv[4:]
    declared = ROOTS[tool]
    known = last_of_minors(git(repository, "tag").splitlines(), declared.form)
    tags = tags or _thinned([tag for tag in known if _number(tag) >= declared.first])
    trees, shared = [], []
    for tag in tags:
        made = read(repository, tag, ROOTS.get(f"{tool}{_number(tag)[0]}", declared))
        if made is None or not made.below:
            sys.stderr.write(f"{tool} {tag}: no commands found\n")
            continue
        tree, everywhere = tree_of(made)
        version = re.sub(r"^.*/|^v|^openshift-clients-|-\d{8,}$", "", tag)
        trees.append((version, tree))
        shared.append((version, everywhere))
    write(
        out,
        tool,
        f"cobra definitions in the Go source of {declared.module}, {tags[0]} to {tags[-1]}, read without building",
        trees,
        global_flags=shared,
    )


def _thinned(tags: list[str]) -> list[str]:
    """At most _MOST of them, evenly, the newest among them."""
    step = -(-len(tags) // _MOST)
    return tags[::-1][::step][::-1] if tags else []


def _number(tag: str) -> tuple[int, int]:
    found = re.search(r"(\d+)\.(\d+)", tag)
    return (int(found.group(1)), int(found.group(2))) if found else (0, 0)


if __name__ == "__main__":
    main()
