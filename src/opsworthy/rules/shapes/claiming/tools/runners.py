"""make, npm and their kin: named commands of the repository."""

from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.tools.line import Line
from opsworthy.text.regex import regex

TOOLS = frozenset(["make", "gmake", "just", "task", "npm", "yarn", "pnpm", "bun"])
_KINDS = {"make": "make-target", "gmake": "make-target", "just": "just-recipe", "task": "task"}
_VALUED = frozenset(
    ["-C", "-f", "-j", "-o", "-d", "-t", "--directory", "--file", "--taskfile", "--justfile", "--dir", "-I", "-W"]
)
_BUILT_IN = frozenset(
    """add audit bin cache config create dedupe deploy dlx doctor env exec explain fetch global help import info init install i ci
    licenses link list login logout ls node npm outdated owner pack patch plugin policies prune publish rebuild recursive remove
    rm root run server set setup store tag team unlink unplug up update upgrade upgrade-interactive version versions view why
    workspace workspaces npx self-update approve-builds uninstall t""".split()  # noqa: SIM905 - a list of words
)
_SHORT_NAME = regex(r"[a-z][\w:-]{0,60}\Z")
_NAME = regex(r"[\w][\w.:/-]{0,80}\Z")


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
    words = line.words[1:] if line.command.tool in ("yarn", "pnpm") else ()
    if words and words[0] not in _BUILT_IN and _SHORT_NAME.match(words[0]):
        yield line.claim("script", words[0], sure=":" in words[0])
    if "--if-present" in line.words:
        return
    named = bool(words) and words[0] not in (*_BUILT_IN, "run", "run-script") and not words[0].startswith("-")
    for verb in () if named else ("run", "run-script"):
        name = line.after(verb)
        if name and _NAME.match(name) and not (line.command.tool == "bun" and ("/" in name or "." in name)):
            where = next(line.given("--prefix", "-C", "--cwd", "--dir", "--filter", "-F", "-w", "--workspace"), "")
            yield line.claim("script", name, where)
