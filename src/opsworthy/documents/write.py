"""The only loop over writers."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from opsworthy.documents import writers
from opsworthy.documents.refresh import Refreshed, refresh
from opsworthy.documents.settling import settled
from opsworthy.documents.writer import Dossier, Writer
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Written:
    """One document to write: its path relative to the repository, the text it should have, and what became of each block."""

    writer: str
    path: str
    refreshed: Refreshed


@cache
def all_writers() -> tuple[Writer, ...]:
    """Every module of `documents/writers/`, by name; a module without a proper WRITER is refused with its file."""
    return tuple(_load(info.name) for info in sorted(iter_modules(writers.__path__), key=lambda info: info.name))


def _load(name: str) -> Writer:
    module = import_module(f"{writers.__name__}.{name}")
    declared = getattr(module, "WRITER", None)
    if not isinstance(declared, Writer) or declared.name != name:
        raise TypeError(f"{module.__file__} must declare WRITER = Writer(name={name!r}, …)")
    return declared


def document_paths(dossier: Dossier) -> tuple[str, ...]:
    """The paths that `write` will ask for: read them first, and hand over the text of those that exist."""
    return tuple(_path(dossier, writer) for writer in all_writers() if writer.applies(dossier.system))


def write(dossier: Dossier, existing: Mapping[str, str]) -> tuple[Written, ...]:
    """Drafts every document that the system needs and merges it into the text that stands at its path, if any."""
    return tuple(
        Written(writer.name, path, refresh(path, existing.get(path), settled(writer.draft(dossier)), dossier.today))
        for writer in all_writers()
        if writer.applies(dossier.system)
        for path in [_path(dossier, writer)]
    )


def _path(dossier: Dossier, writer: Writer) -> str:
    return f"{dossier.folder}/{writer.file}" if dossier.folder else writer.file
