"""Command lines that ship a table of their own commands: heroku (oclif manifest), gcloud (static completion table).

python -m tools.grammars.manifests OUT heroku MANIFEST.json
python -m tools.grammars.manifests OUT gcloud SDK_FOLDER
python -m tools.grammars.manifests OUT az FOLDER_OR_GIT[:PATH]     the reference of Azure's documentation, YAML
"""

import ast
import importlib.util
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tools.grammars.form import Command, Flag, Tree, files_at, write

_GCLOUD_SHORT = {"--quiet": "-q", "--help": "-h", "--version": "-v"}
_GCLOUD_EVERYWHERE = ("--filter", "--limit", "--page-size", "--sort-by", "--uri")
_GCLOUD_REPEATED = ("--set-", "--update-", "--remove-", "--add-", "--flatten")
_AZ_GLOBAL = {
    "--debug": Flag(0),
    "--help": Flag(0, "-h"),
    "--only-show-errors": Flag(0),
    "--output": Flag(1, "-o"),
    "--query": Flag(1),
    "--subscription": Flag(1),
    "--verbose": Flag(0),
}

_AZ_SWITCHES = frozenset(["--acquire-policy-token", "--no-wait", "--yes", "--force-string"])


def main() -> None:
    out, tool, place = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    {"heroku": _heroku, "gcloud": _gcloud, "az": _az}[tool](out, place)


def _heroku(out: Path, place: str) -> None:
    manifest = json.loads(Path(place).read_text("utf-8"))
    tree: Tree = {}
    for name, told in manifest["commands"].items():
        command = _oclif(told)
        tree[name] = command
        for alias in [*told.get("aliases", []), *told.get("hiddenAliases", [])]:
            tree.setdefault(alias, command)
    version = manifest["version"]
    write(
        out,
        "heroku",
        f"oclif.manifest.json of the npm package heroku {version}",
        [(version, tree)],
        global_flags=[(version, {"--help": Flag(0, "-h")})],
    )


def _oclif(told: dict[str, Any]) -> Command:
    flags: dict[str, Flag] = {}
    required: set[str] = set()
    for name, flag in told.get("flags", {}).items():
        made = _oclif_flag(flag)
        for spelled in (name, *flag.get("aliases", [])):
            flags[f"--{spelled}"] = made
        if flag.get("allowNo"):
            flags[f"--no-{name}"] = Flag(0)
        if flag.get("required"):
            required.add(f"--{name}")
    args = told.get("args", {})
    least = sum(1 for arg in args.values() if arg.get("required"))
    return Command(flags=flags, required=required, args=(least, len(args) if told.get("strict", True) else None))


def _oclif_flag(flag: dict[str, Any]) -> Flag:
    short = f"-{flag['char']}" if flag.get("char") else ""
    if flag["type"] == "boolean":
        return Flag(0, short)
    return Flag(1, short, bool(flag.get("multiple")), tuple(str(each) for each in flag.get("options", [])))


