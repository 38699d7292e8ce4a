"""The files that a GitLab pipeline is made of: includes of this repository, merged as GitLab merges them."""

from collections.abc import Iterator
from dataclasses import field

from opsworthy.facts.files import Files
from opsworthy.facts.pipelines.steps import texts
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, find, items, stated, string
from opsworthy.text.source import Problem, Source

_DEEPEST = 10
_MOST_FILES = 150
_REMOTE = ("http://", "https://")


@dataclass
class Configuration:
    """What the files together say; `elsewhere` are includes that stand outside this repository, as written."""

    root: Mapping
    sources: list[tuple[Mapping, Source]] = field(default_factory=list)
    elsewhere: list[Stated[str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def job(self, name: str) -> Node | None:
        return find(self.root, name)


def configuration(files: Files, source: Source) -> Configuration | None:
    """A file with all it includes; None where it is no mapping."""
    reader = _Reader(files)
    root = reader.read(source, 0)
    if root is None:
        return Configuration(Mapping((), source.at(1)), problems=reader.problems) if reader.problems else None
    return Configuration(root, reader.sources, reader.elsewhere, reader.problems)


def merged(below: Node | None, above: Node, depth: int = 0) -> Node:
    """Two values of one key: mappings are joined key by key, anything else is replaced."""
    if not isinstance(below, Mapping) or not isinstance(above, Mapping) or depth > _DEEPEST:
        return above
    found = {entry.key: entry for entry in below.entries}
    for entry in above.entries:
        known = found.get(entry.key)
        value = merged(known.value, entry.value, depth + 1) if known is not None else entry.value
        found[entry.key] = Entry(entry.key, value, entry.location)
    return Mapping(tuple(found.values()), above.location)


@dataclass
class _Reader:
    files: Files
    sources: list[tuple[Mapping, Source]] = field(default_factory=list)
    elsewhere: list[Stated[str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    open: set[str] = field(default_factory=set)

    def read(self, source: Source, depth: int) -> Mapping | None:
        """The file with what it includes below it. Each file counts once: a circle ends where it began."""
        if source.path in self.open or depth > _DEEPEST or len(self.open) > _MOST_FILES:
            return None
        self.open.add(source.path)
        read = self.files.yaml(source)
        self.problems.extend(read.problems)
        own = next((each for each in read.documents if isinstance(each, Mapping) and find(each, "spec") is None), None)
        if not isinstance(own, Mapping):
            return None
        self.sources.append((own, source))
        below: Node | None = None
        for path in self._included(own):
            opened = self.files.open(path)
            included = self.read(opened, depth + 1) if opened is not None else None
            below = merged(below, included) if included is not None else below
        whole = merged(below, own)
        return whole if isinstance(whole, Mapping) else own

    def _included(self, root: Mapping) -> Iterator[str]:
        """The paths of this repository that a file includes; what stands elsewhere is noted."""
        told = find(root, "include")
        for item in told.items if isinstance(told, Sequence) else (told,) if told is not None else ():
            written = stated(item) if isinstance(item, Scalar) else stated(item, "local")
            if written is not None and not written.value.startswith(_REMOTE):
                yield from self._local(written)
            else:
                self.elsewhere.extend(_outside(item))

    def _local(self, written: Stated[str]) -> Iterator[str]:
        path = written.value.strip().removeprefix("./").lstrip("/")
        if "*" in path:
            yield from self.files.matching(path.replace("**", "*"))
        elif self.files.exists(path):
            yield path
        elif "$" not in path:
            what = f"{written.value} is not among the files that were read"
            self.problems.append(Problem(written.location, what, "add it, or remove the include"))


def _outside(item: Node) -> Iterator[Stated[str]]:
    if isinstance(item, Scalar):
        yield from texts(item)
    for key in ("template", "remote", "component"):
        told = stated(item, key)
        if told is not None:
            yield told
    project = stated(item, "project")
    if project is not None:
        names = items(item, "file") or ((find(item, "file"),) if string(item, "file") else ())
        for each in names:
            yield Stated(f"{project.value}: {string(each) or ''}", project.location)
