"""The Python files of a repository together: what one file offers for reading the environment, another file uses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from opsworthy.facts.code.environment import Read, Wrapper
from opsworthy.facts.code.python.environment import PythonFile, python_file
from opsworthy.facts.code.python.names import module_name
from opsworthy.facts.code.python.readers import readers
from opsworthy.facts.code.python.settings import settings_reads
from opsworthy.facts.files import Files
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


@dataclass(slots=True)
class _Offers:
    """Wrappers, and objects such as `env = environ.Env()`, by module and name."""

    wrappers: dict[str, dict[str, Wrapper]] = field(default_factory=dict)
    objects: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, file: PythonFile) -> None:
        module = module_name(file.code.source.path)
        if file.wrappers:
            self.wrappers[module] = dict(file.wrappers.items())
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


def environment_reads(files: Files) -> Iterator[tuple[Source, list[Read]]]:
    """The reads of every wanted Python file, in the order of the paths."""
    seen: dict[str, PythonFile] = {}
    offers = _Offers()
    found: dict[str, list[Read]] = {}
    for source in files:
        if any(mark in source.text for mark in _MARKS) and (code := files.code(source)) is not None:
            file = python_file(code)
            found[source.path] = [*file.reads(), *settings_reads(code, file.names)]
            seen[source.path] = file
            offers.add(file)
    words = offers.words()
    for source in files:
        if words and any(word in source.text for word in words) and (code := files.code(source)) is not None:
            file = seen.get(source.path) or python_file(code)
            if offers.lend(file):
                found[source.path] = [*file.reads(), *settings_reads(code, file.names)]
        if source.path in found:
            yield source, found[source.path]
