"""Turns what the extractions found into the files that ship (`commands/syntax.py` says what stands in them).

python -m tools.grammars.compact DATA [TOOL...]      DATA: the folder of JSON files that the extractions wrote
"""

import argparse
import json
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from tools.grammars.uniting import united

Commands: TypeAlias = Mapping[tuple[str, ...], Any]
HERE = Path(__file__).parent
GRAMMARS = HERE.parents[1] / "src" / "opsworthy" / "commands" / "grammars"
_TAKES = {"0": "", "1": "=", "optional": "=?", "maybe": "?", "many": "*"}
_SIGNS = re.compile(r"[\s,{}]")
_NAME = re.compile(r"-[\w.:#?-]*[\w.#?:]|--")
_ALWAYS = (1980, 1, 1, 0, 0, 0)
_ABOUT = ("address", "supported", "doubted", "ways", "elsewhere", "plugins", "instead", "foreign")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.grammars.compact", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("tool", nargs="*")
    asked = parser.parse_args()
    said = tomllib.loads((HERE / "tools.toml").read_text("utf-8"))
    for name, tool in said.pop("also").items():
        (GRAMMARS / f"{name}.syntax").write_text(f"= like: {tool}\n", "utf-8")
    for tool in asked.tool or said:
        sys.stdout.write(f"{tool}: {_written(tool, said[tool], asked.data)} bytes\n")
    return 0


def _written(tool: str, said: Mapping[str, Any], data: Path) -> int:
    """Writes the file of one tool, and the archive of its parts where it has them."""
    names = str(said.get("data", tool)).split()
    found = united([json.loads((data / f"{name}.json").read_text("utf-8")) for name in names], said, data)
    told = _about(found, said)
    commands = {tuple(path.split()): command for path, command in found["commands"].items()}
    place = GRAMMARS / f"{tool}.syntax"
    if "parts" not in str(said.get("ways", "")).split():
        place.write_text("\n".join([*told, *lines(commands, found["global_flags"], said)]) + "\n", "utf-8")
        return place.stat().st_size
    return _in_parts(place, told, commands, found["global_flags"], said)


def _in_parts(place: Path, told: list[str], commands: Commands, shared: Mapping[str, Any], said: Mapping[str, Any]) -> int:
    firsts = sorted({words[0] for words in commands if words})
    roots = {(first,): commands.get((first,), {}) for first in firsts} | {(): commands.get((), {})}
    marks = {words[:2] for words in commands if len(words) > 1}
    place.write_text("\n".join([*told, *lines(roots | {words: {} for words in marks}, shared, said, 1)]) + "\n", "utf-8")
    archive = place.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for first in firsts:
            part = {words: command for words, command in commands.items() if words[:1] == (first,)}
            text = "\n".join(lines(part, {}, said)) + "\n"
            packed.writestr(zipfile.ZipInfo(f"{first}.syntax", _ALWAYS), text.encode(), zipfile.ZIP_DEFLATED, 9)
    return place.stat().st_size + archive.stat().st_size


def _about(found: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    head = [f"= source: {found['source']}", f"= versions: {said.get('versions', ' '.join(found['versions']))}"]
    return [*head, *(f"= {key}: {said[key]}" for key in _ABOUT if said.get(key))]


def lines(names: Commands, shared: Mapping[str, Any], said: Mapping[str, Any], deepest: int = 9) -> Iterator[str]:
    """A line for the options of every subcommand, and one for each subcommand and for each word that only leads to some."""
    yield f"*: {_options(shared, frozenset())}".rstrip()
    groups = {words[:depth] for words in names for depth in range(len(words))}
    for words in sorted(groups | names.keys()):
        if len(words) <= deepest:
            yield _line(words, names, groups, said).rstrip()


def _line(words: tuple[str, ...], names: Commands, groups: set[tuple[str, ...]], said: Mapping[str, Any]) -> str:
    command = names.get(words, {})
    spelled = list(words)
    if spelled:
        aliases = [each.split()[-1] for each in command.get("aliases", ())]
        spelled[-1] = "|".join(dict.fromkeys([spelled[-1], *aliases]))
    leads = words in groups and _only_leads_on(words, command, names, said)
    mark = " >" if leads else " ..." if command.get("passes_on") else " ?" if command.get("doubtful") else ""
    least = 0 if leads else (command.get("args") or [0])[0]
    needs = (f"<{least} " if least else "") + (f":{command['first']} " if command.get("first") else "")
    flags = _options(command.get("flags", {}), frozenset(command.get("required", ())))
    span = _span(command)
    return f"{' '.join(spelled)}{mark}: {span and span + ' '}{needs}{flags}"


def _only_leads_on(words: tuple[str, ...], command: Mapping[str, Any], names: Commands, said: Mapping[str, Any]) -> bool:
    """Whether a command with subcommands does nothing with a word that is none: it takes no operands, or has no options beside
    those that everything below it has as well."""
    path = " ".join(words) or "."
    if path in str(said.get("operands", "")).split("; "):
        return False
    if path in str(said.get("groups", "")).split("; "):
        return True
    if not words or said.get("groups") == "all":
        return True
    if "args" in command:
        return bool(command["args"] == [0, 0] or command["args"][1] == 0)
    children = (other for other in names if len(other) == len(words) + 1 and other[: len(words)] == words)
    below = [names[other].get("flags", {}).keys() for other in children]
    own = command.get("flags", {}).keys() - {"--help"}
    return all(own <= each for each in below)


def _options(flags: Mapping[str, Mapping[str, Any]], required: frozenset[str]) -> str:
    return " ".join(_option(name, flag, name in required) for name, flag in sorted(flags.items()) if _NAME.fullmatch(name))


def _option(name: str, flag: Mapping[str, Any], required: bool) -> str:
    names = list(dict.fromkeys([*([flag["short"]] if flag.get("short") else []), *flag.get("also", ()), name]))
    values = [each for each in flag.get("values", ()) if each and not _SIGNS.search(each)]
    among = "{" + ",".join(values) + "}" if values and len(values) == len(flag.get("values", ())) else ""
    kind = f"@{flag['kind']}" if flag.get("kind") and not among and str(flag["arity"]) != "0" else ""
    return f"{'/'.join(names)}{_TAKES[str(flag['arity'])]}{'+' if required else ''}{kind}{among}{_span(flag)}"


def _span(thing: Mapping[str, Any]) -> str:
    since, until = thing.get("since", ""), thing.get("until", "")
    return f"~{since}-{until}" if since or until else ""


if __name__ == "__main__":
    sys.exit(main())
