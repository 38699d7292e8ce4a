"""Unites what several extractions and the lines written by hand say of one tool, before it is made compact."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from opsworthy.commands.syntax import Option, options

_ASKED = re.compile(r"(?:[^-\s]\S*\s)*-\S+")
_ARITY = {"": 0, "=": 1, "=?": "optional", "?": "maybe", "*": "many"}


def united(every: Sequence[dict[str, Any]], said: Mapping[str, Any], data: Path) -> dict[str, Any]:
    """The first is believed; what only another one knows is added, and gone where that one is of older versions."""
    first, *others = every
    for other in others:
        older = _order(other["versions"][-1]) < _order(first["versions"][0]) and first["tool"].partition(".")[0] != "aws"
        _add(first, other, other["versions"][-1] if older else "")
        if older:
            first["versions"] = [*other["versions"], *first["versions"]]
        first["source"] += f"; and: {other['source']}"
    for path, (tool, other_path) in ((path, each.split(" ", 1)) for path, each in said.get("taken", {}).items()):
        taken = json.loads((data / f"{tool}.json").read_text("utf-8"))["commands"][other_path]
        for name, flag in taken["flags"].items():
            first["commands"][path]["flags"].setdefault(name, flag)
    _alive(first["commands"])
    _without_taken_letters(first)
    _by_hand(first, said)
    _with_kinds(first, _kinds().get(str(said.get("data", first["tool"])).split()[0].partition(".")[0], {}))
    return first


def _add(first: dict[str, Any], other: Mapping[str, Any], until: str) -> None:
    gone = {"until": until} if until else {}
    for name, flag in other["global_flags"].items():
        first["global_flags"].setdefault(name, flag | gone)
    for path, command in other["commands"].items():
        known = first["commands"].get(path)
        if known is None:
            first["commands"][path] = command | gone
            continue
        for name, flag in command["flags"].items():
            known["flags"].setdefault(name, flag | gone)
        if not until:
            known["required"] = [name for name in known.get("required", ()) if name in command.get("required", ())]


def _alive(commands: dict[str, Any]) -> None:
    """A name that is gone as a subcommand and lives on as an alias of another: what it alone took is gone there."""
    for path, command in list(commands.items()):
        above = path.rpartition(" ")[0]
        for name in command.get("aliases", ()):
            old = f"{above} {name.split()[-1]}".strip()
            if old != path and "until" in commands.get(old, {}) and "until" not in command:
                gone = commands.pop(old)
                for flag, told in gone["flags"].items():
                    command["flags"].setdefault(flag, told | {"until": told.get("until", gone["until"])})


def _without_taken_letters(found: dict[str, Any]) -> None:
    """An option that is gone leaves its letter to the one that took it over."""
    shared = found["global_flags"]
    for command in found["commands"].values():
        flags = command["flags"]
        for name, flag in list(flags.items()):
            living = {each.get("short") or other for other, each in (shared | flags).items() if "until" not in each}
            if "until" in flag and name in shared:
                del flags[name]
            elif "until" in flag and flag.get("short") in living:
                flags[name] = {key: value for key, value in flag.items() if key != "short"}


def _by_hand(found: dict[str, Any], said: Mapping[str, Any]) -> None:
    """Options that are accepted and hidden, and what only a tool with no configuration requires."""
    commands = found["commands"]
    for name in str(said.get("known", "")).split():
        commands.setdefault(name, {"flags": {}})
    _options_by_hand(found, said)
    if said.get("root-everywhere"):
        found["global_flags"] |= commands.pop("")["flags"]
    for name in [path for path in commands if path.startswith(f"{said.get('implied', '?')} ")]:
        commands.setdefault(name.partition(" ")[2], commands[name])
    for path in str(said.get("passes-on", "")).split():
        commands["" if path == "." else path]["passes_on"] = True
    for path in commands if said.get("doubtful-below") else ():
        commands[path]["doubtful"] = " " in path
    for path, kind in said.get("first", {}).items():
        commands[path]["first"] = kind
    if said.get("values-in-prose"):
        for flag in (flag for command in commands.values() for flag in command["flags"].values()):
            flag.pop("values", None)
    _without_needless(commands, said)


def _options_by_hand(found: dict[str, Any], said: Mapping[str, Any]) -> None:
    commands = found["commands"]
    for path, text in said.get("options", {}).items():
        if path == "*":
            several = [{"flags": found["global_flags"]}]
        elif path.endswith(" *"):
            several = [command for name, command in commands.items() if name.startswith(path[:-1])]
        else:
            several = [commands.setdefault("" if path == found["tool"] else path, {"flags": {}})]
        for option in dict.fromkeys(options(text, path).values()):
            for command in several:
                _put(command["flags"], option)


def _put(flags: dict[str, Any], option: Option) -> None:
    *short, name = option.names
    told: dict[str, Any] = {"arity": _ARITY[option.takes]}
    if option.until:
        told["until"] = option.until
    if name in flags:
        for each in short:
            if all(flag.get("short") != each for flag in flags.values()):
                flags.setdefault(each, told)
    else:
        flags[name] = told | ({"short": short[0]} if short else {})


def _without_needless(commands: dict[str, Any], said: Mapping[str, Any]) -> None:
    needless = set(str(said.get("only-needed", "")).split())
    for command in commands.values():
        if said.get("drop-args"):
            command.pop("args", None)
        required = () if said.get("drop-required") else command.get("required", ())
        command["required"] = [name for name in required if name not in needless]


def _with_kinds(found: dict[str, Any], kinds: Mapping[str, Any]) -> None:
    """Kinds and choices that are said by hand; the formats of Kubernetes' printers have a kind of their own."""
    choices = kinds.get("values", {})
    for command in ({"flags": found["global_flags"]}, *found["commands"].values()):
        for name, flag in command["flags"].items():
            if name in choices:
                flag["values"] = choices[name].split()
            elif "jsonpath" in flag.get("values", ()):
                flag["kind"] = "output"
                flag.pop("values")
    for kind, names in kinds.items():
        if kind == "values":
            continue
        asked = frozenset(_ASKED.findall(names))
        for path, command in (("", {"flags": found["global_flags"]}), *found["commands"].items()):
            for name, flag in command["flags"].items():
                if {name, f"{path} {name}", f"{path.partition(' ')[0]} * {name}"} & asked and str(flag["arity"]) != "0":
                    flag["kind"] = kind
                    flag.pop("values", None)


def _kinds() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "kinds.toml").read_text("utf-8"))


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())
