"""What is worked out of the program's own texts, kept between runs: its regular expressions, compiled, and its tables of data,
read. Nothing of a repository is in it, and every other repository finds it again."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import field
from hashlib import sha256
from typing import Any

import msgspec

import opsworthy
from opsworthy.app.kept.store import OWN, Keeping, read, write
from opsworthy.text import regex_code
from opsworthy.text.data import meaning, read_by
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import compile_by

_MOST = 8_000_000
"""Bytes of all of it; when there are more, what this run did not ask for is forgotten."""
_BROKEN = (TypeError, ValueError, OverflowError, msgspec.MsgspecError)


class _Written(msgspec.Struct, array_like=True, frozen=True):
    """For which program it is, the codes of patterns by flags and pattern, and tables by the digests of their texts."""

    program: str
    told: dict[str, msgspec.Raw]


_WRITTEN = msgspec.msgpack.Decoder(_Written)
_CODE = msgspec.msgpack.Decoder(regex_code.Written)
_TABLE = msgspec.msgpack.Decoder(dict[str, Any])


@dataclass
class Own:
    """Compiles as `re.compile` does and reads as `data.meaning` does, by what an earlier run left where it can."""

    keeping: Keeping
    _kept: dict[str, msgspec.Raw] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _fresh: dict[str, msgspec.Raw] = field(default_factory=dict)

    def __post_init__(self) -> None:
        data = read(self.keeping.folder, OWN)
        with suppress(msgspec.MsgspecError):
            written = _WRITTEN.decode(data) if data else None
            if written and written.program == _program():
                self._kept = written.told

    def compile(self, pattern: str | bytes, flags: int) -> re.Pattern[Any]:
        name = f"s{flags} {pattern}" if isinstance(pattern, str) else f"b{flags} {pattern.decode('latin-1')}"
        told = self._told(name, _CODE.decode)
        found = regex_code.read(pattern, told) if told else None
        if found is not None:
            return found
        told = regex_code.written(pattern, flags)
        found = regex_code.read(pattern, told) if told else None
        if found is None:
            return re.compile(pattern, flags)
        self._tell(name, told)
        return found

    def table(self, text: str) -> dict[str, Any]:
        name = f"t{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
        known: dict[str, Any] | None = self._told(name, _TABLE.decode)
        if known is not None:
            return known
        found = meaning(text)
        self._tell(name, found)
        if name in self._fresh and self._told(name, _TABLE.decode) != found:
            del self._fresh[name]  # MessagePack says some values otherwise: dates.
        return found

    def _told(self, name: str, decode: Callable[[msgspec.Raw], Any]) -> Any:
        self._asked.add(name)
        raw = self._fresh.get(name) or self._kept.get(name)
        with suppress(msgspec.MsgspecError):
            return decode(raw) if raw is not None else None
        return None

    def _tell(self, name: str, told: object) -> None:
        with suppress(*_BROKEN):
            name.encode()  # Half of a surrogate pair has no name.
            self._fresh[name] = msgspec.Raw(msgspec.msgpack.encode(told))

    def write(self) -> None:
        """Keeps what was worked out anew, beside what was there."""
        if not self._fresh:
            return
        told = {**self._kept, **self._fresh}
        if sum(len(name) + len(bytes(raw)) for name, raw in told.items()) > _MOST:
            told = {name: raw for name, raw in told.items() if name in self._asked}
        with suppress(*_BROKEN):
            write(self.keeping.folder, OWN, msgspec.msgpack.encode(_Written(_program(), told)))
        self._kept, self._fresh = told, {}


_USED: list[Own] = []


def use(keeping: Keeping) -> None:
    """From now on patterns are compiled and tables are read by what is kept in this place."""
    if not _USED or _USED[-1].keeping.folder != keeping.folder:
        _USED[:] = [Own(keeping)]
        compile_by(_USED[-1].compile if regex_code.dialect() else re.compile)
        read_by(_USED[-1].table)


def keep() -> None:
    """Keeps what this run worked out, where it was told to."""
    for each in _USED:
        each.write()


def forget() -> None:
    """From now on nothing kept is used."""
    _USED.clear()
    compile_by(re.compile)
    read_by(meaning)


def _program() -> str:
    return f"{opsworthy.__version__} {regex_code.dialect()}"
