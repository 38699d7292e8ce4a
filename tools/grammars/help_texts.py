"""Command lines from the help texts of their installed programs.

python -m tools.grammars.help_texts OUT TOOL [PROGRAM]     TOOL is among TOOLS; PROGRAM where it is not on the PATH
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tools.grammars.form import Arity, Command, Flag, Tree, choices, write

_SPEC = re.compile(r"^[ \t]{0,12}(?P<spec>-[^\s].*?)(?:[ \t]{2,}(?P<text>.*)|\t(?P<more>.*))?$", re.M)
_TOKEN = re.compile(r"(?<![\w=<\[|-])(--?[\w?@#][\w.-]*)(\[=?[^\]]*\]|\.\.\.|=[^\s,]*| (?![-(])[^\s,]+)?")
_VERB = re.compile(r"^ {2}(?P<words>[a-z][\w-]+(?:, [a-z][\w-]*)*)(?:[ ]\S.*?)?(?: {2,}\S.*)?$", re.M)
_HEADING = re.compile(r"^(?=\S[^\n]*:\s*$)", re.M)


@dataclass(frozen=True, slots=True)
class Tool:
    """How a program is asked for its help, where its verbs are listed, and what its version is called."""

    program: tuple[str, ...]
    help: tuple[str, ...] = ("--help",)
    version: tuple[str, ...] = ("--version",)
    verbs: str = ""
    deep: bool = False
    single: bool = False
    joined: bool = False
    switches: frozenset[str] = frozenset()
    note: str = ""
    more: dict[str, Flag] = field(default_factory=dict)


TOOLS = {
    "systemctl": Tool(
        ("systemctl",), verbs=r"Commands", more={"--no-legend": Flag(0), "--kill-who": Flag(1), "--firmware": Flag(0)}
    ),
    "journalctl": Tool(("journalctl",)),
    **{
        name: Tool((name,), joined=True)
        for name in (
            "psql",
            "pg_dump",
            "pg_restore",
            "pg_dumpall",
            "pg_isready",
            "createdb",
            "dropdb",
            "createuser",
            "dropuser",
            "vacuumdb",
            "reindexdb",
        )
    },
    **{
        name: Tool((f"/usr/lib/postgresql/15/bin/{name}",), joined=True)
        for name in ("pg_basebackup", "pg_ctl", "pgbench", "initdb")
    },
    "make": Tool(("make",), joined=True, note="targets belong to the Makefile"),
    "redis-cli": Tool(("redis-cli",), note="what follows are commands of Redis"),
    "uv": Tool(("uv",), verbs=r"Commands", deep=True, more={"--dev": Flag(0)}),
    "vercel": Tool(("vercel",), verbs=r"Commands?", deep=True, joined=True),
    "mongosh": Tool(("mongosh",), joined=True),
    "pnpm": Tool(("pnpm",), help=("help",)),
    **{
        name: Tool((name,), help=("--no-defaults", "--help"), note="MariaDB's; MySQL has a few more options")
        for name in ("mysql", "mysqldump", "mysqladmin", "mysqlimport", "mysqlcheck", "mysqlshow")
    },
    "openssl": Tool(("openssl",), help=("-help",), version=("version",)),
}


def main() -> None:
    out, name = Path(sys.argv[1]), sys.argv[2]
    tool = TOOLS[name]
    program = tuple(sys.argv[3].split()) if len(sys.argv) > 3 else tool.program
    told = _told([*program, *tool.version])
    version = re.search(r"(?<=Distrib )[\d.]+", told) or re.search(r"\d+(?:\.\d+)+|\d{3}", told)
    number = version.group() if version else "?"
    tree: Tree = {}
    if name == "openssl":
        _openssl(tree)
    else:
        _walk(tool, program, (), tree)
    for path in ("run", "tool run") if name == "uv" else ():
        tree[path].passes_on = True
    write(out, name, f"help text of {name} {number}", [(number, tree)], notes=tool.note)


def _told(words: list[str]) -> str:
    done = subprocess.run(
        words, capture_output=True, check=False, text=True, timeout=120, stdin=subprocess.DEVNULL, errors="replace"
    )
    return re.sub(r"\x1b\[[\d;]*m", "", done.stdout + done.stderr)


def _walk(tool: Tool, program: tuple[str, ...], path: tuple[str, ...], tree: Tree) -> None:
    text = _told([*program, *path, *tool.help])
    flags = {name.rstrip("."): flag for name, flag in _flags(text)}
    for name, others in _aliases(text).items():
        flags |= {other: flags[name] for other in others if name in flags}
    tree[" ".join(path)] = Command(flags=flags | tool.more)
    for spelled in _verbs(text, tool.verbs) if tool.verbs and len(path) < 3 else ():
        name, *aliases = spelled
        if name in ("help", *path):
            continue
        if tool.deep:
            _walk(tool, program, (*path, name), tree)
        for other in aliases if tool.deep else spelled:
            below = tree.get(" ".join((*path, name)), Command())
            tree[" ".join((*path, other))] = below


def _openssl(tree: Tree) -> None:
    """Every command tells its own options, with the kind of their values."""
    any_of = {
        f"-{name}": Flag(0)
        for group in ("-digest-commands", "-cipher-commands")
        for name in _told(["openssl", "list", group]).split()
    }
    for group in ("-commands", "-digest-commands", "-cipher-commands"):
        for name in _told(["openssl", "list", group]).split():
            text = _told(["openssl", name, "-help"])
            flags = {
                found[0]: Flag(1 if found[1] else 0)
                for found in re.findall(r"^ (-[\w*-]+)(?: ([^\s].*?))?(?: {2,}|$)", text, re.M)
            }
            taken = any_of if "-*" in flags else {}
            tree[name] = Command(flags=taken | {flag: told for flag, told in flags.items() if "*" not in flag})


def _aliases(text: str) -> dict[str, list[str]]:
    """`[aliases: --x]` behind an option, as clap prints it."""
    found: dict[str, list[str]] = {}
    last = ""
    for line in text.splitlines():
        spec = re.match(r"^ {2,10}(?:-\w, )?(--[\w-]+)", line)
        last = spec.group(1) if spec else last
        for listed in re.findall(r"\[alias(?:es)?: ([^\]]+)\]", line):
            found.setdefault(last, []).extend(each for each in re.split(r", *", listed) if each.startswith("--"))
    return found


def _verbs(text: str, heading: str) -> Iterator[list[str]]:
    for section in _HEADING.split(text):
        first = section.partition("\n")[0]
        if re.search(heading, first, re.I):
            for found in _VERB.finditer(section.partition("\n")[2]):
                yield found["words"].split(", ")


def _flags(text: str) -> Iterator[tuple[str, Flag]]:
    for found in _SPEC.finditer(text):
        described = found["text"] or found["more"] or ""
        tokens = _TOKEN.findall(found["spec"].replace("|", ", ") if found["spec"].count("--") > 1 else found["spec"])
        yield from _spelled(tokens, described)


def _spelled(tokens: list[tuple[str, str]], described: str) -> Iterator[tuple[str, Flag]]:
    """All spellings of one option; what one of them says of its value holds for each."""
    marks = [mark.strip() for _, mark in tokens if mark.strip() not in ("", "...")]
    arity: Arity = 0 if not marks else "optional" if marks[-1].startswith("[") else 1
    several = any(mark == "..." for _, mark in tokens) or "repeat" in described or any(mark.endswith("...") for mark in marks)
    longs = [name for name, _ in tokens if name.startswith("--")]
    shorts = [name for name, _ in tokens if not name.startswith("--")]
    flag = Flag(arity, shorts[0] if shorts and longs else "", several, choices(described) if arity else ())
    for name in longs or shorts:
        yield name, flag
    for name in shorts[1:] if longs else ():
        yield name, Flag(arity, "", several)


if __name__ == "__main__":
    main()
