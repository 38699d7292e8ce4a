"""The form that every extraction writes: one tool, its commands and their options, with the versions that know them."""

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

REPEATED = re.compile(
    r"list|map|filter|strings|ints|uints|durations|stringToString|string(?:Array|Slice).*|ulimit|secret|config|mount"
)
_OPTION = re.compile(
    r"\s{0,10}(?:-(?P<short>\S), )?--(?P<name>[\w.:-]+)(?P<none>\[=[^\]]*\])?(?: (?P<kind>\S.*?))?(?:\s{2,}(?P<text>.*))?$"
)
_CHOICES = re.compile(r"[({\[<]\s*((?:\"?'?`?[\w.-]+`?'?\"?\s?\\?[|]\s?)+\"?'?`?[\w.-]+`?'?\"?)\s*[)}\]>]")
_ONE_OF = re.compile(
    r"(?:one of|allowed values)(?:: ?[(\[]?| ?[(\[]|(?= [\"'`]) )"
    r"((?:[\w-]+\|)+[\w-]+|(?:[\"'`]?[\w-]+[\"'`]?, )+(?:or |and )?[\"'`]?[\w-]+[\"'`]?)",
    re.I,
)

_KINDS = {
    "int": re.compile(r"u?int(?:8|16|32|64)?", re.I),
    "number": re.compile(r"float(?:32|64)?", re.I),
    "duration": re.compile(r"duration", re.I),
}

Arity: TypeAlias = int | str


@dataclass(slots=True)
class Flag:
    """`arity` is 0, 1, "optional" (a value can only stand behind an equals sign), "maybe" (a value may follow) or "many";
    `kind` is a kind of value as in `commands/kinds.py`, "" where the source does not say; `also` are other names."""

    arity: Arity = 1
    short: str = ""
    repeat: bool = False
    values: tuple[str, ...] = ()
    kind: str = ""
    also: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        told: dict[str, object] = {"arity": self.arity}
        if self.short:
            told["short"] = self.short
        if self.repeat:
            told["repeat"] = True
        if self.values:
            told["values"] = list(self.values)
        if self.kind:
            told["kind"] = self.kind
        if self.also:
            told["also"] = list(self.also)
        return told


@dataclass(slots=True)
class Command:
    aliases: set[str] = field(default_factory=set)
    flags: dict[str, Flag] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    args: tuple[int, int | None] | None = None
    passes_on: bool = False
    doubtful: bool = False


Tree: TypeAlias = dict[str, Command]


def cobra_flag(kind: str, short: str = "", text: str = "") -> Flag:
    """The flag that cobra's type name tells of: none or bool is a switch, `string[="x"]` has its value behind an equals sign."""
    named, bracket, _ = kind.partition("[=")
    named = named.strip()
    if named in ("bool", "count", "") and not (bracket and named):
        return Flag(0, short, named == "count")
    if bracket:
        return Flag("optional" if named not in ("tristate", "count") else 0, short, values=choices(text), kind=kind_of(named))
    return Flag(1, short, bool(REPEATED.fullmatch(named)), choices(text), kind_of(named))


def kind_of(named: str) -> str:
    """The kind of value that a type of Go's flag libraries stands for."""
    return next((kind for kind, types in _KINDS.items() if types.fullmatch(named)), "")


def choices(text: str) -> tuple[str, ...]:
    """The values that a description names as the only ones, where it says so plainly."""
    found = _ONE_OF.search(text) or _CHOICES.search(text)
    if not found:
        return ()
    words = re.split(r"[\\|,\s]+", found.group(1))
    kept = [word.strip("\"'`") for word in words]
    found_words = tuple(dict.fromkeys(word for word in kept if word and word not in ("or", "and")))
    return found_words if len(found_words) > 1 else ()


def option_lines(text: str) -> Iterator[tuple[str, Flag]]:
    """The options of a text as cobra prints them, one to a line."""
    for line in text.splitlines():
        found = _OPTION.match(line)
        if found:
            short = f"-{found['short']}" if found["short"] else ""
            yield f"--{found['name']}", cobra_flag((found["kind"] or "") + (found["none"] or ""), short, found["text"] or "")


def git(repository: Path, *words: str) -> str:
    """What git prints in a repository; an empty text where it fails."""
    return subprocess.run(
        ["git", "-C", str(repository), *words], capture_output=True, check=False, text=True, errors="replace"
    ).stdout


def files_at(repository: Path, revision: str, folder: str, suffix: str) -> dict[str, str]:
    """The texts below a folder at a revision, by path, read with one process."""
    listed = git(repository, "ls-tree", "-r", "--name-only", revision, folder).splitlines()
    paths = [path for path in listed if path.endswith(suffix)]
    asked = "".join(f"{revision}:{path}\n" for path in paths).encode()
    answer = subprocess.run(
        ["git", "-C", str(repository), "cat-file", "--batch"], input=asked, capture_output=True, check=False
    ).stdout
    texts: dict[str, str] = {}
    at = 0
    for path in paths:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[-1])
        texts[path] = answer[end + 1 : end + 1 + size].decode(errors="replace")
        at = end + 2 + size
    return texts


