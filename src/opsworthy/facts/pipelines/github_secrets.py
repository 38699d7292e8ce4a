"""The secrets and settings that a workflow of GitHub Actions names in its expressions."""

import re
from collections.abc import Iterator

from opsworthy.facts.pipelines.github_expressions import EXPRESSION
from opsworthy.facts.project import SecretDeclared
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, entries, find, walk
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_SECRET = regex(r"\bsecrets\s*(?:\.\s*([A-Za-z_][A-Za-z0-9_\-]*)|\[\s*['\"]([A-Za-z_][A-Za-z0-9_\-]*)['\"]\s*\])")
_SETTING = regex(r"\bvars\s*(?:\.\s*([A-Za-z_][A-Za-z0-9_\-]*)|\[\s*['\"]([A-Za-z_][A-Za-z0-9_\-]*)['\"]\s*\])")
_GIVEN = frozenset({"GITHUB_TOKEN"})


def secrets(root: Mapping, source: Source, renamed: frozenset[str]) -> Iterator[SecretDeclared]:
    """Each secret at its first use. `renamed` are names that callers give another secret by."""
    for name, location in _named(root, source, "secrets", _SECRET):
        if name.upper() not in _GIVEN and name not in renamed:
            yield SecretDeclared(name, "github-actions", location)


def settings(root: Mapping, source: Source) -> tuple[Stated[str], ...]:
    """The variables of the forge (`vars.NAME`) that a workflow asks for."""
    return tuple(Stated(name, location) for name, location in _named(root, source, "vars", _SETTING))


def own_names(root: Mapping) -> frozenset[str]:
    """The secrets that a workflow asks its callers for."""
    return frozenset(entry.key for entry in entries(root, "on", "workflow_call", "secrets"))


def handed(job: Node) -> frozenset[str]:
    """The names by which a job hands secrets to the workflow that it calls; `secrets: inherit` hands all by their own."""
    return frozenset(entry.key for entry in entries(job, "secrets"))


def inherits(job: Node) -> bool:
    given = find(job, "secrets")
    return isinstance(given, Scalar) and given.text == "inherit"


def _named(root: Mapping, source: Source, context: str, pattern: re.Pattern[str]) -> list[tuple[str, Location]]:
    found: dict[str, Location] = {}
    lines = source.text.splitlines()
    for node in walk(root):
        if isinstance(node, Scalar) and context in node.text:
            for text in _expressions(node):
                for match in pattern.finditer(text):
                    name = match.group(1) or match.group(2)
                    location = _line_of(context, name, node.location, lines)
                    found[name] = min(location, found.get(name, location))
    return sorted(found.items(), key=lambda pair: pair[1])


def _expressions(scalar: Scalar) -> Iterator[str]:
    """What stands within `${{ … }}`."""
    yield from (match.group(1) for match in EXPRESSION.finditer(scalar.text))


def _line_of(context: str, name: str, within: Location, lines: list[str]) -> Location:
    word = re.compile(rf"\b{context}\b[\s.'\"\[]{{1,20}}{re.escape(name)}\b")
    for number in range(within.line, min(within.end_line, len(lines)) + 1):
        match = word.search(lines[number - 1])
        if match is not None:
            return Location(within.path, number, match.start() + 1)
    return within
