"""The state of this program: what one version found says nothing about what another would find."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

import opsworthy

_COUNTED = (".py", ".toml", ".json", ".tsv")


@cache
def state() -> bytes:
    """A digest of our version, of our own files as they stand on the disk, and of the packages installed beside them; empty where
    these cannot be listed, and then nothing can be kept."""
    told = sha256(f"{opsworthy.__version__} {sys.version} {os.geteuid()}".encode())
    try:
        lines = sorted((*_own(str(Path(opsworthy.__file__).parent)), *_installed()))
    except OSError:
        return b""
    for line in lines:
        told.update(line.encode("utf-8", "surrogateescape"))
    return told.digest()


def _own(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _own(entry.path)
            elif entry.name.endswith(_COUNTED):
                seen = entry.stat()
                yield f"{entry.path} {seen.st_size} {seen.st_mtime_ns}\n"


def _installed() -> Iterator[str]:
    """The names of the packages, which bear their versions: a parser of another version may read otherwise."""
    with os.scandir(Path(msgspec.__file__).parents[1]) as entries:
        yield from (f"{entry.name}\n" for entry in entries if entry.name.endswith(".dist-info"))
