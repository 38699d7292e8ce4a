"""Source code as syntax trees: one parser per language, made when it is first asked for."""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from functools import cache
from importlib import import_module

from tree_sitter import Language, Parser, Query, QueryCursor, Tree
from tree_sitter import Node as SyntaxNode

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.patience import syntax_tree
from opsworthy.text.source import Source
from opsworthy.text.syntax import place

_GRAMMARS: dict[str, tuple[str, str]] = {
    "bash": ("tree_sitter_bash", "language"),
    "bicep": ("tree_sitter_bicep", "language"),
    "csharp": ("tree_sitter_c_sharp", "language"),
    "elixir": ("tree_sitter_elixir", "language"),
    "go": ("tree_sitter_go", "language"),
    "groovy": ("tree_sitter_groovy", "language"),
    "hcl": ("tree_sitter_hcl", "language"),
    "java": ("tree_sitter_java", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "kotlin": ("tree_sitter_kotlin", "language"),
    "php": ("tree_sitter_php", "language_php"),
    "python": ("tree_sitter_python", "language"),
    "ruby": ("tree_sitter_ruby", "language"),
    "rust": ("tree_sitter_rust", "language"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
}
_OF_SCRIPTS = (
    "import_statement", "variable_declarator", "arrow_function", "function_declaration", "function_expression",
    "generator_function_declaration", "method_definition",
)  # fmt: skip
_TOGETHER: dict[str, tuple[str, ...]] = {
    "javascript": _OF_SCRIPTS, "typescript": _OF_SCRIPTS, "tsx": _OF_SCRIPTS,
    "python": (
        "assignment", "call", "class_definition", "comparison_operator", "default_parameter", "function_definition",
        "import_from_statement", "import_statement", "subscript", "typed_default_parameter",
    ),
}  # fmt: skip
"""What is asked of most texts of a language, and then all at once: to make a query costs a millisecond, whatever it asks for."""

_LARGEST = 1_500_000
_SMALL = 20_000
_LONG_LINE = 250
_BY_SUFFIX = {
    ".bicep": "bicep", ".cjs": "javascript", ".cs": "csharp", ".cts": "typescript", ".ex": "elixir", ".exs": "elixir",
    ".go": "go", ".groovy": "groovy",
    ".hcl": "hcl", ".java": "java", ".js": "javascript", ".jsx": "javascript", ".kt": "kotlin", ".kts": "kotlin",
    ".mjs": "javascript", ".mts": "typescript", ".nomad": "hcl", ".php": "php", ".py": "python", ".rake": "ruby", ".rb": "ruby",
    ".rs": "rust", ".ru": "ruby", ".tf": "hcl", ".tfvars": "hcl", ".tofu": "hcl", ".ts": "typescript", ".tsx": "tsx",
}  # fmt: skip


def language_of(path: str) -> str | None:
    """The language that a path's ending names, or None."""
    dot = path.rfind(".")
    return _BY_SUFFIX.get(path[dot:].lower()) if dot >= 0 else None


def parse(source: Source, language: str) -> Tree:
    """The syntax tree of a text; a broken text gives a tree with ERROR nodes, never an exception."""
    return _parser(language).parse(source.text.encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """One parsed text: where in the bytes a word stands, a search says; what stands there, the tree says."""

    source: Source
    language: str
    data: bytes
    root: SyntaxNode
    _found: dict[tuple[str, ...], tuple[SyntaxNode, ...]] = field(default_factory=dict, init=False, repr=False)

    def at(self, pattern: re.Pattern[bytes]) -> Iterator[SyntaxNode]:
        """The smallest named node over each match of a pattern, in the order of the text."""
        for match in pattern.finditer(self.data):
            node = self.root.named_descendant_for_byte_range(match.start(), match.end())
            if node is not None:
                yield node

    def of(self, *types: str) -> list[SyntaxNode]:
        """Every node of some types, in the order of the text; looked for once, however often they are asked for."""
        if types not in self._found:
            if any((each,) not in self._found for each in types):
                self._find(types)
            self._found[types] = _in_order(node for each in types for node in self._found[each,])
        return list(self._found[types])

    def _find(self, types: tuple[str, ...]) -> None:
        together = _TOGETHER.get(self.language, ())
        asked = together if together and all(each in together for each in types) else types
        found = QueryCursor(_query(self.language, asked)).captures(self.root)
        self._found.update(((each,), _in_order(found.get(each, ()))) for each in asked)

    def place(self, node: SyntaxNode) -> Location:
        return place(self.source, node)


def parse_in_time(source: Source, language: str) -> Tree | None:
    """As `parse`; None where it takes too long."""
    return syntax_tree(_parser(language), source.text.encode("utf-8", "replace"))


def read(source: Source) -> Code | None:
    """The parsed text of a file in a language that its path names; None for any other, for what machines packed, and for what
    takes too long."""
    language = language_of(source.path)
    if language is None or is_packed(source.text):
        return None
    data = source.text.encode("utf-8", "replace")
    tree = syntax_tree(_parser(language), data)
    return Code(source, language, data, tree.root_node) if tree is not None else None


def is_packed(text: str) -> bool:
    """Whether a text is too large or its lines are too long for a person to have written it: bundles, generated tables."""
    if len(text) > _LARGEST:
        return True
    return len(text) > _SMALL and len(text) > _LONG_LINE * (text.count("\n") + 1)


@cache
def _query(language: str, types: tuple[str, ...]) -> Query:
    return Query(_language(language), " ".join(f"({name}) @{name}" for name in types))


def _in_order(nodes: Iterable[SyntaxNode]) -> tuple[SyntaxNode, ...]:
    return tuple(sorted(nodes, key=lambda node: (node.start_byte, -node.end_byte)))


@cache
def _parser(language: str) -> Parser:
    return Parser(_language(language))


@cache
def _language(language: str) -> Language:
    module, function = _GRAMMARS[language]
    make: Callable[[], object] = getattr(import_module(module), function)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return Language(make())
