"""What deliveries lean on: the files of this repository, and the sources that other objects declare."""

from collections.abc import Iterable, Iterator
from glob import escape

from opsworthy.facts.command_lines import withheld
from opsworthy.facts.files import Files
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.text.node import Node, string

_SOURCES = ("Bucket", "GitRepository", "HelmRepository", "OCIRepository")
_MOST_LOOKED_FOR = 500


class Ground:
    """The files at hand, and where the named sources of Flux are fetched from."""

    def __init__(self, files: Files, objects: Iterable[Object]) -> None:
        self._files = files
        self._folders: dict[str, bool] = {}
        self._sources = {
            (each.kind, each.name): each for each in objects if each.kind in _SOURCES and each.group == "source.toolkit.fluxcd.io"
        }

    def source(self, kind: str, name: str) -> Object | None:
        return self._sources.get((kind, name))

    def holds(self, path: str | None) -> bool:
        """Whether this repository has such a folder; a few hundred are looked for."""
        folder = (path or "").removeprefix("./").strip("/")
        if not folder or folder == "." or ".." in folder.split("/"):
            return False
        if folder not in self._folders and len(self._folders) < _MOST_LOOKED_FOR:
            self._folders[folder] = bool(self._files.matching(f"{escape(folder)}/*"))
        return self._folders.get(folder, False)

    def folders_like(self, pattern: str) -> tuple[str, ...]:
        """The folders that hold files and match a pattern such as `apps/*`, whose stars stay within a folder's name."""
        depth = pattern.strip("/").count("/") + 1
        found: dict[str, None] = {}
        for path in self._files.matching(f"{pattern.strip('/')}/*"):
            found["/".join(path.split("/")[:depth])] = None
        return tuple(found)

    def data_like(self, pattern: str) -> Iterator[tuple[str, Node]]:
        """The contents of the JSON and YAML files that match a pattern."""
        for path in self._files.matching(pattern.replace("**", "*"))[:_MOST_LOOKED_FOR] if pattern else ():
            source = self._files.open(path) if path.endswith((".json", ".yaml", ".yml")) else None
            if source is not None:
                read = self._files.yaml(source)
                yield from ((path, document) for document in read.documents[:1])


def address(written: str | None) -> str | None:
    """The address of a repository, without what is secret in it."""
    return withheld((written,))[0] if written else None


def version_of(source: Object | None) -> str | None:
    """What a source says is fetched: a tag, a branch, a range of versions."""
    keys = ("tag", "semver", "branch", "commit", "digest")
    return next((found for key in keys if source and (found := string(source.spec, "ref", key))), None)
