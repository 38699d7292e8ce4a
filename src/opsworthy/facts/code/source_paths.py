"""Which paths are source code that runs: tests and their fixtures say nothing about the running system."""

from functools import lru_cache

from opsworthy.text.regex import regex

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
_TEST_FILE = regex(
    r"test_[^/]*\.py|[^/]*_test\.py|tests?\.py|conftest\.py|[^/]*_test\.go"
    r"|[^/]*[.-](?:test|tests|spec|e2e|stories|cy|bench|mock)\.[cm]?[jt]sx?|(?:jest|vitest|cypress|playwright)\.[^/]*"
    r"|[^/]*(?:Tests?|IT|Spec|TestCase)\.(?:java|kt|cs|php)|[^/]*_(?:spec|test)\.rb|(?:spec|test)_helper\.rb|tests?\.rs"
)
# Folders of tests that bear other names: `Shop.UnitTests` for .NET, `integrationTest` for Gradle, `benches` for Cargo.
_TEST_FOLDER_OF = {
    ".cs": regex(r"(?:[^/]*[._-])?(?:[A-Za-z]*Tests?|[Tt]esting|Benchmarks?|Specs)"),
    ".java": regex(r"(?:it|[a-z]+Test|testFixtures|integration-?tests?)"),
    ".kt": regex(r"(?:it|[a-z]+Test|testFixtures|integration-?tests?)"),
    ".rs": regex(r"benches|[a-z_-]+[_-]tests?"),
    ".php": regex(r"Tests?|vendor|stubs"),
    ".rb": regex(r"vendor|features"),
}
_SCRIPT = (".js", ".cjs", ".mjs", ".jsx", ".ts", ".cts", ".mts", ".tsx")
_SOURCES = (*_SCRIPT, ".cs", ".go", ".java", ".kt", ".php", ".py", ".rake", ".rb", ".rs", ".ru")
_WRITTEN_BY_MACHINES = (
    ".d.ts",
    ".d.mts",
    ".d.cts",
    ".min.js",
    ".bundle.js",
    ".pb.go",
    "_pb2.py",
    "_pb2_grpc.py",
    "_pb.js",
    ".Designer.cs",
    ".g.cs",
    ".generated.cs",
    "_pb.rb",
    ".blade.php",
)


@lru_cache(maxsize=65536)
def is_test_source(path: str) -> bool:
    """Whether a path holds tests, mocks, fixtures or scripts of the pipeline, by names that test runners and GitHub look for."""
    *folders, name = path.split("/")
    if any(folder in _TEST_FOLDERS for folder in folders) or _TEST_FILE.fullmatch(name) is not None:
        return True
    of_language = _TEST_FOLDER_OF.get(path[path.rfind(".") :])
    return of_language is not None and any(of_language.fullmatch(folder) for folder in folders)


def is_python(path: str) -> bool:
    return path.endswith(".py") and _runs(path)


def is_script(path: str) -> bool:
    """JavaScript and TypeScript, with and without JSX."""
    return path.endswith(_SCRIPT) and _runs(path)


def is_go(path: str) -> bool:
    return path.endswith(".go") and _runs(path)


def is_java(path: str) -> bool:
    """Java and Kotlin."""
    return path.endswith((".java", ".kt")) and _runs(path)


def is_csharp(path: str) -> bool:
    return path.endswith(".cs") and _runs(path)


def is_ruby(path: str) -> bool:
    return path.endswith((".rb", ".ru", ".rake")) and _runs(path)


def is_php(path: str) -> bool:
    return path.endswith(".php") and _runs(path)


def is_rust(path: str) -> bool:
    return path.endswith(".rs") and _runs(path)


def is_source(path: str) -> bool:
    """Source code of any of the eight languages, tests left out."""
    return path.endswith(_SOURCES) and _runs(path)


def folder_of(path: str) -> str:
    """The folder of a path; empty at the root of the tree."""
    return path.rpartition("/")[0]


def _runs(path: str) -> bool:
    return not path.endswith(_WRITTEN_BY_MACHINES) and not is_test_source(path)
