"""Every command and every option says what it does, and the page of commands is fresh."""

from collections.abc import Iterator

import click
import pytest

from opsworthy.cli.main import opsworthy


def _commands(command: click.Command = opsworthy, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    yield " ".join(("opsworthy", *path)), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _commands(found, (*path, name))


COMMANDS = dict(_commands())


@pytest.mark.parametrize("name", COMMANDS)
def test_says_what_it_does(name: str) -> None:
    assert COMMANDS[name].help
    assert COMMANDS[name].get_short_help_str(200).rstrip().endswith(".")


@pytest.mark.parametrize("name", COMMANDS)
def test_documents_every_option(name: str) -> None:
    undocumented = [
        parameter.name
        for parameter in COMMANDS[name].params
        if isinstance(parameter, click.Option) and not parameter.help and parameter.name not in {"help", "version"}
    ]
    assert not undocumented
