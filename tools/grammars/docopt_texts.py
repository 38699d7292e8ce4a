"""docker-compose 1 from the docopt texts of its own methods.

python -m tools.grammars.docopt_texts OUT FOLDER VERSION      FOLDER is the unpacked wheel docker-compose of PyPI
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.grammars.form import Command, Flag, Tree, write

_LINE = re.compile(r"^\s{2,}(-[^\s].*?)(?:\s{2,}|$)", re.M)


def main() -> None:
    out, folder, version = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    module = ast.parse((folder / "compose/cli/main.py").read_text("utf-8"))
    top = next(node for node in module.body if isinstance(node, ast.ClassDef) and node.name == "TopLevelCommand")
    shared = dict(_flags(ast.get_docstring(top) or ""))
    tree: Tree = {}
    for method in (node for node in top.body if isinstance(node, ast.FunctionDef)):
        text = ast.get_docstring(method) or ""
        if "Usage:" in text:
            name = method.name.removesuffix("_command")
            tree[name] = Command(flags=dict(_flags(text)) | {"--help": Flag(0, "-h")}, passes_on=name in ("run", "exec"))
    write(
        out,
        "docker-compose.1",
        f"docopt texts of docker-compose {version} (PyPI)",
        [(version, tree)],
        global_flags=[(version, shared)],
    )


def _flags(text: str) -> Iterator[tuple[str, Flag]]:
    """Options as docopt reads them, and those of the usage line that are not listed."""
    for spec in _LINE.findall(text):
        names = re.findall(r"(?<![\w-])--?[a-zA-Z][\w-]*", spec)
        valued = re.search(r"=| [A-Z<\"]", spec) is not None
        longs = [name for name in names if name.startswith("--")]
        short = next((name for name in names if not name.startswith("--")), "")
        for name in longs or names[:1]:
            yield name, Flag(1 if valued else 0, short if longs else "", spec.endswith("..."))
    for name, value in re.findall(r"\[(--[\w-]+)[ =]([A-Z]+[^\]]*)\]", text):
        yield name, Flag(1, repeat="..." in value)


if __name__ == "__main__":
    main()
