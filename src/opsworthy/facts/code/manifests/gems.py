"""Gemfile and gemspec files: the gems that a Ruby program needs, and what a gem is called."""

import re
from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node

from opsworthy.facts.code.calls.calling import Call, calls_at
from opsworthy.facts.code.calls.places import around
from opsworthy.facts.code.calls.values import bare, text_of
from opsworthy.facts.code.manifests.folders import stands_in_tests
from opsworthy.facts.code.manifests.requirements import shown_version
from opsworthy.facts.files import Files
from opsworthy.facts.project import Dependency, PackageDeclared
from opsworthy.text.code import Code, is_packed, parse
from opsworthy.text.location import Stated
from opsworthy.text.regex import regex
from opsworthy.text.source import Source
from opsworthy.text.syntax import descend, written

_GEM = regex(rb"\bgem\b")
_ADDED = regex(rb"\badd_(?:runtime_|development_)?dependency\b")
_ASSIGNED = regex(rb"\.(?:name|version|executables|required_ruby_version)\b")
_MOST = 2000
_GEMSPEC = regex(r"^\s*gemspec\b", re.MULTILINE)
_DEVELOPMENT = frozenset(["development", "test", "lint", "ci", "docs", "doc", "rubocop", "cucumber", "danger", "debug", "ide"])


def is_gem_manifest(path: str) -> bool:
    name = path.rpartition("/")[2]
    return (name in ("Gemfile", "gems.rb") or name.endswith(".gemspec")) and not stands_in_tests(path, ".rb")


def gem_packages(files: Files) -> Iterator[PackageDeclared]:
    """One package for each Gemfile and each gemspec."""
    for source in files:
        if is_gem_manifest(source.path) and not is_packed(source.text):
            code = _ruby(source)
            yield _specified(code) if source.path.endswith(".gemspec") else _bundled(code)


def _ruby(source: Source) -> Code:
    return Code(source, "ruby", source.text.encode("utf-8", "replace"), parse(source, "ruby").root_node)


def _bundled(code: Code) -> PackageDeclared:
    """A Gemfile that takes in a gemspec only adds what the development of that gem needs."""
    with_gemspec = _GEMSPEC.search(code.source.text) is not None
    return PackageDeclared(
        path=code.source.path,
        ecosystem="ruby",
        location=code.source.at(1),
        dependencies=tuple(_gems(code, with_gemspec)),
        private=not with_gemspec,
    )


def _gems(code: Code, development: bool) -> Iterator[Dependency]:
    for call in islice(calls_at(code, _GEM), _MOST):
        name = text_of(call.given(0))
        if name is None or call.on or call.name != "gem":
            continue
        versions = [text for each in call.arguments[1:] if each.name is None and (text := text_of(each.value))]
        own = call.given(None, "group") or call.given(None, "groups")
        groups = {*_groups_around(code, call.node), *(_symbols(own) if own is not None else ())}
        serves = bool(groups) and groups <= _DEVELOPMENT
        yield Dependency(name, code.place(call.node), shown_version(", ".join(versions) or None), development or serves)


def _symbols(node: Node) -> Iterator[str]:
    for each in descend(node):
        text = text_of(each)
        if text is not None:
            yield text


def _groups_around(code: Code, node: Node) -> Iterator[str]:
    """The groups of the blocks that a line stands in: `group :development, :test do … end`."""
    for here in around(code.root, node):
        if here.type == "call" and written(here.child_by_field_name("method")) == "group":
            held = here.child_by_field_name("arguments")
            for each in held.named_children if held is not None else ():
                text = text_of(each)
                if text is not None:
                    yield text


def _specified(code: Code) -> PackageDeclared:
    said = _assignments(code)
    name = text_of(said.get("name"))
    programs = [text for each in descend(said["executables"]) if (text := text_of(each))] if "executables" in said else []
    return PackageDeclared(
        path=code.source.path,
        ecosystem="ruby",
        location=code.place(said["name"]) if "name" in said else code.source.at(1),
        name=name,
        version=text_of(said.get("version")),
        dependencies=tuple(_added(code)),
        commands=tuple(dict.fromkeys(Stated(each, code.place(said["executables"])) for each in programs)),
        publishable=name is not None,
    )


def _assignments(code: Code) -> dict[str, Node]:
    """`spec.name = "…"` and its like."""
    found: dict[str, Node] = {}
    for node in code.at(_ASSIGNED):
        here: Node | None = node
        while here is not None and here.type not in ("assignment", "body_statement", "program"):
            here = here.parent
        left = here.child_by_field_name("left") if here is not None and here.type == "assignment" else None
        right = bare(here.child_by_field_name("right")) if here is not None and left is not None else None
        if left is not None and right is not None:
            found.setdefault(written(left).rpartition(".")[2], right)
    return found


def _added(code: Code) -> Iterator[Dependency]:
    for call in calls_at(code, _ADDED):
        name = text_of(call.given(0))
        if name is not None:
            yield Dependency(name, code.place(call.node), shown_version(_versions(call)), "development" in call.name)


def _versions(call: Call) -> str | None:
    return ", ".join(text for each in call.arguments[1:] if (text := text_of(each.value))) or None
