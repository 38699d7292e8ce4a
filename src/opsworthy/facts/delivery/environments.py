"""Which environment a delivery is for, by where it stands and by what it names."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from opsworthy.facts.kubernetes.environments import is_named_so, is_parent, spot


class Words(msgspec.Struct, frozen=True):
    """words.toml, where it is explained."""

    strong: frozenset[str]


@cache
def _words() -> Words:
    return msgspec.toml.decode(Path(__file__).with_name("words.toml").read_bytes(), type=Words)


def of_folders(folders: Iterable[str | None]) -> str | None:
    """The environment that the first telling folder stands for."""
    for folder in folders:
        found = spot(folder.strip("/")) if folder else None
        if found is not None and (is_named_so(found[1]) or is_parent(found[0].rpartition("/")[2])):
            return found[1]
    return None


def of_names(names: Iterable[str | None]) -> str | None:
    """The environment that the first telling name says, first or last among its parts: `shop-prod`, `staging-eu`."""
    for name in names:
        parts = re.split(r"[-_.]", (name or "").lower())
        for part in (parts[-1], parts[0]):
            if part in _words().strong:
                return part
    return None


def of_values_files(paths: Iterable[str]) -> str | None:
    """The environment that a values file's name says: `values-prod.yaml`, `environments/staging.yaml`."""
    for path in paths:
        folder, _, name = path.rpartition("/")
        parts = [part for part in re.split(r"[-_.]", name.rpartition(".")[0].lower()) if part not in ("values", "helm")]
        if parts and all(parts) and is_named_so("-".join(parts)):
            return "-".join(parts)
        found = of_folders((folder,))
        if found is not None:
            return found
    return None
