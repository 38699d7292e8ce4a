"""vercel from the tables of commands in its TypeScript source, read without running it.

python -m tools.grammars.vercel OUT REPOSITORY [TAG...]     REPOSITORY is a git directory of vercel/vercel
"""

import re
import sys
from pathlib import Path
from typing import Any, TypeAlias

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

from tools.grammars.form import Command, Flag, Tree, files_at, git, write

_PARSER = Parser(Language(tree_sitter_typescript.language_typescript()))
_FOLDER = "packages/cli/src/"
Names: TypeAlias = dict[str, Any]


def main() -> None:
    out, repository, tags = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    tags = tags or _tags(repository)
    trees, shared = [], []
    for tag in tags:
        tree, common = _tree(repository, tag)
        version = tag.rpartition("@")[2]
        if len(tree) > 1:
            trees.append((version, tree))
            everywhere = common.get("globalCommandOptions")
            shared.append((version, _flags(everywhere if isinstance(everywhere, list) else [])))
    write(
        out,
        "vercel",
        f"command tables in vercel/vercel, {trees[0][0]} to {trees[-1][0]}",
        trees,
        global_flags=shared,
        notes="also called vc; a word that is no command is a folder to deploy",
    )


def _tree(repository: Path, tag: str) -> tuple[Tree, Names]:
    common: Names = {}
    _declared(git(repository, "show", f"{tag}:{_FOLDER}util/arg-common.ts"), common)
    tree: Tree = {}
    for text in files_at(repository, tag, f"{_FOLDER}commands", "command.ts").values():
        names = dict(common)
        _declared(text, names)
        for value in [value for name, value in names.items() if name not in common and _is_top(name, value)]:
            _add(tree, [], value)
    tree[""] = Command(flags=dict(tree["deploy"].flags), args=(0, 1)) if "deploy" in tree else Command()
    return tree, common


def _tags(repository: Path) -> list[str]:
    known = re.findall(r"^vercel@(\d+)\.(\d+)\.(\d+)$", git(repository, "tag"), re.M)
    newest: dict[int, tuple[int, int]] = {}
    for major, minor, patch in ((int(part) for part in found) for found in known):
        newest[major] = max(newest.get(major, (-1, -1)), (minor, patch))
    return [f"vercel@{major}.{minor}.{patch}" for major, (minor, patch) in sorted(newest.items()) if major >= 33]


def _is_top(name: str, value: Any) -> bool:
    return (
        isinstance(value, dict)
        and "name" in value
        and "options" in value
        and name.endswith("Command")
        and "sub" not in name.lower()
    )


def _declared(source: str, names: Names) -> None:
    """Constants that are objects or lists; `as const` and the like are looked through."""
    for node in _PARSER.parse(source.encode()).root_node.named_children:
        inner = node.child_by_field_name("declaration") or node
        for declarator in (each for each in inner.named_children if each.type == "variable_declarator"):
            names[_text(declarator.child_by_field_name("name"))] = _value(declarator.child_by_field_name("value"), names)


def _text(node: Node | None) -> str:
    return node.text.decode() if node is not None and node.text is not None else ""


def _value(node: Node | None, names: Names) -> Any:
    if node is None:
        return None
    if node.type in ("as_expression", "satisfies_expression", "parenthesized_expression", "non_null_expression"):
        return _value(node.named_children[0], names)
    if node.type == "string":
        return _text(node)[1:-1]
    if node.type == "array":
        return _list(node, names)
    if node.type == "object":
        return _object(node, names)
    return names.get(_text(node), _text(node))


def _list(node: Node, names: Names) -> list[Any]:
    found: list[Any] = []
    for child in node.named_children:
        if child.type == "spread_element":
            spread = _value(child.named_children[0], names)
            found.extend(spread if isinstance(spread, list) else [])
        elif child.type != "comment":
            found.append(_value(child, names))
    return found


def _object(node: Node, names: Names) -> Names:
    found: Names = {}
    for child in node.named_children:
        if child.type == "spread_element":
            spread = _value(child.named_children[0], names)
            found |= spread if isinstance(spread, dict) else {}
        elif child.type == "pair":
            found[_text(child.child_by_field_name("key"))] = _value(child.child_by_field_name("value"), names)
    return found


def _add(tree: Tree, path: list[str], told: Names) -> None:
    name = told.get("name")
    if not isinstance(name, str) or not re.fullmatch(r"[a-z][\w-]*", name):
        return
    aliases = {each for each in told.get("aliases") or () if isinstance(each, str)}
    words = [each for each in told.get("arguments") or () if isinstance(each, dict)]
    least = sum(1 for word in words if word.get("required") == "true")
    endless = any(word.get("multiple") == "true" for word in words)
    tree[" ".join([*path, name])] = Command(
        aliases, _flags(told.get("options") or []), args=(least, None if endless else len(words))
    )
    for below in told.get("subcommands") or ():
        if isinstance(below, dict):
            _add(tree, [*path, name], below)


def _flags(options: list[Any]) -> dict[str, Flag]:
    found: dict[str, Flag] = {}
    for option in options:
        if isinstance(option, dict) and isinstance(option.get("name"), str):
            kind, short = option.get("type"), option.get("shorthand")
            several = isinstance(kind, list)
            found[f"--{option['name']}"] = Flag(
                0 if kind in ("Boolean", ["Boolean"]) else 1,
                f"-{short}" if isinstance(short, str) and len(short) == 1 else "",
                several,
            )
    return found


if __name__ == "__main__":
    main()
