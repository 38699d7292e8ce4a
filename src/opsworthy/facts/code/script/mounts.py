"""The whole path of a script's route: the prefixes under which its router is mounted, across files."""

from collections.abc import Iterator
from dataclasses import field

from opsworthy.facts.code.health import join
from opsworthy.facts.code.script.names import Names, names_of
from opsworthy.facts.code.script.repository import module_key, resolve
from opsworthy.facts.code.script.routers import Mount, kinds, mounts_of
from opsworthy.facts.files import Files
from opsworthy.text.dataclass import dataclass

_MARKS = (".use(", ".register(", ".route(")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """A prefix as far as files say it; `partial` where more may stand before."""

    prefix: str
    partial: bool


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    names: Names
    mounts: tuple[Mount, ...]


@dataclass(slots=True)
class ScriptMounts:
    """Every mount of the repository, by the file whose router is mounted."""

    files: dict[str, _File] = field(default_factory=dict)
    of_file: dict[str, list[tuple[_File, Mount]]] = field(default_factory=dict)

    def place(self, path: str, holder: str, names: Names, depth: int = 0) -> Placed:
        """The prefix before the routes that hang on a name of a file."""
        made = names.made.get(holder, "")
        kind = kinds().get(made)
        if kind is not None and kind.is_application:
            return Placed("", False)
        above = next(self._above(path, holder), None) if depth < _DEEPEST else None
        if above is None:
            return Placed("", True)
        file, mount = above
        before = self.place(file.path, mount.holder, file.names, depth + 1)
        whole = join(before.prefix, mount.prefix)
        return Placed("" if whole == "/" else whole, before.partial)

    def _above(self, path: str, holder: str) -> Iterator[tuple[_File, Mount]]:
        own = self.files.get(path)
        for mount in own.mounts if own is not None else ():
            if own is not None and mount.part == holder and mount.holder != holder:
                yield own, mount
        yield from self.of_file.get(path, ())


def script_mounts(files: Files) -> ScriptMounts:
    """Every mount in the wanted scripts; a mount of an import counts for the file that the import means."""
    found = ScriptMounts()
    known = {module_key(path): path for path in files.wanted}
    modules = sorted({made.partition(":")[0] for made in kinds()})
    for source in files:
        text = source.text
        if not any(mark in text for mark in _MARKS) or not any(module in text for module in modules):
            continue
        code = files.code(source)
        if code is not None:
            names = names_of(code)
            file = _File(source.path, names, tuple(mounts_of(code)))
            found.files[source.path] = file
            for mount in file.mounts:
                module = _module(mount.part, names)
                target = resolve(module, source.path, known) if module is not None else None
                if target is not None and target != source.path:
                    found.of_file.setdefault(target, []).append((file, mount))
    return found


def _module(name: str, names: Names) -> str | None:
    imported = names.imports.get(name)
    if imported is not None:
        return imported.module
    module, _, rest = names.made.get(name, "").partition(":")
    return module if rest == "default" else None
