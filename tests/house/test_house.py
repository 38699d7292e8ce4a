"""The house laws of ARCHITECTURE.md, as far as a machine can see them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "opsworthy"
MODULES = sorted(SOURCE.rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "misc", "manager", "core"}
MOST_MODULE_LINES = 300
MOST_FUNCTION_LINES = 60

# Effects stand behind named doors: the module (by its path's beginning) that may use each.
DOORS = {
    "subprocess": ("repository/", "rehearsal/stages/"),
    "multiprocessing": (),
    "socket": ("pricing/sources/", "fleet/", "servers/", "agent/", "app/addressing.py"),
    "http": ("pricing/sources/", "fleet/", "servers/", "agent/", "app/addressing.py"),
    "urllib.request": ("pricing/sources/", "fleet/", "servers/", "agent/"),
    "random": (),
}
FORKING = "repository/forking.py"
CLOCKS = {("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("time", "time"), ("os", "getenv"), ("os", "environ")}
EDGES = ("cli/", "servers/", "repository/git.py", "__main__.py")


def _name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=_name)
class TestEachModule:
    def test_is_small(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").count("\n")
        assert lines <= MOST_MODULE_LINES, f"{lines} lines: plan a split"

    def test_has_small_functions(self, path: Path) -> None:
        large = [
            f"{node.name} {(node.end_lineno or 0) - node.lineno + 1}"
            for node in ast.walk(_tree(path))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (node.end_lineno or 0) - node.lineno + 1 > MOST_FUNCTION_LINES
        ]
        assert not large

    def test_has_a_name_that_says_something(self, path: Path) -> None:
        assert not FORBIDDEN_NAMES & {*path.relative_to(SOURCE).with_suffix("").parts}

    def test_says_what_it_is(self, path: Path) -> None:
        assert ast.get_docstring(_tree(path))

    def test_imports_only_at_its_top(self, path: Path) -> None:
        hidden = [
            node.lineno
            for function in ast.walk(_tree(path))
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.If)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        assert not hidden

    def test_keeps_effects_behind_their_doors(self, path: Path) -> None:
        name = _name(path)
        for imported in _imports(_tree(path)):
            for effect, doors in DOORS.items():
                if imported == effect or imported.startswith(effect + "."):
                    assert name.startswith(tuple(doors)), f"{name} imports {imported}"

    def test_reads_no_clock_and_no_environment(self, path: Path) -> None:
        if _name(path).startswith(EDGES):
            return  # an edge, where the clock and the environment are read
        read = [
            f"line {node.lineno}: {node.value.id}.{node.attr}"
            for node in ast.walk(_tree(path))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in CLOCKS
        ]
        assert not read

    def test_prints_and_exits_only_at_the_command_line(self, path: Path) -> None:
        if _name(path).startswith(("cli/", "__main__.py", FORKING)):
            return  # the command line prints and exits, and a copy of the process ends where its work does
        calls = [
            node.lineno
            for node in ast.walk(_tree(path))
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "exit", "sys.exit", "quit", "os._exit"}
        ]
        assert not calls

    def test_copies_the_process_at_one_place(self, path: Path) -> None:
        calls = [
            node.lineno for node in ast.walk(_tree(path)) if isinstance(node, ast.Call) and ast.unparse(node.func) == "os.fork"
        ]
        assert not calls or _name(path) == FORKING

    def test_catches_broadly_only_where_it_says_why(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()
        broad = [
            node.lineno
            for node in ast.walk(_tree(path))
            if isinstance(node, ast.ExceptHandler)
            and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
            and "noqa: BLE001 - " not in lines[node.lineno - 1]
            and not isinstance(node.body[-1], ast.Raise)
        ]
        assert not broad


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
