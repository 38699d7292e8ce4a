"""What our regular expressions compile to, kept between runs: nothing of a repository is in it, and any other repository finds
it again."""

import re
from contextlib import suppress
from dataclasses import field
from typing import Any

import msgspec

import opsworthy
from opsworthy.app.kept.store import Keeping, read, write
from opsworthy.text import regex_code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import compile_by

_KEY = "patterns"
_MOST = 8_000_000
"""Bytes of all of them; when there are more, what this run did not ask for is forgotten."""


class _Table(msgspec.Struct, array_like=True, frozen=True):
    """For whom it is, and the codes by flags and pattern."""

    program: str
    codes: dict[str, msgspec.Raw]


_TABLE = msgspec.msgpack.Decoder(_Table)
_CODE = msgspec.msgpack.Decoder(regex_code.Written)


@dataclass
class Patterns:
    """Compiles as `re.compile` does, by what an earlier run left where it can."""

    keeping: Keeping
    _kept: dict[str, msgspec.Raw] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _fresh: dict[str, msgspec.Raw] = field(default_factory=dict)

    def __post_init__(self) -> None:
        data = read(self.keeping.folder, _KEY) if regex_code.dialect() else None
        with suppress(msgspec.MsgspecError):
            table = _TABLE.decode(data) if data else None
            if table and table.program == _program():
                self._kept = table.codes

    def compile(self, pattern: str | bytes, flags: int) -> re.Pattern[Any]:
        name = f"s{flags} {pattern}" if isinstance(pattern, str) else f"b{flags} {pattern.decode('latin-1')}"
        self._asked.add(name)
        told = self._told(name)
        found = regex_code.read(pattern, told) if told else None
        if found is not None:
            return found
        told = regex_code.written(pattern, flags)
        found = regex_code.read(pattern, told) if told else None
        if told is None or found is None:
            return re.compile(pattern, flags)
        with suppress(TypeError, ValueError, msgspec.MsgspecError):
            self._fresh[name] = msgspec.Raw(msgspec.msgpack.encode(told))
        return found

    def _told(self, name: str) -> regex_code.Written | None:
        raw = self._fresh.get(name) or self._kept.get(name)
        with suppress(msgspec.MsgspecError):
            return _CODE.decode(raw) if raw is not None else None
        return None

    def write(self) -> None:
        """Keeps what was compiled anew, beside what was there."""
        if not self._fresh:
            return
        codes = {**self._kept, **self._fresh}
        if sum(len(name) + len(bytes(raw)) for name, raw in codes.items()) > _MOST:
            codes = {name: raw for name, raw in codes.items() if name in self._asked}
        with suppress(TypeError, ValueError, msgspec.MsgspecError):
            write(self.keeping.folder, _KEY, msgspec.msgpack.encode(_Table(_program(), codes)))
        self._kept, self._fresh = codes, {}


_USED: list[Patterns] = []


def use(keeping: Keeping) -> None:
    """From now on patterns are compiled by what is kept in this place."""
    if not regex_code.dialect() or (_USED and _USED[-1].keeping.folder == keeping.folder):
        return
    _USED[:] = [Patterns(keeping)]
    compile_by(_USED[-1].compile)


def keep() -> None:
    """Keeps what this run compiled, where it was told to."""
    for each in _USED:
        each.write()


def forget() -> None:
    """From now on nothing kept is used."""
    _USED.clear()
    compile_by(re.compile)


def _program() -> str:
    return f"{opsworthy.__version__} {regex_code.dialect()}"
