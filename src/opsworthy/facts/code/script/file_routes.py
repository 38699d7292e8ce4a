"""Routes that a file's own path makes: Next.js, Remix, SvelteKit, Nuxt and Astro map folders to addresses."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.health import Route
from opsworthy.facts.code.script.answers import answered_keys, function_of
from opsworthy.facts.code.script.expressions import bare, name_of
from opsworthy.text.code import Code, language_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

_ENDING = r"\.[cm]?[jt]sx?"
_GET = ("GET", "HEAD", "ALL", "all")


@dataclass(frozen=True, slots=True)
class _Convention:
    """How a framework names its files, which exports answer, and where the address starts."""

    framework: str
    path: re.Pattern[str]
    exports: tuple[str, ...]
    prefix: str = ""


_CONVENTIONS = (
    _Convention("next", regex(rf"(?:.*/)?(?:src/)?app/(.*)/route{_ENDING}"), _GET),
    _Convention("next", regex(rf"(?:.*/)?(?:src/)?pages/api/(.*){_ENDING}"), ("default", "GET"), "api/"),
    _Convention("sveltekit", regex(rf"(?:.*/)?src/routes/(.*)/\+server{_ENDING}"), ("GET", "HEAD", "fallback")),
    _Convention("nuxt", regex(rf"(?:.*/)?server/api/(.*?)(?:\.get)?{_ENDING}"), ("default",), "api/"),
    _Convention("nuxt", regex(rf"(?:.*/)?server/routes/(.*?)(?:\.get)?{_ENDING}"), ("default",)),
    _Convention("astro", regex(rf"(?:.*/)?src/pages/(.*){_ENDING}"), _GET),
    _Convention("remix", regex(rf"(?:.*/)?app/routes/(.*){_ENDING}"), ("loader",)),
)
_GROUP = regex(r"\([^/]*\)/")
_NUXT_CALLS = ("defineEventHandler", "eventHandler", "defineCachedEventHandler")


def address_of(path: str) -> str | None:
    """The address that a path makes under the first convention that it fits; None under none."""
    found = next(iter(_fitting(path)), None)
    return _address(*found) if found is not None else None


def file_route(code: Code) -> Iterator[Route]:
    """The route of a file, where it exports what its framework calls for a GET."""
    exported = _exports(code)
    for convention, path in _fitting(code.source.path):
        answering = next((exported[name] for name in convention.exports if name in exported), None)
        if answering is None or (convention.framework == "nuxt" and not written(answering).startswith(_NUXT_CALLS)):
            continue
        language = "javascript" if language_of(code.source.path) == "javascript" else "typescript"
        yield Route(
            path=_address(convention, path),
            location=code.place(answering),
            language=language,
            framework=convention.framework,
            fields=answered_keys(function_of(code, answering)),
            handler=name_of(answering) if answering.type == "function_declaration" else "",
        )
        return


def _fitting(path: str) -> Iterator[tuple[_Convention, str]]:
    for convention in _CONVENTIONS:
        match = convention.path.fullmatch(path)
        if match is not None:
            yield convention, match[1]


def _address(convention: _Convention, path: str) -> str:
    path = _GROUP.sub("", f"{path}/").strip("/")
    if convention.framework == "remix":
        path = path.replace("+/", "/").replace(".", "/").removesuffix("/index").replace("_index", "")
    path = path.removesuffix("/index")
    return f"/{convention.prefix}{path}"


def _exports(code: Code) -> dict[str, Node]:
    """What a file exports, by name; the default export as `default`."""
    found: dict[str, Node] = {}
    for statement in (child for child in code.root.named_children if child.type == "export_statement"):
        declared, value = statement.child_by_field_name("declaration"), statement.child_by_field_name("value")
        default = any(child.type == "default" for child in statement.children)
        if default and (value is not None or declared is not None):
            found["default"] = bare(value) or declared or statement
        elif declared is not None and declared.type == "lexical_declaration":
            for each in (child for child in declared.named_children if child.type == "variable_declarator"):
                found[written(each.child_by_field_name("name"))] = bare(each.child_by_field_name("value")) or each
        elif declared is not None:
            found[written(declared.child_by_field_name("name"))] = declared
        else:
            specifiers = [
                each for clause in statement.named_children for each in clause.named_children if each.type == "export_specifier"
            ]
            for each in specifiers:
                found[written(each.child_by_field_name("alias") or each.child_by_field_name("name"))] = each
    return found
