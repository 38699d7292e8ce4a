"""podman from its manual pages: the options of each version, and from the definitions of flags whether they take a value.

python -m tools.grammars.podman OUT REPOSITORY     REPOSITORY is a git directory
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.grammars.form import Arity, Command, Flag, Tree, files_at, write
from tools.grammars.sources import tags

_MAN_FLAG = re.compile(r"^#{3,5} +(\*\*.*)$", re.M)
_MAN_NAME = re.compile(r"\*\*(--?[\w-]+)\*\*(\[?=)?")


def podman(out: Path, repository: Path) -> None:
    trees, shared = [], []
    chosen = tags(repository, (3, 0))
    for tag in chosen:
        pages = files_at(repository, tag, "docs/source/markdown/", ".md") | files_at(
            repository, tag, "docs/source/markdown/", ".in"
        )
        texts = {path.rpartition("/")[2]: text for path, text in pages.items()}
        options = {name.removesuffix(".md"): text for name, text in texts.items() if not name.startswith("podman")}
        tree: Tree = {}
        for name, text in texts.items():
            found = re.match(r"podman-?([\w-]*)\.1\.md", name)
            if found:
                _page(tree, found.group(1), _included(text, options))
        for path in ("compose", "run", "exec", "container run", "container exec", "machine ssh", "unshare"):
            tree.setdefault(path, Command()).passes_on = True
        valued = _valued(repository, tag)
        for command in tree.values():
            command.flags = {name: _with_value(flag) if name in valued else flag for name, flag in command.flags.items()}
        trees.append((tag, tree))
        shared.append((tag, tree.pop("", Command()).flags | {"--help": Flag(0, "-h")}))
    write(out, "podman", f"manual pages of containers/podman, {chosen[0]} to {chosen[-1]}", trees, global_flags=shared)


_GO_FLAG = re.compile(r'lags(?:\(\))?\.(\w+?)(?:Var)?P?\((?:[^,"\n]*, ?)?(?:"([\w-]+)"|(\w+))')
_PODMAN_VALUED = frozenset(
    [
        "--connection",
        "--cidfile",
        "--cpus",
        "--filter",
        "--format",
        "--output",
        "--sort",
        "--time",
        "--template",
        "--cache-ttl",
        "--ignorefile",
    ]
)


def _valued(repository: Path, tag: str) -> frozenset[str]:
    """Flags that the source nowhere defines as a switch: the pages often leave out that a value follows."""
    kinds: dict[str, set[str]] = {}
    for text in files_at(repository, tag, "cmd/podman", ".go").values():
        constants = dict(re.findall(r'(\w+)\s*:?=\s*"([\w-]+)"', text))
        for kind, name, constant in _GO_FLAG.findall(text):
            told = name or constants.get(constant, "")
            if told:
                kinds.setdefault(f"--{told}", set()).add(kind)
    return _PODMAN_VALUED | {
        name for name, found in kinds.items() if all(re.match(r"String|Int|Uint|Float|Duration", kind) for kind in found)
    }


def _with_value(flag: Flag) -> Flag:
    return Flag(1, flag.short, flag.repeat, flag.values) if flag.arity == 0 else flag


def _included(text: str, options: dict[str, str]) -> str:
    return re.sub(r"^@@option (\S+)", lambda found: options.get(found.group(1).rpartition("/")[2], ""), text, flags=re.M)


def _page(tree: Tree, name: str, text: str) -> None:
    flags = {long: flag for line in _MAN_FLAG.findall(text) for long, flag in _man_flag(line)}
    synopsis = re.search(r"^## SYNOPSIS\n(.*?)^## ", text, re.M | re.S)
    spelled = set(re.findall(r"^\*\*podman ([a-z][a-z -]*?)\*\*", synopsis.group(1), re.M)) if synopsis else set()
    for path in spelled or {name.replace("-", " ")}:
        tree[path.strip()] = Command(flags=dict(flags))


def _man_flag(line: str) -> Iterator[tuple[str, Flag]]:
    names = _MAN_NAME.findall(line)
    marks = [mark for _, mark in names if mark]
    arity: Arity = 0 if not marks else "optional" if marks[-1].startswith("[") else 1
    if "|" in line and re.search(r"true.*false", line):
        arity = "optional"
    longs = [name for name, _ in names if name.startswith("--")]
    short = next((name for name, _ in names if not name.startswith("--")), "")
    for name in longs or [name for name, _ in names]:
        yield name, Flag(arity, short if longs else "")


def main() -> None:
    podman(Path(sys.argv[1]), Path(sys.argv[2]))


if __name__ == "__main__":
    main()
