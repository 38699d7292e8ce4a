"""Command lines written in Python, from their own parsers: pip, ansible-*, alembic, poetry, django's manage.py.

python -m tools.grammars.parsers OUT TOOL      with the tool's package importable
"""

import argparse
import importlib
import importlib.metadata
import optparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tools.grammars.form import Arity, Command, Flag, Tree, write

_ANSIBLE = ("playbook", "vault", "galaxy", "inventory", "config", "console", "doc", "pull", "adhoc")


def main() -> None:
    out, tool = Path(sys.argv[1]), sys.argv[2]
    makers: dict[str, Callable[[Path], None]] = {
        "pip": _pip,
        "ansible": _ansible,
        "alembic": _alembic,
        "poetry": _poetry,
        "manage.py": _django,
    }
    makers[tool](out)


def _argparse(parser: argparse.ArgumentParser) -> Command:
    command = Command(args=None)
    least, most = 0, 0
    endless = False
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            endless = True
        elif not action.option_strings:
            lowest, highest = _words(action.nargs)
            least, most, endless = least + lowest, most + (highest or 0), endless or highest is None
        else:
            _add(command, action.option_strings, _argparse_flag(action), action.required)
    command.args = (least, None if endless else most)
    return command


def _words(nargs: int | str | None) -> tuple[int, int | None]:
    if isinstance(nargs, int):
        return nargs, nargs
    return {"?": (0, 1), "*": (0, None), "+": (1, None), "...": (0, None), "A...": (1, None)}.get(nargs or "", (1, 1))


def _argparse_flag(action: argparse.Action) -> Flag:
    arity: Arity = {"?": "maybe", "*": "many", "+": "many"}.get(str(action.nargs), 1) if action.nargs != 0 else 0
    counted = isinstance(action, argparse._AppendAction | argparse._CountAction)
    values = tuple(str(each) for each in action.choices) if action.choices else ()
    return Flag(arity, "", counted, values)


def _add(command: Command, spelled: Sequence[str], flag: Flag, required: bool) -> None:
    """All spellings of one option; a short one alone is kept under its own name."""
    long = [name for name in spelled if name.startswith("--")]
    short = next((name for name in spelled if not name.startswith("--")), "")
    for name in long or spelled[:1]:
        command.flags[name] = Flag(flag.arity, short if long else "", flag.repeat, flag.values)
    for name in spelled:
        if not name.startswith("--") and name != short:
            command.flags[name] = flag
    if required:
        command.required.add((long or spelled)[0])


def _below(parser: argparse.ArgumentParser, path: list[str], tree: Tree) -> None:
    tree[" ".join(path)] = _argparse(parser)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, sub in action.choices.items():
                _below(sub, [*path, name], tree)


def _pip(out: Path) -> None:
    from pip._internal.cli.main_parser import create_main_parser  # noqa: PLC0415
    from pip._internal.commands import commands_dict, create_command  # noqa: PLC0415

    tree: Tree = {name: _optparse(create_command(name).parser) for name in commands_dict}
    version = importlib.metadata.version("pip")
    shared = _optparse(create_main_parser()).flags
    write(
        out,
        "pip",
        f"parsers of pip {version} (PyPI)",
        [(version, tree)],
        global_flags=[(version, shared)],
        notes="options may be shortened to an unambiguous beginning",
    )


def _optparse(parser: Any) -> Command:
    command = Command()
    groups = [parser, *parser.option_groups]
    for option in (option for group in groups for option in group.option_list):
        if option.help == optparse.SUPPRESS_HELP and not option._long_opts:
            continue
        flag = Flag(
            (option.nargs or 1) if option.takes_value() else 0,
            "",
            option.action in ("append", "count", "callback"),
            tuple(option.choices or ()),
        )
        _add(command, [*option._short_opts, *option._long_opts], flag, False)
    return command


def _ansible(out: Path) -> None:
    version = importlib.metadata.version("ansible-core")
    for name in _ANSIBLE:
        module = importlib.import_module(f"ansible.cli.{name}")
        kind = next(each for each in vars(module).values() if isinstance(each, type) and each.__module__ == module.__name__)
        cli = getattr(module, {"adhoc": "AdHocCLI"}.get(name, f"{name.capitalize()}CLI"), kind)([f"ansible-{name}"])
        cli.init_parser()
        tree: Tree = {}
        _below(cli.parser, [], tree)
        tool = "ansible" if name == "adhoc" else f"ansible-{name}"
        write(out, tool, f"parser of ansible-core {version} (PyPI)", [(version, tree)])


def _alembic(out: Path) -> None:
    version = importlib.metadata.version("alembic")
    tree: Tree = {}
    _below(import_module("alembic.config").CommandLine().parser, [], tree)
    write(out, "alembic", f"parser of alembic {version} (PyPI)", [(version, tree)])


def _poetry(out: Path) -> None:
    version = importlib.metadata.version("poetry")
    application = import_module("poetry.console.application").Application()
    tree: Tree = {}
    for name, command in application.all().items():
        tree[name] = _cleo(command.definition)
        for alias in command.aliases:
            tree[alias] = tree[name]
    tree["run"].passes_on = True
    write(
        out,
        "poetry",
        f"commands of poetry {version} (PyPI)",
        [(version, tree)],
        global_flags=[(version, _cleo(application.definition).flags)],
    )


def _cleo(definition: Any) -> Command:
    command = Command()
    for option in definition.options:
        arity: Arity = 0 if option.is_flag() else 1 if option.requires_value() else "maybe"
        short = f"-{option.shortcut.split('|')[0]}" if option.shortcut else ""
        command.flags[f"--{option.name}"] = Flag(arity, short, option.is_list())
    several = any(argument.is_list() for argument in definition.arguments)
    least = sum(1 for argument in definition.arguments if argument.is_required())
    command.args = (least, None if several else len(definition.arguments))
    return command


def _django(out: Path) -> None:
    django, management = import_module("django"), import_module("django.core.management")
    import_module("django.conf").settings.configure(
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.staticfiles",
        ]
    )
    django.setup()
    tree: Tree = {}
    for name, app in management.get_commands().items():
        tree[name] = _argparse(management.load_command_class(str(app), name).create_parser("manage.py", name))
    version = django.get_version()
    write(
        out,
        "manage.py",
        f"command parsers of Django {version} (PyPI), with auth, sessions and staticfiles",
        [(version, tree)],
        notes="every other subcommand may come from an app of the project: unknown, not wrong",
    )


if __name__ == "__main__":
    main()
