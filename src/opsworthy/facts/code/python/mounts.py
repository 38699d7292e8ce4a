"""The whole path of a route: the prefixes of its router and of every router that this one is mounted on, across files."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from opsworthy.facts.code.health import join
from opsworthy.facts.code.python.expressions import plain
from opsworthy.facts.code.python.names import Names, module_name, names_of
from opsworthy.facts.code.python.routers import Mount, Router, mounts_of, routers_of
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.source import Source
from opsworthy.text.syntax import written

_MARKS = ("include_router", "register_blueprint", ".blueprint(", "add_subapp", ".mount(", "add_router(")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """A prefix that is known as far as files say it; `partial` where more may stand before."""

    prefix: str
    partial: bool


@dataclass(slots=True)
class Mounts:
    """Every mount of the repository, by the last word of what is mounted."""

    _by_part: dict[str, list[tuple[str, Names, dict[str, Router], Mount]]] = field(default_factory=dict)
    _sources: dict[str, Source] = field(default_factory=dict)
    _files: Files | None = None

    def place(self, name: str, names: Names, routers: dict[str, Router], depth: int = 0) -> Placed:
        """The prefix before the routes of a router, named as one file names it."""
        router = routers.get(name)
        if router is not None and router.kind.is_application:
            return Placed("", False)
        own = router.prefix if router is not None else ""
        found = next(self._mounted(name, names), None) if depth < _DEEPEST else None
        if found is None:
            return Placed(own or "", router is None or router.kind.framework != "aiohttp")
        holder_names, holder_routers, mount = found
        prefix = mount.prefix if mount.prefix is not None else self._constant(mount, holder_names)
        above = self.place(mount.holder, holder_names, holder_routers, depth + 1)
        replaces = router is not None and router.kind.prefix == "url_prefix" and bool(mount.prefix)
        whole = join(above.prefix, prefix or "", "" if replaces else own or "")
        return Placed("" if whole == "/" else whole, above.partial or prefix is None or own is None)

    def _mounted(self, name: str, names: Names) -> Iterator[tuple[Names, dict[str, Router], Mount]]:
        """The mounts of this router: in the same file by its name, in others by what their imports make of it."""
        last = name.rpartition(".")[2]
        meant = names.dotted.get(name) or f"{names.module}.{name}"
        whole = f"{names.module}.{name}" if meant.endswith("()") else meant
        for module, holder_names, routers, mount in self._by_part.get(last, ()):
            first, _, rest = mount.part.partition(".")
            known = holder_names.dotted.get(first, "")
            part = mount.part if known.endswith("()") or not known else f"{known}.{rest}" if rest else known
            same = module == names.module and mount.part == name
            if same or (known and not known.endswith("()") and (whole == part or whole.endswith(f".{part}"))):
                yield holder_names, routers, mount

    def _constant(self, mount: Mount, names: Names) -> str | None:
        """A prefix such as `settings.API_PREFIX`, where the module that it comes from gives it one literal."""
        return None

    def add(self, code: Code) -> None:
        names = names_of(code)
        routers = routers_of(code, names)
        for mount in mounts_of(code, names):
            entry = (module_name(code.source.path), names, routers, mount)
            self._by_part.setdefault(mount.part.rpartition(".")[2], []).append(entry)


def mounts_in(files: Files) -> Mounts:
    """Every mount in the wanted Python files."""
    mounts = Mounts()
    for source in files:
        if any(mark in source.text for mark in _MARKS) and (code := files.code(source)) is not None:
            mounts.add(code)
    return mounts


def literal_fields(code: Code) -> dict[str, str]:
    """Names that a file gives exactly one literal, also as fields of a class: `API_PREFIX: str = "/api"`."""
    found: dict[str, set[str]] = {}
    for node in code.of("assignment"):
        value = plain(node.child_by_field_name("right"))
        if value is not None:
            found.setdefault(written(node.child_by_field_name("left")), set()).add(value)
    return {name: values.pop() for name, values in found.items() if len(values) == 1}
