"""The format of a label file, and where they all are."""

from pathlib import Path
from typing import NamedTuple

import msgspec

LABELS = Path(__file__).parent / "labels"


class Service(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Something that runs; `ports_also` and `health_also` are neither required nor wrong."""

    name: str
    kind: str
    ports: tuple[int, ...]
    health: tuple[str, ...]
    replicas: int | None
    source: str
    optional: bool = False
    also: tuple[str, ...] = ()
    ports_also: tuple[int, ...] = ()
    health_also: tuple[str, ...] = ()


class Datastore(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    engine: str
    name: str
    source: str
    optional: bool = False
    also: tuple[str, ...] = ()


class Named(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """An environment or a secret."""

    name: str
    source: str
    optional: bool = False
    also: tuple[str, ...] = ()


class Pipelines(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A provider whose pipeline files are there."""

    provider: str
    source: str
    optional: bool = False


class Label(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What the files of one unit say about how it runs."""

    repo: str
    commit: str
    subdir: str
    about: str
    deployable: bool
    kind: str
    paid_resources: bool
    services: tuple[Service, ...]
    datastores: tuple[Datastore, ...]
    environments: tuple[Named, ...]
    secrets: tuple[Named, ...]
    ci: tuple[Pipelines, ...]

    @property
    def name(self) -> str:
        """The name of its file, without the ending."""
        return "+".join(part for part in (self.repo.replace("/", "+"), self.subdir.replace("/", "+")) if part)


class Unit(NamedTuple):
    """A label and the folder of its clone; None where there is none."""

    label: Label
    folder: Path | None


def labels(names: tuple[str, ...] = ()) -> list[Label]:
    """Every label, or those whose name contains one of these words. Raises msgspec.ValidationError where one is malformed."""
    files = sorted(LABELS.glob("*.json"), key=lambda path: path.name.lower())
    wanted = [path for path in files if not names or any(name.replace("/", "+").lower() in path.stem.lower() for name in names)]
    return [read(path) for path in wanted]


def read(path: Path) -> Label:
    """One label. Raises msgspec.ValidationError, with the file, where it does not follow the format."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Label)
    except msgspec.DecodeError as error:
        raise msgspec.ValidationError(f"{path.name}: {error}") from error


def unit(label: Label, folder: Path) -> Unit:
    """Where the clone of a label stands in a folder of clones: `owner+name` or `owner/name`."""
    for clone in (folder / label.repo.replace("/", "+"), folder / label.repo):
        if (clone / label.subdir).is_dir():
            return Unit(label, clone / label.subdir)
    return Unit(label, None)


def missing_places(label: Label, folder: Path) -> list[str]:
    """The places that a label names and that its clone does not have: the clone is of another commit, or the label errs."""
    entries = (label.services, label.datastores, label.environments, label.secrets, label.ci)
    return sorted({place for group in entries for place in (each.source for each in group) if not _stands(folder, place)})


def _stands(folder: Path, place: str) -> bool:
    path, _, line = place.partition(":")
    target = folder / path
    if not target.is_file():
        return target.is_dir()
    return target.read_bytes().count(b"\n") + 1 >= int(line or 1)
