"""Command lines whose repositories hold the pages that cobra generates: docker, compose, buildx, argocd, helm, fly.

python -m tools.grammars.cobra_docs OUT TOOL REPOSITORY [TAG...]     without tags, the last of each minor
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.grammars.form import Command, Flag, Tree, cobra_flag, files_at, git, last_of_minors, option_lines, write

_ROW = re.compile(r"^\| (?P<names>(?:\[?`-[^|]*?)) +\| (?P<kind>[^|]*?) +\|(?P<rest>.*)\|\s*$", re.M)
_NAME = re.compile(r"`(--?[\w-]+)`")
_HEADING = re.compile(r"^#{2,3} +", re.M)
_INHERITED = ("options inherited", "global options")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the pages are, how their names begin, and which version is the first to read."""

    folder: str
    begins: str
    first: tuple[int, int]
    form: str = r"v(\d+)\.(\d+)\.(\d+)"
    alone: bool = False


LAYOUTS = {
    "docker": Layout("docs/reference/commandline/", "", (23, 0)),
    "docker-compose": Layout("docs/reference/", "compose", (2, 6)),
    "docker-buildx": Layout("docs/reference/", "buildx", (0, 8)),
    "argocd": Layout("docs/user-guide/commands/", "argocd", (2, 0)),
    "helm": Layout("", "helm", (0, 0)),
    "fly": Layout("flyctl/cmd/", "fly", (0, 0)),
}


def main() -> None:
    out, tool, repository, tags = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), sys.argv[4:]
    layout = LAYOUTS[tool]
    tags = tags or [
        tag for tag in last_of_minors(git(repository, "tag").splitlines(), layout.form) if _number(tag) >= layout.first
    ]
    trees, shared = [], []
    for tag in tags:
        version, folder = tag.rpartition("=")[0] or tag, tag.rpartition("=")[2] if "=" in tag else layout.folder
        revision = "HEAD" if "=" in tag or (tag[0].isalpha() and not tag.startswith("v")) else tag
        tree, everywhere = _tree(files_at(repository, revision, folder, ".md"), layout)
        trees.append((version, tree))
        shared.append((version, everywhere))
    source = f"generated reference pages ({layout.folder or 'per version'}) of {repository.parent.name.replace('+', '/')}"
    write(out, tool, f"{source}, {tags[0]} to {tags[-1]}", trees, global_flags=shared)


def _number(tag: str) -> tuple[int, int]:
    major, minor = tag.lstrip("v").split(".")[:2]
    return int(major), int(minor)


def _tree(pages: dict[str, str], layout: Layout) -> tuple[Tree, dict[str, Flag]]:
    tree: Tree = {}
    inherited: list[dict[str, Flag]] = []
    everywhere: dict[str, Flag] = {}
    for place, text in pages.items():
        name = place.rpartition("/")[2].removesuffix(".md")
        if not name.startswith(layout.begins) or name in ("index", "README", "cli", "dockerd"):
            continue
        words = name.removeprefix(layout.begins).strip("_").split("_")
        path = " ".join(words) if words != [""] else ""
        flags, above = _flags(text)
        inherited.append(above)
        if path in ("", "docker"):
            everywhere = flags
            continue
        for spelled in {path, *_spelled_otherwise(text)}:
            tree.setdefault(spelled, Command()).flags.update(flags | above | {"--help": Flag(0, "-h")})
    counted = Counter(name for each in inherited for name in each)
    often = {name for name, times in counted.items() if times > 0.6 * len(tree)}
    last = next((each for each in inherited if often <= set(each)), {})
    return tree, everywhere | {name: last[name] for name in often if name in last}


def _spelled_otherwise(text: str) -> Iterator[str]:
    """The other full spellings of a command, without the tool's name."""
    found = re.search(r"^### Aliases\n+(.*)$", text, re.M)
    for spelled in re.findall(r"`([^`]+)`", found.group(1)) if found else ():
        words = spelled.split()[1:]
        kept = words[1:] if words[:1] in (["compose"], ["buildx"]) else words
        if kept:
            yield " ".join(kept)


def _flags(text: str) -> tuple[dict[str, Flag], dict[str, Flag]]:
    """Its own flags, and those that it has from above."""
    own: dict[str, Flag] = {}
    above: dict[str, Flag] = {}
    for section in _HEADING.split(text):
        heading = section.partition("\n")[0].strip().lower()
        if heading == "options":
            own.update(_listed(section))
        elif heading.startswith(_INHERITED):
            above.update(_listed(section))
    return own, above


def _listed(section: str) -> Iterator[tuple[str, Flag]]:
    yield from option_lines(section)
    for row in _ROW.finditer(section):
        names = _NAME.findall(row["names"])
        long = next((name for name in names if name.startswith("--")), names[0])
        short = next((name for name in names if not name.startswith("--") and name != long), "")
        yield long, cobra_flag(row["kind"].strip("` "), short, row["rest"].rpartition("|")[2])


if __name__ == "__main__":
    main()
