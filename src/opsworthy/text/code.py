"""Source code as syntax trees: one parser per language, made when it is first asked for."""

import warnings
from collections.abc import Callable
from functools import cache
from importlib import import_module

from tree_sitter import Language, Parser, Tree

from opsworthy.text.source import Source

_GRAMMARS: dict[str, tuple[str, str]] = {
    "bash": ("tree_sitter_bash", "language"),
    "dockerfile": ("tree_sitter_dockerfile", "language"),
    "go": ("tree_sitter_go", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "python": ("tree_sitter_python", "language"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
}
_BY_SUFFIX = {
    ".cjs": "javascript", ".cts": "typescript", ".go": "go", ".js": "javascript", ".jsx": "javascript",
    ".mjs": "javascript", ".mts": "typescript", ".py": "python", ".ts": "typescript", ".tsx": "tsx",
}  # fmt: skip


def language_of(path: str) -> str | None:
    """The language that a path's ending names, or None."""
    dot = path.rfind(".")
    return _BY_SUFFIX.get(path[dot:].lower()) if dot >= 0 else None


def parse(source: Source, language: str) -> Tree:
    """The syntax tree of a text; a broken text gives a tree with ERROR nodes, never an exception."""
    return _parser(language).parse(source.text.encode("utf-8", "replace"))


@cache
def _parser(language: str) -> Parser:
    module, function = _GRAMMARS[language]
    make: Callable[[], object] = getattr(import_module(module), function)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return Parser(Language(make()))
