"""Which paths are source code that runs: tests and their fixtures say nothing about the running system."""

import re
from functools import lru_cache

_TEST_FOLDERS = frozenset(
    [
        ".github",
        "__fixtures__",
        "__mocks__",
        "__tests__",
        "cypress",
        "e2e",
        "fixtures",
        "mocks",
        "playwright",
        "spec",
        "test",
        "testdata",
        "tests",
    ]
)
_TEST_FILE = re.compile(
    r"test_[^/]*\.py|[^/]*_test\.py|tests?\.py|conftest\.py|[^/]*_test\.go"
    r"|[^/]*[.-](?:test|tests|spec|e2e|stories|cy|bench|mock)\.[cm]?[jt]sx?|(?:jest|vitest|cypress|playwright)\.[^/]*"
)
_SCRIPT = (".js", ".cjs", ".mjs", ".jsx", ".ts", ".cts", ".mts", ".tsx")
_WRITTEN_BY_MACHINES = (".d.ts", ".d.mts", ".d.cts", ".min.js", ".bundle.js", ".pb.go", "_pb2.py", "_pb2_grpc.py", "_pb.js")


@lru_cache(maxsize=65536)
def is_test_source(path: str) -> bool:
    """Whether a path holds tests, mocks, fixtures or scripts of the pipeline, by names that test runners and GitHub look for."""
    *folders, name = path.split("/")
    return any(folder in _TEST_FOLDERS for folder in folders) or _TEST_FILE.fullmatch(name) is not None


def is_python(path: str) -> bool:
    return path.endswith(".py") and _runs(path)


def is_script(path: str) -> bool:
    """JavaScript and TypeScript, with and without JSX."""
    return path.endswith(_SCRIPT) and _runs(path)


def is_go(path: str) -> bool:
    return path.endswith(".go") and _runs(path)


def is_source(path: str) -> bool:
    return is_python(path) or is_script(path) or is_go(path)


def folder_of(path: str) -> str:
    """The folder of a path; empty at the root of the tree."""
    return path.rpartition("/")[0]


def _runs(path: str) -> bool:
    return not path.endswith(_WRITTEN_BY_MACHINES) and not is_test_source(path)
