"""Command lines written in JavaScript: npm (its own definitions), wrangler, vercel, pnpm, prisma, yarn (their help texts).

python -m tools.grammars.node_tools OUT TOOL PROGRAM      PROGRAM is the installed script; for npm the folder of its package
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tools.grammars.form import Arity, Command, Flag, Tree, choices, write

_NPM = """
const { definitions, shorthands } = require(process.argv[1] + '/node_modules/@npmcli/config/lib/definitions');
const { commands, aliases } = require(process.argv[1] + '/lib/utils/cmd-list.js');
const told = {};
for (const [name, each] of Object.entries(definitions)) {
  const types = [].concat(each.type).map((kind) => (kind === Boolean ? 'bool' : kind === null ? 'null' : kind === Array ? 'many'
    : typeof kind === 'string' ? 'is:' + kind : 'value'));
  told[name] = { types, short: each.short };
}
const below = {};
for (const name of commands) { try { const kind = require(process.argv[1] + '/lib/commands/' + name + '.js');
  below[name] = { params: kind.params || [], sub: Object.keys(kind.subcommands || {}), usage: kind.usage || [] } } catch (error) {
  below[name] = {} } }
console.log(JSON.stringify({ told, shorthands, commands, aliases, below }));
"""
_YARGS = re.compile(r"^ {2,8}(?P<names>-{1,2}[\w-]+(?:, -{1,2}[\w-]+)*) {2,}(?P<text>.*)$", re.M)
_YARGS_VERB = re.compile(r"^ {2}wrangler ((?:[a-z][\w-]*)(?: [a-z][\w-]*)*)", re.M)
_PNPM_VERB = re.compile(r"^ {2,8}(?:(?P<short>[a-z]+), )?(?P<name>[a-z][\w-]*) {2,}\S", re.M)
_OPTION = re.compile(r"^ {2,10}(?P<names>-[^\s].*?)(?: {2,}(?P<text>.*))?$", re.M)

_PNPM_SWITCHES = (
    "recursive version help global silent parallel stream aggregate-output color no-color if-present fail-if-no-match use-stderr "
    "ignore-workspace include-workspace-root report-summary no-bail bail sort no-sort reverse workspace-root"
)
_PNPM_SHORT = {"recursive": "-r", "version": "-v", "help": "-h", "global": "-g", "silent": "-s", "workspace-root": "-w"}
_PNPM_EVERYWHERE = {f"--{name}": Flag(0, _PNPM_SHORT.get(name, "")) for name in _PNPM_SWITCHES.split()} | {
    "--filter": Flag(1, "-F", repeat=True),
    "--filter-prod": Flag(1, repeat=True),
    "--dir": Flag(1, "-C"),
    **{f"--{name}": Flag(1) for name in ("reporter", "loglevel", "workspace-concurrency", "resume-from", "test-pattern")},
}


def main() -> None:
    out, tool, program = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    makers: dict[str, Callable[[Path, str], None]] = {
        "npm": _npm,
        "wrangler": _wrangler,
        "vercel": _vercel,
        "pnpm": _pnpm,
        "yarn": _yarn,
        "prisma": _prisma,
    }
    makers[tool](out, program)


def _told(*words: str) -> str:
    done = subprocess.run(
        words, capture_output=True, check=False, text=True, timeout=120, stdin=subprocess.DEVNULL, errors="replace"
    )
    return re.sub(r"\x1b\[[\d;]*m", "", done.stdout + done.stderr)


def _version(*words: str) -> str:
    found = re.search(r"\d+\.\d+\.\d+", _told(*words))
    return found.group() if found else "?"


def _npm(out: Path, place: str) -> None:
    data = json.loads(_told("node", "-e", _NPM, place))
    version = json.loads((Path(place) / "package.json").read_text("utf-8"))["version"]
    flags = _npm_flags(data)
    tree: Tree = {name: Command() for name in data["commands"]}
    for name, each in data["below"].items():
        for sub in each.get("sub", []):
            tree[f"{name} {sub}"] = Command()
    for alias, name in data["aliases"].items():
        if name in tree:
            tree[name].aliases.add(alias)
    write(
        out,
        "npm",
        f"definitions in the npm package npm {version}",
        [(version, tree)],
        global_flags=[(version, flags)],
        notes="npm takes any option with any command, and warns of an unknown one; commands and options may be shortened",
    )


def _npm_flags(data: dict[str, Any]) -> dict[str, Flag]:
    flags: dict[str, Flag] = {}
    for name, each in data["told"].items():
        flags[f"--{name}"] = flag = _npm_flag(each)
        if flag.arity != 1:
            flags[f"--no-{name}"] = Flag(0)
    for short, means in data["shorthands"].items():
        spelled = f"-{short}" if len(short) == 1 else f"--{short}"
        flags.setdefault(spelled, flags.get(means[0], Flag(0)) if len(means) == 1 else Flag(0))
    return flags


def _npm_flag(each: dict[str, Any]) -> Flag:
    kinds = set(each["types"]) - {"null"}
    short = f"-{each['short']}" if each.get("short") and isinstance(each["short"], str) else ""
    if "bool" in kinds:
        return Flag(0 if kinds == {"bool"} else "maybe", short)
    values = tuple(kind[3:] for kind in each["types"] if kind.startswith("is:"))
    return Flag(1, short, "many" in kinds, values if kinds == {f"is:{value}" for value in values} else ())


def _wrangler(out: Path, program: str) -> None:
    version = _version(program, "--version")
    tree: Tree = {}
    _wrangler_below(program, [], tree)
    write(out, "wrangler", f"help texts of the npm package wrangler {version}", [(version, tree)])


def _wrangler_below(program: str, path: list[str], tree: Tree) -> None:
    text = _told(program, *path, "--help")
    tree[" ".join(path)] = Command(flags=dict(_yargs(text)))
    for found in _YARGS_VERB.finditer(text.partition("\n")[2]):
        words = found.group(1).split()
        if words[: len(path)] == path and len(words) == len(path) + 1 and " ".join(words) not in tree:
            _wrangler_below(program, words, tree)


def _yargs(text: str) -> Iterator[tuple[str, Flag]]:
    for found in _YARGS.finditer(text):
        kind = re.findall(r"\[(boolean|string|number|array|count)\]", found["text"])
        arity: Arity = 0 if kind[:1] in (["boolean"], ["count"]) else "many" if kind[:1] == ["array"] else 1
        listed = re.search(r"\[choices: ([^\]]*)\]", found["text"])
        values = tuple(re.findall(r'"([^"]+)"', listed.group(1))) if listed else ()
        names = found["names"].split(", ")
        short = next((name for name in names if not name.startswith("--")), "")
        for name in names:
            if name.startswith("--"):
                yield name, Flag(arity, short, arity == "many", values)
                if arity == 0 and not name.startswith("--no-"):
                    yield f"--no-{name[2:]}", Flag(0)


def _options(text: str) -> Iterator[tuple[str, Flag]]:
    """Options as most help texts print them: `-s, --long <value>  text`."""
    for found in _OPTION.finditer(text):
        names = re.findall(r"--?(?:\[no-\])?[\w][\w-]*", found["names"])
        valued = re.search(r"[<\[=](?!no-)", re.sub(r"\[no-\]", "", found["names"])) is not None
        longs = [name for name in names if name.startswith("--")]
        short = next((name for name in names if not name.startswith("--")), "")
        for name in longs or names[:1]:
            plain = name.replace("[no-]", "")
            yield plain, Flag(1 if valued else 0, short if longs else "", values=choices(found["text"] or "") if valued else ())
            if "[no-]" in name:
                yield f"--no-{plain[2:]}", Flag(0)


def _pnpm(out: Path, program: str) -> None:
    version = _version(program, "--version")
    whole = _told(program, "help", "-a")
    tree: Tree = {"": Command(flags=dict(_options(whole)))}
    for found in _PNPM_VERB.finditer(whole):
        text = _told(program, "help", found["name"])
        alias = re.search(r"^Alias(?:es)?: (.*)$", text, re.M)
        aliases = set(re.split(r", ?", alias.group(1))) if alias else set()
        tree[found["name"]] = Command(aliases | ({found["short"]} if found["short"] else set()), dict(_options(text)))
    for name in ("run", "exec", "dlx", "test", "start", "create"):
        tree.setdefault(name, Command()).passes_on = True
    write(
        out,
        "pnpm",
        f"help texts of the npm package pnpm {version}",
        [(version, tree)],
        global_flags=[(version, _PNPM_EVERYWHERE)],
        notes="any other word is a script of package.json or a program of node_modules: unknown, not wrong",
    )


def _yarn(out: Path, program: str) -> None:
    """Yarn 2 and later tell their commands as JSON."""
    version = _version(program, "--version")
    tree: Tree = {}
    for each in json.loads(_told(program, "--clipanion=definitions")):
        flags: dict[str, Flag] = {}
        for option in each.get("options", []):
            names = option.get("nameSet") or option["definition"].split(" ")[0].split(",")
            valued = "#" in option["definition"]
            for name in names:
                flags[name] = Flag(1 if valued else 0)
        tree[" ".join(each["path"].split()[1:])] = Command(flags=flags)
    write(
        out,
        "yarn",
        f"definitions that yarn {version} tells of itself",
        [(version, tree)],
        notes="any other word is a script of package.json: unknown, not wrong; yarn 1 has other commands",
    )


def _prisma(out: Path, program: str) -> None:
    tree: Tree = {}
    _prisma_below(program, [], tree)
    found = re.search(r"\d+\.\d+\.\d+", (Path(program).resolve().parent.parent / "package.json").read_text("utf-8"))
    version = found.group() if found else "?"
    write(out, "prisma", f"help texts of the npm package prisma {version}", [(version, tree)])


def _prisma_below(program: str, path: list[str], tree: Tree) -> None:
    text = _told(program, *path, "--help")
    tree[" ".join(path)] = Command(flags=dict(_options(text)) | {"--help": Flag(0, "-h")})
    section = re.search(r"^\s*Commands\n(.*?)(?:^\s*(?:Flags|Options|Examples)|\Z)", text, re.M | re.S)
    for found in re.finditer(r"^ {2,28}([a-z][\w-]*) {2,}\S", section.group(1) if section else "", re.M):
        if len(path) < 2 and found.group(1) not in path:
            _prisma_below(program, [*path, found.group(1)], tree)


def _vercel(out: Path, program: str) -> None:
    version = _version(program, "--version")
    tree: Tree = {}
    text = _told(program, "--help")
    tree[""] = Command(flags=dict(_options(text)))
    for found in re.finditer(r"^ {2,8}([a-z][\w-]*)(?: {1,}[\[<|].*?)? {2,}\S", text, re.M):
        below = _told(program, found.group(1), "--help")
        tree[found.group(1)] = Command(flags=dict(_options(below)))
        for sub in re.finditer(r"^ {2,8}([a-z][\w-]*)(?: +[\[<].*?)? {2,}\S", below.partition("Options")[0], re.M):
            tree[f"{found.group(1)} {sub.group(1)}"] = Command(
                flags=dict(_options(below)) | dict(_options(_told(program, found.group(1), sub.group(1), "--help")))
            )
    write(out, "vercel", f"help texts of the npm package vercel {version}", [(version, tree)])


if __name__ == "__main__":
    main()
