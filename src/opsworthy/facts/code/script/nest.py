"""Routes of NestJS controllers: decorators on classes and methods, and the global prefix that the application sets."""

from collections.abc import Callable, Iterator

from tree_sitter import Node

from opsworthy.facts.code.health import Route, join
from opsworthy.facts.code.script.answers import answered_keys
from opsworthy.facts.code.script.expressions import arguments, text_of, value_at
from opsworthy.facts.code.script.names import names_of
from opsworthy.facts.code.source_paths import folder_of
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.syntax import written

_MODULE = "@nestjs/common:"
_VERBS = frozenset([f"{_MODULE}{verb}" for verb in ("Get", "Head", "All")])


@dataclass(frozen=True, slots=True)
class GlobalPrefix:
    """What the paths of the application in a folder begin with, but for the excluded ones; `partial` where no file says it.

    `versioned` where addresses hold a version, `version` where the application states one for all its controllers.
    """

    folder: str
    prefix: str
    excluded: frozenset[str]
    partial: bool = False
    version: str | None = None
    versioned: bool = False


def global_prefixes(files: Files) -> list[GlobalPrefix]:
    """Every `app.setGlobalPrefix("api", { exclude: ["health"] })` and `app.enableVersioning({ type: VersioningType.URI })`."""
    found: list[GlobalPrefix] = []
    for source in files:
        if "setGlobalPrefix(" in source.text or "enableVersioning(" in source.text:
            code = files.code(source)
            calls = [call for call in code.of("call_expression") if arguments(call)] if code is not None else []
            named = {written(call.child_by_field_name("function")).rpartition(".")[2]: call for call in calls}
            found += _application(folder_of(source.path), named.get("setGlobalPrefix"), named.get("enableVersioning"))
    return found


def _application(folder: str, prefixing: Node | None, versioning: Node | None) -> list[GlobalPrefix]:
    """What one file says of its application; a prefix that is no literal leaves the paths partial."""
    if prefixing is None and versioning is None:
        return []
    given = arguments(prefixing) if prefixing is not None else ()
    prefix = text_of(given[0]) if given else ""
    excluded = value_at(given[1], "exclude") if len(given) > 1 else None
    names = [text_of(each) for each in excluded.named_children] if excluded is not None else []
    options = arguments(versioning)[0] if versioning is not None else None
    kind = written(value_at(options, "type"))
    return [
        GlobalPrefix(
            folder,
            prefix or "",
            frozenset(name.strip("/") for name in names if name),
            partial=prefix is None,
            version=text_of(value_at(options, "defaultVersion")),
            versioned=versioning is not None and kind in ("", "VersioningType.URI"),
        )
    ]


def nest_routes(code: Code, prefixes: list[GlobalPrefix]) -> Iterator[Route]:
    """Every method of a controller that answers a GET."""
    names = names_of(code)
    for decorator in code.of("decorator"):
        call = _call(decorator)
        if call is None or names.of(call.child_by_field_name("function")) != f"{_MODULE}Controller":
            continue
        definition = _decorated(decorator)
        given = arguments(call)
        own = (text_of(given[0]) or text_of(value_at(given[0], "path"))) if given else ""
        stated = value_at(given[0], "version") if given else None
        application = _prefix(code.source.path, prefixes)
        for method, path in _methods(definition, names.of) if definition is not None and own is not None else ():
            whole, partial = _whole(join(own or "", path), application, stated)
            name = written(definition.child_by_field_name("name")) if definition is not None else ""
            place = code.place(method if path else decorator)
            yield Route(whole, place, "typescript", "nestjs", answered_keys(method), name, partial)


def _whole(path: str, application: GlobalPrefix | None, stated: Node | None) -> tuple[str, bool]:
    """A path below the prefix and the version of its application; a controller that names VERSION_NEUTRAL has no version."""
    if application is None or path.strip("/") in application.excluded:
        return path, False
    version = text_of(stated) if stated is not None else application.version
    return join(application.prefix, f"v{version}" if version and application.versioned else "", path), application.partial


def _prefix(path: str, prefixes: list[GlobalPrefix]) -> GlobalPrefix | None:
    """The prefix of the application whose folder is the nearest above a file."""
    above = [each for each in prefixes if not each.folder or path.startswith(f"{each.folder}/")]
    return max(above, key=lambda each: len(each.folder), default=None)


def _call(decorator: Node) -> Node | None:
    inner = decorator.named_children[0] if decorator.named_child_count else None
    return inner if inner is not None and inner.type == "call_expression" else None


def _decorated(decorator: Node) -> Node | None:
    """The class below a decorator, also where the class is exported."""
    above = decorator.parent
    if above is None or above.type in ("class_declaration", "class"):
        return above
    return next((child for child in above.named_children if child.type == "class_declaration"), None)


def _methods(definition: Node, origin: Callable[[Node | None], str | None]) -> Iterator[tuple[Node, str]]:
    """The methods that a GET reaches, with their own paths; decorators stand before their method."""
    body = definition.child_by_field_name("body")
    waiting: str | None = None
    for child in body.named_children if body is not None else ():
        if child.type == "decorator":
            call = _call(child)
            if call is not None and origin(call.child_by_field_name("function")) in _VERBS:
                given = arguments(call)
                waiting = (text_of(given[0]) or "") if given else ""
        elif child.type == "method_definition":
            if waiting is not None:
                yield child, waiting
            waiting = None
