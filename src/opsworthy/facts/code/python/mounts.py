"""The whole path of a route: the prefixes of its router and of every router that this one is mounted on, across files."""

from collections.abc import Iterator
from dataclasses import field

from opsworthy.facts.code.health import join
from opsworthy.facts.code.python.expressions import plain
from opsworthy.facts.code.python.names import Names, module_name, names_of
from opsworthy.facts.code.python.routers import Mount, Router, mounts_of, routers_of
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

_MARKS = ("include_router", "register_blueprint", ".blueprint(", "add_subapp", ".mount(", "add_router(")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """A prefix that is known as far as files say it; `partial` where more may stand before."""

    prefix: str
    partial: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """A mount with the file that states it."""

    part: str
    mount: Mount
    names: Names
    routers: dict[str, Router]


@dataclass(slots=True)
class Mounts:
    """Every mount of the repository, by the last word of what is mounted."""

    files: Files
    paths: dict[str, str]
    by_part: dict[str, list[_Known]] = field(default_factory=dict)

    def add(self, code: Code) -> None:
        names = names_of(code)
        routers = routers_of(code, names)
        for mount in mounts_of(code, names):
            part = _identity(mount.part, names)
            self.by_part.setdefault(part.rpartition(".")[2], []).append(_Known(part, mount, names, routers))

    def place(self, name: str, names: Names, routers: dict[str, Router], depth: int = 0) -> Placed:
        """The prefix before the routes of a router, named as one file names it."""
        router = routers.get(name)
        if router is not None and router.kind.is_application:
            return Placed("", False)
        own = router.prefix if router is not None else ""
        known = next(self._mounted(_identity(name, names)), None) if depth < _DEEPEST else None
        if known is None:
            alone = router is not None and not router.kind.is_application and router.kind.framework in ("aiohttp", "starlette")
            return Placed(own or "", not alone)
        mount = known.mount
        prefix = mount.prefix if mount.prefix is not None else self._constant(mount.prefix_name, known.names)
        above = self.place(mount.holder, known.names, known.routers, depth + 1)
        replaces = router is not None and router.kind.prefix == "url_prefix" and bool(mount.prefix)
        whole = join(above.prefix, prefix or "", "" if replaces else own or "")
        return Placed("" if whole == "/" else whole, above.partial or prefix is None or own is None)

    def _mounted(self, meant: str) -> Iterator[_Known]:
        for known in self.by_part.get(meant.rpartition(".")[2], ()):
            if known.part == meant or meant.endswith(f".{known.part}") or known.part.endswith(f".{meant}"):
                yield known

    def _constant(self, expression: str, names: Names) -> str | None:
        """A prefix such as `settings.API_PREFIX`, where the module that it comes from gives it one literal."""
        first, _, name = expression.partition(".")
        module = names.dotted.get(first, "").rpartition(".")[0]
        path = next((self.paths[each] for each in self.paths if module and (each == module or each.endswith(f".{module}"))), None)
        source = self.files.open(path) if path is not None else None
        code = self.files.code(source) if source is not None else None
        return literal_names(code).get(name.rpartition(".")[2] or first) if code is not None else None


def mounts_in(files: Files) -> Mounts:
    """Every mount in the wanted Python files."""
    mounts = Mounts(files, {module_name(path): path for path in files.wanted})
    for source in files:
        if any(mark in source.text for mark in _MARKS) and (code := files.code(source)) is not None:
            mounts.add(code)
    return mounts


def literal_names(code: Code) -> dict[str, str]:
    """Names that a file gives exactly one literal, also as fields of a class: `API_PREFIX: str = "/api"`."""
    found: dict[str, set[str]] = {}
    for node in code.of("assignment"):
        value = plain(node.child_by_field_name("right"))
        if value is not None:
            found.setdefault(written(node.child_by_field_name("left")), set()).add(value)
    return {name: values.pop() for name, values in found.items() if len(values) == 1}


def _identity(name: str, names: Names) -> str:
    """What a name means to the whole repository: what it was imported as, else the name within its module."""
    first, _, rest = name.partition(".")
    known = names.dotted.get(first, "")
    if known and not known.endswith("()"):
        return f"{known}.{rest}" if rest else known
    return f"{names.module}.{name}"
