"""The scripts of a repository together: what one file offers for reading the environment, another file uses."""

from collections.abc import Iterable, Iterator, Mapping
from posixpath import dirname, join, normpath

from opsworthy.facts.code.environment import Read, Wrapper
from opsworthy.facts.code.script.environment import Passed, ScriptFile, script_file
from opsworthy.facts.files import Files
from opsworthy.text.source import Source

_MARKS = ("process.env", "import.meta.env", "Deno.env", "Bun.env", "ProcessEnv", "} = process", "$env/", "node:process")
_ENDINGS = (".js", ".cjs", ".mjs", ".jsx", ".ts", ".cts", ".mts", ".tsx")
_ALIASES = ("@", "~", "#", "$")
_ROUNDS = 3


def module_key(path: str) -> str:
    """A path as imports write it: without its ending, and without `/index`."""
    for ending in _ENDINGS:
        if path.endswith(ending):
            path = path.removesuffix(ending)
            break
    return path.removesuffix("/index")


def resolve(module: str, importer: str, known: Mapping[str, str]) -> str | None:
    """The path that an import means among known files by module key; aliases such as `@/lib/env` are found by their end."""
    if module.startswith("."):
        return known.get(module_key(normpath(join(dirname(importer), module))))
    parts = module_key(module).split("/")
    if parts[0].startswith(_ALIASES):
        parts = parts[1:]
    elif len(parts) == 1:
        return None
    ending = "/".join(parts)
    fitting = [key for key in known if ending and (key == ending or key.endswith(f"/{ending}"))]
    best = max(fitting, key=lambda key: _shared(key, importer), default=None)
    return known[best] if best is not None else None


def _shared(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one.split("/"), other.split("/"), strict=False):
        if left != right:
            break
        count += 1
    return count


def _import_endings(keys: Iterable[str]) -> frozenset[str]:
    """How the text of an import of one of these modules ends: a file without any of them imports none."""
    last = {key.rpartition("/")[2] for key in keys}
    return frozenset(f"{name}{end}" for name in last for end in ('"', "'", ".js", ".mjs", ".ts", "/index"))


class _Repository:
    """Files that read the environment, and the reads found so far."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._open: dict[str, ScriptFile] = {}
        self._sources = {source.path: source for source in files}
        self._paths = {module_key(path): path for path in self._sources}
        self.found: dict[str, list[Read]] = {}

    def read(self) -> None:
        for source in self._sources.values():
            if any(mark in source.text for mark in _MARKS):
                self._visit(source.path)
        for _ in range(_ROUNDS):
            if not (self._hand_on() | self._lend()):
                break

    def _visit(self, path: str) -> ScriptFile | None:
        file = self._file(path)
        if file is not None:
            self.found[path] = file.reads()
        return file

    def _file(self, path: str) -> ScriptFile | None:
        if path not in self._open:
            code = self._files.code(self._sources[path])
            if code is None:
                return None
            self._open[path] = script_file(code)
        return self._open[path]

    def _hand_on(self) -> bool:
        """Follows `readConfig(process.env)` into the file that the function comes from."""
        more = False
        for path, file in list(self._open.items()):
            for passed in sorted(file.passed, key=lambda each: (each.module, each.name, each.position)):
                target = resolve(passed.module, path, self._paths)
                more = (target is not None and self._give(target, passed)) or more
        return more

    def _give(self, target: str, passed: Passed) -> bool:
        file = self._file(target)
        if file is None or (passed.name, passed.position) in file.given:
            return False
        file.given.add((passed.name, passed.position))
        self._visit(target)
        return True

    def _lend(self) -> bool:
        """Gives wrappers to the files that import them."""
        offered = {path: file.wrappers for path, file in self._open.items() if file.wrappers}
        keys = {module_key(path): path for path in offered}
        endings = _import_endings(keys)
        more = False
        for path, source in self._sources.items():
            if any(ending in source.text for ending in endings):
                file = self._file(path)
                more = (file is not None and self._borrow(path, file, offered, keys)) or more
        return more

    def _borrow(self, path: str, file: ScriptFile, offered: Mapping[str, Mapping[str, Wrapper]], keys: Mapping[str, str]) -> bool:
        before = len(file.borrowed)
        for local, imported in file.names.imports.items():
            home = resolve(imported.module, path, keys)
            wrapper = offered[home].get(imported.name) if home is not None and home != path else None
            if wrapper is not None:
                file.borrowed[local] = wrapper
        if len(file.borrowed) == before:
            return False
        self._visit(path)
        return True


def environment_reads(files: Files) -> Iterator[tuple[Source, list[Read]]]:
    """The reads of every wanted script, in the order of the paths."""
    repository = _Repository(files)
    repository.read()
    for path in sorted(repository.found):
        source = files.open(path)
        if source is not None:
            yield source, repository.found[path]