def last_of_minors(tags: Iterable[str], form: str = r"v(\d+)\.(\d+)\.(\d+)") -> list[str]:
    """The newest patch of every minor version among tags, oldest first."""
    newest: dict[tuple[int, int], tuple[int, str]] = {}
    for tag in tags:
        found = re.fullmatch(form, tag)
        if found:
            major, minor, patch = (int(part) for part in found.groups())
            newest[major, minor] = max(newest.get((major, minor), (-1, "")), (patch, tag))
    return [newest[version][1] for version in sorted(newest)]


def merged(trees: Sequence[tuple[str, Tree]]) -> dict[str, Any]:
    """One tree of many versions: `since` is the first version that knows a thing and `until` the last, where those are not
    the first and the last version that were read."""
    paths = dict.fromkeys(path for _, tree in reversed(trees) for path in tree)
    told: dict[str, Any] = {}
    for path in sorted(paths):
        having = [(version, tree[path]) for version, tree in trees if path in tree]
        entry = _command_json(having, [version for version, _ in trees])
        told[path] = entry
    return told


def _command_json(having: list[tuple[str, Command]], versions: list[str]) -> dict[str, Any]:
    newest = having[-1][1]
    entry: dict[str, Any] = dict(_span([version for version, _ in having], versions))
    aliases = sorted(set[str]().union(*(command.aliases for _, command in having)))
    if aliases:
        entry["aliases"] = aliases
    entry["flags"] = merged_flags([(version, command.flags) for version, command in having])
    if newest.required:
        entry["required"] = sorted(newest.required)
    if newest.args is not None:
        entry["args"] = list(newest.args)
    if newest.passes_on:
        entry["passes_on"] = True
    if newest.doubtful:
        entry["doubtful"] = True
    return entry


def merged_flags(having: Sequence[tuple[str, Mapping[str, Flag]]]) -> dict[str, object]:
    """Flags of many versions; the newest version says what a flag is."""
    versions = [version for version, _ in having]
    names = sorted({name for _, flags in having for name in flags})
    told: dict[str, object] = {}
    for name in names:
        known = [(version, flags[name]) for version, flags in having if name in flags]
        told[name] = known[-1][1].as_json() | _span([version for version, _ in known], versions)
    return told


def _span(known: list[str], versions: list[str]) -> dict[str, object]:
    told: dict[str, object] = {}
    if known[0] != versions[0]:
        told["since"] = known[0].lstrip("v")
    if known[-1] != versions[-1]:
        told["until"] = known[-1].lstrip("v")
    return told


def write(
    folder: Path,
    tool: str,
    source: str,
    trees: Sequence[tuple[str, Tree]],
    *,
    global_flags: Sequence[tuple[str, Mapping[str, Flag]]] = (),
    prefixes_accepted: bool = False,
    notes: str = "",
    said_since: Mapping[str, str] | None = None,
) -> None:
    """Writes the grammar of one tool, compact, and says how large it is."""
    shared = _without_shared(trees, dict(global_flags))
    told: dict[str, Any] = {
        "tool": tool,
        "versions": [version.lstrip("v") for version, _ in trees],
        "source": source,
        "prefixes_accepted": prefixes_accepted,
        "global_flags": merged_flags(list(global_flags)) if global_flags else {},
        "commands": merged(shared),
    }
    if notes:
        told["notes"] = notes
    _believe(told["commands"], said_since or {})
    save(folder, told)


def _believe(commands: dict[str, Any], said_since: Mapping[str, str]) -> None:
    """What a source itself says of when a flag came."""
    for command in commands.values():
        for name in command["flags"].keys() & said_since.keys():
            command["flags"][name]["since"] = said_since[name]


def save(folder: Path, told: dict[str, Any]) -> None:
    text = json.dumps(told, separators=(",", ":"), ensure_ascii=False)
    (folder / f"{told['tool']}.json").write_text(text, "utf-8")
    flags = sum(len(command["flags"]) for command in told["commands"].values())
    counts = f"{len(told['commands'])} commands\t{flags} flags\t{len(told['versions'])} versions"
    sys.stdout.write(f"{told['tool']}\t{counts}\t{len(text)} bytes\t{len(gzip.compress(text.encode(), 9))} gzip\n")


def _without_shared(trees: Sequence[tuple[str, Tree]], shared: Mapping[str, Mapping[str, Flag]]) -> list[tuple[str, Tree]]:
    """A command does not repeat what holds for all of them, unless it means something else there."""
    for version, tree in trees:
        everywhere = shared.get(version, {})
        for command in tree.values():
            command.flags = {name: flag for name, flag in command.flags.items() if everywhere.get(name) != flag}
    return list(trees)
