"""The AWS command line from its own command table: the services' models of its release and its customisations.

python -m tools.grammars.aws OUT       with `awscli` importable (version 1 from PyPI, version 2 from its source with PYTHONPATH)
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from tools.grammars.form import Command, Flag, Tree, write

_ONE_OF_MANY = frozenset(["list", "map"])


def main() -> None:
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")
    awscli = import_module("awscli")
    driver = import_module("awscli.clidriver").create_clidriver()
    tree: Tree = {}
    for name, command in driver._get_command_table().items():
        _walk([name], command, tree)
    shared = _flags(driver._get_argument_table() if hasattr(driver, "_get_argument_table") else driver.arg_table)[0]
    version = awscli.__version__
    kept = {name: flag for name, flag in shared.items() if name.startswith("--")} | {"--help": Flag(0)}
    write(
        Path(sys.argv[1]),
        f"aws.{version.partition('.')[0]}",
        f"command table of awscli {version}",
        [(version, tree)],
        global_flags=[(version, kept)],
        notes="options may be shortened to an unambiguous beginning; `many`: words that follow belong to the option",
    )


def _walk(path: list[str], command: Any, tree: Tree) -> None:
    below_it = _below(command)
    flags, required, args = _flags(getattr(command, "arg_table", {}))
    tree[" ".join(path)] = Command(flags=flags, required=required, args=args)
    for name, below in below_it.items():
        if name != "help":
            _walk([*path, name], below, tree)


def _below(command: Any) -> dict[str, Any]:
    """Asked for before the options: some customisations add options when the commands below are listed."""
    if hasattr(command, "_get_command_table"):
        return dict(command._get_command_table())
    return dict(getattr(command, "subcommand_table", None) or {})


def _flags(table: Any) -> tuple[dict[str, Flag], set[str], tuple[int, int | None]]:
    flags: dict[str, Flag] = {}
    required: set[str] = set()
    args: list[tuple[int, int | None]] = []
    for name, argument in table.items():
        if getattr(argument, "positional_arg", False) or type(argument).__name__ == "StreamingOutputArgument":
            args.append(_words(argument))
            continue
        flags[f"--{name}"] = _flag(argument)
        if getattr(argument, "required", False):
            required.add(f"--{name}")
    most = [highest for _, highest in args if highest is not None]
    return flags, required, (sum(lowest for lowest, _ in args), sum(most) if len(most) == len(args) else None)


def _words(argument: Any) -> tuple[int, int | None]:
    """How many words a positional argument takes."""
    told = getattr(argument, "_nargs", None) or getattr(argument, "nargs", None)
    if isinstance(told, int):
        return told, told
    return {"+": (1, None), "*": (0, None), "?": (0, 1)}.get(str(told), (1, 1))


def _flag(argument: Any) -> Flag:
    kind = str(getattr(argument, "cli_type_name", "") or "string")
    values = tuple(str(each) for each in getattr(argument, "choices", None) or _enumerated(argument))
    action = str(getattr(argument, "_action", "") or "")
    if kind == "boolean" or action in ("store_true", "store_false"):
        return Flag(0)
    several = kind in _ONE_OF_MANY or getattr(argument, "nargs", None) in ("+", "*")
    return Flag("many" if several else 1, "", several, values, "" if several or values else _kind(argument, kind))


def _kind(argument: Any, named: str) -> str:
    """The kind of value: a number, structured text, or an ARN where the model's pattern asks for one."""
    told = {"integer": "int", "long": "int", "float": "number", "double": "number", "timestamp": "timestamp"}.get(named, "")
    if told or named != "string":
        return told
    model = getattr(argument, "argument_model", None)
    pattern = str((getattr(model, "metadata", None) or {}).get("pattern", "")).lstrip("^")
    return "arn" if pattern.startswith("arn") and str(getattr(argument, "name", "")).endswith("-arn") else ""


def _enumerated(argument: Any) -> list[str]:
    model = getattr(argument, "argument_model", None)
    if model is None:
        return []
    if model.type_name == "list":
        model = model.member
    return list(getattr(model, "enum", None) or [])


if __name__ == "__main__":
    main()
