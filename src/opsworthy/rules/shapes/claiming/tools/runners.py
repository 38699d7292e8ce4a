"""make, npm and their kin: named commands of the repository."""

import re
from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.tools.line import Line

TOOLS = frozenset(["make", "gmake", "just", "task", "npm", "yarn", "pnpm", "bun"])
_KINDS = {"make": "make-target", "gmake": "make-target", "just": "just-recipe", "task": "task"}
_VALUED = frozenset(
    ["-C", "-f", "-j", "-o", "-d", "-t", "--directory", "--file", "--taskfile", "--justfile", "--dir", "-I", "-W"]
)
_NAME = re.compile(r"[\w][\w.:/-]{0,80}\Z")


def read(line: Line) -> Iterator[Claim]:
    kind = _KINDS.get(line.command.tool)
    if kind is None:
        yield from _scripts(line)
        return
    where = next(line.given("-C", "--directory", "-f", "--file", "-d", "--dir", "-t", "--taskfile"), "")
    skip = False
    for word in line.words[1:]:
        if skip or word == "--":
            if word == "--":
                return
            skip = False
        elif word in _VALUED:
            skip = True
        elif (
            not word.startswith("-") and "=" not in word and _NAME.match(word) and not (kind == "make-target" and word.isdigit())
        ):
            yield line.claim(kind, word, where)
            if kind == "just-recipe":
                return


def _scripts(line: Line) -> Iterator[Claim]:
    """The scripts of package.json, where the word `run` leaves no doubt."""
    for verb in ("run", "run-script"):
        name = line.after(verb)
        if name and _NAME.match(name) and not (line.command.tool == "bun" and ("/" in name or "." in name)):
            where = next(line.given("--prefix", "-C", "--cwd", "--dir", "--filter", "-F", "-w", "--workspace"), "")
            yield line.claim("script", name, where)
