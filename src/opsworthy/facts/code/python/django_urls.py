"""The URL patterns of Django projects: which path each view answers at, through the includes of the URL modules."""

from collections.abc import Iterator
from functools import cache

from tree_sitter import Node

from opsworthy.facts.code.health import Route, join
from opsworthy.facts.code.python.answers import answered_keys, definition_of
from opsworthy.facts.code.python.expressions import arguments, text_of
from opsworthy.facts.code.python.names import Names, module_name, names_of
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

_PATTERNS = frozenset(["django.urls.path", "django.urls.re_path", "django.conf.urls.url", "django.conf.urls.re_path"])
_INCLUDES = frozenset(["django.urls.include", "django.conf.urls.include"])
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One pattern of a URL module: its path from the module's root, and the module that it includes or the view that answers."""

    code: Code
    names: Names
    call: Node
    path: str
    included: str | None
    view: Node | None


@cache
def _known_includes() -> tuple[tuple[str, str, str], ...]:
    """Module, path below it, and role."""
    data = data_of("opsworthy.facts", "marks", "django_includes.toml")
    return tuple((row["module"], row["path"], row["role"]) for row in data["include"])


class DjangoUrls:
    """All URL modules of a repository."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._paths = {module_name(path): path for path in files.wanted}
        self._modules: dict[str, list[_Pattern]] = {}
        for source in files:
            if "urlpatterns" in source.text and "django" in source.text and (code := files.code(source)) is not None:
                self._modules[module_name(source.path)] = list(_patterns(code))

    def routes(self) -> Iterator[Route]:
        """Every pattern that a view answers, and every known package of health views, under all prefixes that lead to it."""
        for module, patterns in self._modules.items():
            prefixes = self._prefixes(module, 0) or ("",)
            for pattern in patterns:
                for prefix in prefixes:
                    yield from self._routes(pattern, prefix)

    def _routes(self, pattern: _Pattern, prefix: str) -> Iterator[Route]:
        place, path = pattern.code.place(pattern.call), join(prefix, pattern.path)
        for module, below, role in _known_includes():
            if module == pattern.included:
                yield Route(join(path, below) if below else path, place, "python", "django", role=role)
        if pattern.included is None and pattern.view is not None:
            name = written(pattern.view).removesuffix(".as_view()")
            yield Route(path, place, "python", "django", self._fields(pattern), name)

    def _prefixes(self, module: str, depth: int) -> tuple[str, ...]:
        """The paths under which other modules include this one; empty for a root."""
        found: dict[str, None] = {}
        for holder, patterns in self._modules.items() if depth < _DEEPEST else ():
            for pattern in patterns:
                if (
                    pattern.included
                    and holder != module
                    and (module == pattern.included or module.endswith(f".{pattern.included}"))
                ):
                    found.update((join(above, pattern.path), None) for above in self._prefixes(holder, depth + 1) or ("",))
        return tuple(found)

    def _fields(self, pattern: _Pattern) -> tuple[str, ...]:
        view = pattern.view
        if view is not None and view.type == "call":
            view = view.child_by_field_name("function")
            view = view.child_by_field_name("object") if view is not None and view.type == "attribute" else view
        dotted = pattern.names.of(view)
        if dotted is None:
            return answered_keys(definition_of(pattern.code, written(view)))
        module, _, name = dotted.rpartition(".")
        path = next((path for known, path in self._paths.items() if known == module or known.endswith(f".{module}")), None)
        source = self._files.open(path) if path is not None else None
        code = self._files.code(source) if source is not None else None
        return answered_keys(definition_of(code, name)) if code is not None else ()


def _patterns(code: Code) -> Iterator[_Pattern]:
    names = names_of(code)
    for call in code.of("call"):
        if names.of(call.child_by_field_name("function")) not in _PATTERNS:
            continue
        given = arguments(call)
        path, target = text_of(given.at(0, "route")), given.at(1, "view")
        if path is None or target is None:
            continue
        included = _included(target, names)
        is_group = target.type == "call" and names.of(target.child_by_field_name("function")) in _INCLUDES and included is None
        if not is_group:
            yield _Pattern(code, names, call, join(*_above(call, names), _plain_path(path)), included, target)


def _included(target: Node, names: Names) -> str | None:
    """The module of `include("app.urls")`, also as `include(("app.urls", "app"))` and `include(app.urls)`."""
    if target.type != "call" or names.of(target.child_by_field_name("function")) not in _INCLUDES:
        return None
    given = arguments(target).at(0)
    if given is not None and given.type == "tuple" and given.named_child_count:
        given = given.named_children[0]
    return text_of(given) or names.of(given)


def _above(call: Node, names: Names) -> list[str]:
    """The paths of the patterns whose `include([…])` a pattern stands in."""
    parts: list[str] = []
    here = call.parent
    while here is not None:
        if here.type == "call" and names.of(here.child_by_field_name("function")) in _PATTERNS:
            parts.insert(0, _plain_path(text_of(arguments(here).at(0, "route")) or ""))
        here = here.parent
    return parts


def _plain_path(path: str) -> str:
    """A pattern without the marks of a regular expression that only say where it begins and ends."""
    return path.removeprefix("^").removesuffix("$").removesuffix("?").replace("\\.", ".").replace("\\-", "-")
