"""Broken and hostile source: no detector of code raises, whatever stands in a file, and none takes long."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opsworthy.facts.detect import all_detectors
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files, Library
from opsworthy.repository.memory import MemoryTree

BEGINNINGS = ("environment_reads", "health_routes", "migrations", "products", "python_package", "npm_package", "go_module")
DETECTORS = [each for each in all_detectors() if each.name.startswith(BEGINNINGS)]
PIECES = (
    "os.environ", "os.environ.get(", 'os.environ["A"]', "import os\n", "def f(a, b='x'):\n    ", "return ",
    "if not a:\n    raise X\n", "@app.get('/health')\n", "class S(BaseSettings):\n    ", "x: int = Field(3, alias='Y')\n",
    "urlpatterns = [path('health/', v)]\n", "process.env", "process.env.A ?? 'b'", "const { A = '1' } = process.env;\n",
    "app.get('/healthz', (req, res) => res.json({a: 1}))\n", "@Controller('health') class H { @Get() a() {} }\n",
    "if (!x) throw 1;\n", "package main\n", 'os.Getenv("A")', "func f(a string) string {", 'r.HandleFunc("/healthz", h)\n',
    '`env:"A"`', "viper.AutomaticEnv()\n", "setup(name='a', install_requires=[", "migrations.RunPython(f)",
    "revision = '1'\ndown_revision = None\ndef upgrade(): pass\n", "exports.up = (knex) => {}\n", "https://api.stripe.com/v1",
    "(", ")", "{", "}", "[", "]", ",", ";", "\n", "'", '"', "`", "é", "\u0000", "🚀",
)  # fmt: skip
PATHS = (
    "a.py", "b/urls.py", "setup.py", "shop/migrations/0001_a.py", "versions/a.py", "c.ts", "d.jsx", "app/api/health/route.ts",
    "20240101_a.js", "main.go", "internal/config/config.go", "go.mod", "requirements.txt", "pyproject.toml", "package.json",
    "setup.cfg",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join)


def _told(detector: Detector, files: dict[str, str]) -> list[Told]:
    library = Library(MemoryTree(files))
    return list(detector.detect(Files(library, detector.wants)))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(PATHS), TEXTS, min_size=1, max_size=4))
def test_no_text_raises_and_every_fact_stands_on_a_line(files: dict[str, str]) -> None:
    for detector in DETECTORS:
        for told in _told(detector, files):
            assert told.location.path in files
            assert 1 <= told.location.line <= files[told.location.path].count("\n") + 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "import os\nx = " + "(" * 20_000 + "os.environ['A']" + ")" * 20_000),
        ("a.py", "import os\nx = os.environ.get(" + " + ".join(["'A'"] * 20_000) + ")\n"),
        ("a.py", "import os\n" + "".join(f"x = os.environ['A{number}']\n" for number in range(8_000))),
        ("a.ts", "const a = " + "process.env.A ?? " * 8_000 + "1;\n"),
        ("a.ts", "const a = " + "(" * 10_000 + "process.env.A" + ")" * 10_000 + ";\n"),
        ("main.go", 'package main\n\nimport "os"\n\nvar a = os.Getenv(' + '"A" + ' * 10_000 + '"B")\n'),
        ("main.go", "package main\n" + 'import "os"\n' + "func f() {" * 5_000 + 'os.Getenv("A")' + "}" * 5_000),
        ("a.py", "@app.get('/health')\n" * 5_000),
        ("requirements.txt", "a" * 400_000 + "\n" + "[" * 100_000),
    ],
)
def test_deep_and_long_texts_end_soon(path: str, text: str) -> None:
    started = perf_counter()
    for detector in DETECTORS:
        _told(detector, {path: text})
    assert perf_counter() - started < 20
