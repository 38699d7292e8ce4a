"""Outcomes that are kept between runs, one entry for each repository: what was judged the same way before is not judged again."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import field, replace
from hashlib import sha256
from pathlib import Path

import msgspec

from opsworthy.app.kept.codec import Unkeepable, packed
from opsworthy.app.kept.program import state
from opsworthy.app.kept.store import Keeping, read, write
from opsworthy.findings.outcome import Outcome
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass

_MOST_OLDER = 2
"""Entries of earlier runs that are kept for each one of this run: a check of one document must not forget the others for ever."""


class Remembered(msgspec.Struct, array_like=True, frozen=True):
    """What came of one document: the profile that it was judged by, "" where it is none of ours, the outcomes, and the digests
    of the other files that were read for them."""

    profile: str
    outcomes: tuple[Outcome, ...]
    reads: dict[str, str] = {}


def packed_judgement(judged: Remembered) -> bytes:
    """Raises UnicodeEncodeError, a ValueError, for half a surrogate pair."""
    return msgspec.msgpack.encode(judged)


def unpacked_judgement(told: bytes) -> Remembered:
    return _JUDGEMENT.decode(told)


class Reads:
    """A reader of files that remembers what it gave, by the digests that these have."""

    def __init__(self, text_of: Callable[[str], str | None], digest: Callable[[str], str]) -> None:
        self._text_of, self._digest = text_of, digest
        self.digests: dict[str, str] = {}

    def __call__(self, path: str) -> str | None:
        if path not in self.digests:
            self.digests[path] = self._digest(path)
        return self._text_of(path)


def digest_of(text: str | None) -> str:
    """Of a text, "" where there is none."""
    return "" if text is None else sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


_JUDGEMENT = msgspec.msgpack.Decoder(Remembered)


class _Entry(msgspec.Struct, array_like=True, frozen=True):
    program: bytes
    judged: dict[bytes, msgspec.Raw]


@dataclass
class KeptOutcomes:
    """The entry of one repository. Nothing is kept without `keeping`, or where the program cannot say what it is made of."""

    root: Path
    keeping: Keeping | None
    _before: dict[bytes, msgspec.Raw] = field(default_factory=dict)
    _now: dict[bytes, msgspec.Raw] = field(default_factory=dict)
    _fresh: bool = False
    asked: int = 0
    found: int = 0

    def __post_init__(self) -> None:
        data = read(self.keeping.folder, self._name) if self._keeps and self.keeping else None
        with suppress(msgspec.MsgspecError):
            entry = msgspec.msgpack.decode(data, type=_Entry) if data else None
            if entry and entry.program == state():
                self._before = entry.judged

    @property
    def _keeps(self) -> bool:
        return self.keeping is not None and state() != b"" and not self.keeping.folder.is_relative_to(self.root)

    @property
    def _name(self) -> str:
        return f"{self.root}\noutcomes"

    def of_system(self, system: System) -> bytes:
        """A digest of all that a system says; of nothing where nothing is kept."""
        if not self._keeps:
            return b""
        try:
            told = packed(replace(system, paths=frozenset()))
        except Unkeepable:
            self.keeping = None
            return b""
        paths = "\0".join(sorted(system.paths)).encode("utf-8", "surrogateescape")
        return sha256(told + b"\0" + paths).digest()

    def read(self, key: bytes) -> Remembered | None:
        self.asked += 1
        raw = self._before.get(key)
        if raw is None:
            return None
        try:
            known = unpacked_judgement(bytes(raw))
        except msgspec.MsgspecError:
            return None
        self._now[key] = raw
        self.found += 1
        return known

    def add(self, key: bytes, judged: Remembered, written: bytes | None = None) -> None:
        """Keeps a judgement, `written` where it is packed already."""
        if self._keeps:
            with suppress(TypeError, ValueError, msgspec.MsgspecError):
                self._now[key] = msgspec.Raw(written or packed_judgement(judged))
                self._fresh = True

    def write(self) -> None:
        """Keeps what this run asked for, with what earlier runs kept of the same repository, as far as it is not too much."""
        if self._keeps and self.keeping and self._fresh:
            older = [(key, raw) for key, raw in self._before.items() if key not in self._now]
            held = {**self._now, **dict(older[: _MOST_OLDER * len(self._now)])}
            write(self.keeping.folder, self._name, msgspec.msgpack.encode(_Entry(state(), held)))
