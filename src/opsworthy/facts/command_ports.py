"""The port that a command line tells a server to listen on."""

import shlex
from collections.abc import Iterator, Sequence
from functools import cache

from opsworthy.facts.ports import number
from opsworthy.facts.workloads import Port
from opsworthy.text.data import data_of
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_SHELLS = frozenset(["sh", "bash", "ash", "dash", "/bin/sh", "/bin/bash", "/bin/ash"])
_ENDS = regex(r"&&|\|\||[;|\n]")
_DEFAULT = regex(r"\$\{\w{1,80}:?-(\d{1,5})\}")
_ADDRESS = regex(r"(?:(?:https?|tcp)://)?(?:\[[0-9a-fA-F:]{0,60}\]|[0-9.]{0,20}|[*+]|localhost|\$\{?\w{1,80}\}?):(\d{1,5})/?")
"""An address of the machine itself: the one of another is where a client calls."""
_MOST = 200


@cache
def _servers() -> dict[str, tuple[str, ...]]:
    data = data_of("opsworthy.facts", "command_ports.toml")
    return {name: tuple(row["options"]) for row in data["server"] for name in row["names"]}


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = data_of("opsworthy.facts", "command_ports.toml")
    return frozenset(data["options"]), frozenset(data["before"]), frozenset(data["clients"])


def ports_told(words: Sequence[str], location: Location) -> tuple[Port, ...]:
    """The ports that a command gives a server as a literal, or as the default of a variable; none for a client's."""
    found = dict.fromkeys(each for command in _commands(words[:_MOST]) for each in _listened(command))
    return tuple(Port(each, location) for each in found)


def _commands(words: Sequence[str]) -> Iterator[list[str]]:
    """The simple commands of an argument list, or of the text that it gives to a shell."""
    text = next((word for word in words[1:4] if not word.startswith("-")), "") if words and words[0] in _SHELLS else None
    for piece in _ENDS.split(text[:4000])[:_MOST] if text is not None else ():
        try:
            yield shlex.split(piece)
        except ValueError:
            yield piece.split()
    if text is None and words:
        yield list(words)


def _listened(words: list[str]) -> Iterator[int]:
    general, before, clients = _words()
    named = [word.rpartition("/")[2] for word in words if not word.startswith("-") and "=" not in word]
    program = next((name for name in named if name not in before), "")
    if program in clients:
        return
    servers = [name for name in named if name in _servers()]
    options = {*general, *(option for name in servers for option in _servers()[name])}
    for at, word in enumerate(words):
        option, given, value = word.partition("=")
        after = value if given else words[at + 1] if at + 1 < len(words) else ""
        if option in options:
            yield from _port(after)
        elif servers and word[:2] in options and len(word) > 2 and word[:2] in ("-p", "-b", "-l"):
            yield from _port(word[2:])
        elif "" in options and at and words[at - 1].rpartition("/")[2] in _PLAIN:
            yield from _port(word)


_PLAIN = frozenset(["runserver", "runserver_plus", "http.server", "SimpleHTTPServer"])
"""Servers whose address stands right behind their name."""


def _port(text: str) -> Iterator[int]:
    """The port of `8000`, `:8000`, `0.0.0.0:8000`, `http://*:5000` or `${PORT:-8000}`."""
    plain = _DEFAULT.sub(lambda match: match[1], text.strip("\"'")[:200])
    address = _ADDRESS.fullmatch(plain)
    found = number(address[1] if address is not None else plain)
    if found is not None:
        yield found
