"""The Python files of a repository together: what one file offers for reading the environment, another file uses."""

from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from opsworthy.facts.code.environment import Read, Wrapper
from opsworthy.facts.code.python.environment import PythonFile, python_file
from opsworthy.facts.code.python.names import module_name
from opsworthy.facts.code.python.readers import readers
from opsworthy.facts.code.python.settings import settings_reads
from opsworthy.facts.files import Files
from opsworthy.text.dataclass import dataclass
from opsworthy.text.source import Source

_MARKS = (
    "environ",
    "getenv",
    "decouple",
    "starlette.config",
    "BaseSettings",
    "dj_database_url",
    "dj_email_url",
    "django_cache_url",
)
_ROUNDS = 3


@dataclass(slots=True)
class _Offers:
    """Wrappers, and objects such as `env = environ.Env()`, by module and name."""

    wrappers: dict[str, dict[str, Wrapper]] = field(default_factory=dict)
    objects: dict[str, dict[str, str]] = field(default_factory=dict)
    schemes: dict[str, str | None] = field(default_factory=dict)

    def add(self, file: PythonFile) -> None:
        module = module_name(file.code.source.path)
        if file.wrappers:
            self.wrappers[module] = dict(file.wrappers.items())
        self.schemes.update(file.schemes)
        known = readers()
        made = {name: dotted for name, dotted in file.names.dotted.items() if dotted in known and dotted != "os.getenv"}
        if made:
            self.objects[module] = made

    def words(self) -> tuple[str, ...]:
        """The names on offer: a file that mentions none of them needs no second look."""
        wrappers = {name for offered in self.wrappers.values() for name in offered}
        return tuple(sorted(wrappers.union(name for offered in self.objects.values() for name in offered)))

    def lend(self, file: PythonFile) -> bool:
        """Gives a file what it imports from the others; whether it imports anything."""
        borrowed: dict[str, Wrapper] = {}
        lent = False
        for local, dotted in list(file.names.dotted.items()):
            module, _, name = dotted.rpartition(".")
            found = self.wrappers.get(_nearest(module, self.wrappers, file.names.module) or "", {})
            if name in found:
                borrowed[dotted] = found[name]
            whole = self.wrappers.get(_nearest(dotted, self.wrappers, file.names.module) or "", {})
            borrowed.update((f"{dotted}.{each}", wrapper) for each, wrapper in whole.items())
            made = self.objects.get(_nearest(module, self.objects, file.names.module) or "", {})
            if name in made:
                file.names.dotted[local] = made[name]
                lent = True
        file.borrowed = borrowed
        file.schemes = {**self.schemes, **file.schemes}
        return lent or bool(borrowed)


def _nearest(module: str, known: Iterable[str], importer: str) -> str | None:
    """The known module that an import means: the same dotted name, or one that ends with it, the nearest to the importer."""
    if not module:
        return None
    fitting = [each for each in known if each == module or each.endswith(f".{module}")]
    return max(fitting, key=lambda each: (_shared(each, importer), each == module), default=None)


def _shared(one: str, other: str) -> int:
    pairs = zip(one.split("."), other.split("."), strict=False)
    count = 0
    for left, right in pairs:
        if left != right:
            break
        count += 1
    return count


class _Repository:
    """The files that take part, and the reads found so far."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._open: dict[str, PythonFile] = {}
        self._modules = {module_name(path): path for path in files.wanted}
        self._offers = _Offers()
        self.found: dict[str, list[Read]] = {}

    def read(self) -> None:
        for source in self._files:
            if any(mark in source.text for mark in _MARKS):
                self._visit(source.path)
        for _ in range(_ROUNDS):
            if not self._hand_on():
                break
        for file in self._open.values():
            self._offers.add(file)
        words = self._offers.words()
        for source in self._files:
            if words and any(word in source.text for word in words):
                borrower = self._file(source.path)
                if borrower is not None and self._offers.lend(borrower):
                    self._visit(source.path)

    def _file(self, path: str) -> PythonFile | None:
        if path not in self._open:
            source = self._files.open(path)
            code = self._files.code(source) if source is not None else None
            if code is None:
                return None
            self._open[path] = python_file(code)
        return self._open[path]

    def _visit(self, path: str) -> None:
        file = self._file(path)
        if file is not None:
            self.found[path] = [*file.reads(), *settings_reads(file.code, file.names)]

    def _hand_on(self) -> bool:
        """Follows `read_settings(os.environ)` into the file that the function comes from."""
        more = False
        for file in list(self._open.values()):
            for passed in sorted(file.environments.passed):
                module, _, name = passed.function.rpartition(".")
                home = _nearest(module, self._modules, file.names.module)
                target = self._file(self._modules[home]) if home is not None else None
                told = replace(passed, function=name)
                if target is not None and target is not file and told not in target.environments.given:
                    target.environments.given.add(told)
                    self._visit(target.code.source.path)
                    more = True
        return more


def environment_reads(files: Files) -> Iterator[tuple[Source, list[Read]]]:
    """The reads of every wanted Python file, in the order of the paths."""
    repository = _Repository(files)
    repository.read()
    for path in sorted(repository.found):
        source = files.open(path)
        if source is not None:
            yield source, repository.found[path]