def _gcloud(out: Path, place: str) -> None:
    spec = importlib.util.spec_from_file_location("table", f"{place}/data/cli/gcloud_completions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    version = (Path(place) / "VERSION").read_text("utf-8").strip()
    table = module.STATIC_COMPLETION_CLI_TREE
    tree: Tree = {}
    _gcloud_below(table, [], tree)
    for path in sorted((Path(place) / "lib" / "surface").rglob("*.py")):
        _gcloud_source(path, Path(place) / "lib" / "surface", tree)
    everywhere = dict(_gcloud_flags(table["flags"])) | {"--no-user-output-enabled": Flag(0), "--no-log-http": Flag(0)}
    write(
        out,
        "gcloud",
        f"static completion table of the Google Cloud SDK {version}; short flags by hand",
        [(version, tree)],
        global_flags=[(version, everywhere)],
        prefixes_accepted=False,
        notes="--flag=value and --flag value; the table lists neither required flags nor hidden ones; -h is --help",
    )


def _gcloud_source(path: Path, root: Path, tree: Tree) -> None:
    """The table leaves out hidden commands and short flags: those are read from the command's own module."""
    words = [part.replace("_", "-") for part in path.relative_to(root).with_suffix("").parts if part != "__init__"]
    source = path.read_text("utf-8")
    tracks = set(re.findall(r"ReleaseTrack\.(\w+)", source)) or {"GA"}
    for track in tracks & {"GA", "BETA", "ALPHA"}:
        name = " ".join(words if track == "GA" else [track.lower(), *words])
        if name not in tree and (not words or "base.Hidden" not in source):
            continue
        command = tree.setdefault(name, Command())
        for spelled, flag in _gcloud_arguments(source):
            known = next((command.flags[each] for each in spelled if each in command.flags), flag)
            for each in spelled:
                command.flags.setdefault(each, known)


def _gcloud_arguments(source: str) -> Iterator[tuple[list[str], Flag]]:
    """The spellings of every argument that a module adds by hand."""
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        spelled = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if spelled and all(each.startswith("-") for each in spelled):
            actions = [key.value.value for key in call.keywords if key.arg == "action" and isinstance(key.value, ast.Constant)]
            yield spelled, Flag(0 if actions and str(actions[0]).startswith("store_") else 1)


def _gcloud_below(node: dict[str, Any], path: list[str], tree: Tree) -> None:
    if path:
        flags = dict(_gcloud_flags(node["flags"]))
        if "functions" in path[:2]:
            flags |= {name: Flag(0) for name in ("--gen2", "--no-gen2")}
        if path[-1] == "list":
            flags |= {name: Flag(1) for name in _GCLOUD_EVERYWHERE if name not in flags and name != "--uri"} | {"--uri": Flag(0)}
        tree[" ".join(path)] = Command(flags=flags)
    for name, below in node["commands"].items():
        _gcloud_below(below, [*path, name], tree)


def _gcloud_flags(told: dict[str, Any]) -> Iterator[tuple[str, Flag]]:
    for name, kind in told.items():
        short = _GCLOUD_SHORT.get(name, "")
        if kind == "bool":
            yield name, Flag(0, short)
            if not name.startswith(("--no-", "--clear-")) and name not in ("--help", "--version", "--quiet"):
                yield f"--no-{name[2:]}", Flag(0)
        elif isinstance(kind, list):
            yield name, Flag(1, short, values=tuple(str(each) for each in kind))
        else:
            yield name, Flag(1, short, name.startswith(_GCLOUD_REPEATED))


def _az(out: Path, place: str) -> None:
    repository, _, folder = place.partition(":")
    tree: Tree = {}
    for text in files_at(Path(repository), "HEAD", folder, ".yml").values():
        page = yaml.load(text, yaml.CSafeLoader)
        for told in [*page.get("directCommands", []), *page.get("commands", [])] if isinstance(page, dict) else ():
            if isinstance(told, dict) and "syntax" in told:
                _az_add(tree, told["name"].removeprefix("az "), _az_command(told))
    tree[""] = Command(flags={"--version": Flag(0, "-v")})
    for path in list(tree):
        words = path.split()
        for count in range(1, len(words)):
            tree.setdefault(" ".join(words[:count]), Command())
    newest = "Latest of " + folder
    write(
        out,
        "az.lts" if "LTS" in folder else "az",
        f"reference pages of MicrosoftDocs/azure-docs-cli, {newest}",
        [("latest", tree)],
        global_flags=[("latest", _AZ_GLOBAL)],
        notes="options may be shortened to an unambiguous beginning; extensions are included as far as the pages have them",
    )


def _az_add(tree: Tree, path: str, command: Command) -> None:
    """Two extensions may describe one command, as both versions of `az ml` do: what either takes is taken."""
    known = tree.get(path)
    if known is not None:
        command.flags = known.flags | command.flags
        command.required &= known.required
    tree[path] = command


def _az_command(told: dict[str, Any]) -> Command:
    command = Command()
    for parameter in [*told.get("requiredParameters", []), *told.get("optionalParameters", [])]:
        names = re.findall(r"--?[\w-]+", parameter["name"])
        if not names:
            continue
        flag = _az_flag(parameter, names)
        first = next((name for name in names if name.startswith("--")), names[0])
        flag.also = tuple(dict.fromkeys(name for name in names if name not in (first, flag.short)))
        command.flags[first] = flag
        if parameter.get("isRequired"):
            command.required.add(first)
    command.doubtful = told.get("sourceType") == "Extension"
    return command


def _az_flag(parameter: dict[str, Any], names: list[str]) -> Flag:
    """`maybe`: a word may follow; `many`: several words may."""
    short = next((name for name in names if not name.startswith("--")), "")
    values = tuple(part.strip() for part in str(parameter.get("acceptedValues", "")).split(",") if part.strip())
    switch = parameter["name"].split()[0] in _AZ_SWITCHES
    if switch or (not values and str(parameter.get("defaultValue", "")).lower() == "false"):
        return Flag(0, short)
    if set(values) in ({"false", "true"}, {"0", "1", "f", "false", "n", "no", "t", "true", "y", "yes"}):
        return Flag("maybe", short)
    summary = str(parameter.get("summary", ""))
    several = re.search(r"space[- ](separated|delimited)|one or more|shorthand-syntax", summary, re.I)
    return Flag("many" if several else 1, short, bool(several), values)


if __name__ == "__main__":
    main()
