"""A made repository with the shares of a large one: mostly source, tests and prose that say nothing about running."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

LANGUAGES = {
    "py": "python/{group}/module_{n}.py",
    "ts": "web/src/{group}/view_{n}.ts",
    "go": "go/{group}/handler_{n}.go",
    "java": "java/src/main/java/org/example/{group}/Class{n}.java",
    "rb": "ruby/app/{group}/model_{n}.rb",
    "php": "php/src/{group}/Service{n}.php",
    "cs": "dotnet/{group}/Entity{n}.cs",
    "rs": "rust/{group}/src/part_{n}.rs",
}
_TEXTS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("made.toml").read_text("utf-8"))
_BINARY = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


def make(root: Path, files: int = 10_000) -> None:
    """Writes the files; what number n is depends on n modulo 100 alone, so that shares stay the same at any size."""
    for n in range(files):
        share = n % 100
        writer = next(writer for below, writer in _SHARES if share < below)
        writer(root, n)


def _source(root: Path, n: int) -> None:
    ending, place = list(LANGUAGES.items())[n % len(LANGUAGES)]
    _write(root / place.format(n=n, group=f"g{n % 97}"), _code(ending, n, 14))


def _telling(root: Path, n: int) -> None:
    ending, place = list(LANGUAGES.items())[n // 100 % len(LANGUAGES)]
    said = _TEXTS["reading"][ending] if n % 2 or ending not in _TEXTS["serving"] else _TEXTS["serving"][ending]
    _write(root / place.format(n=n, group=f"g{n % 97}"), said.format(n=n) + _code(ending, n, 6))


def _code(ending: str, n: int, functions: int) -> str:
    body = "".join(_TEXTS["plain"][ending].format(n=n, k=k) for k in range(functions))
    opening: str = _TEXTS["opening"].get(ending, "").format(n=n)
    closing: str = _TEXTS["closing"].get(ending, "").format(n=n)
    return opening + body + closing


def _test(root: Path, n: int) -> None:
    _write(root / f"python/g{n % 97}/tests/test_{n}.py", _code("py", n, 10))


def _prose(root: Path, n: int) -> None:
    _write(
        root / f"docs/part{n % 30}/page_{n}.md", f"# Page {n}\n\n" + "Words about the thing, its port and its environment.\n" * 40
    )


def _picture(root: Path, n: int) -> None:
    path = root / f"web/public/p{n % 20}/picture_{n}.{'png' if n % 2 else 'svg'}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_BINARY if n % 2 else b"<svg><path d='M0 0'/></svg>\n" * 40)


def _data(root: Path, n: int) -> None:
    entries = ",\n".join(f'  "key.{n}.{k}": "Words number {k} of the page"' for k in range(60))
    _write(root / f"web/locales/l{n % 40}/words_{n}.json", "{\n" + entries + "\n}\n")


def _style(root: Path, n: int) -> None:
    _write(root / f"web/styles/s{n % 20}/part_{n}.{'css' if n % 2 else 'html'}", ".a { color: red; }\n" * 60)


def _configuration(root: Path, n: int) -> None:
    _write(root / f"config/c{n % 20}/settings_{n}.yaml", "".join(f"key_{k}: value {n}\nlist_{k}: [1, 2, 3]\n" for k in range(20)))


def _manifest(root: Path, n: int) -> None:
    _write(root / f"deploy/service-{n}/deployment.yaml", _TEXTS["manifest"].format(n=n))
    _write(root / f"deploy/service-{n}/Dockerfile", 'FROM python:3.12-slim\nEXPOSE 8080\nCMD ["gunicorn", "app:app"]\n')
    if n % 1000 == 99:
        _write(root / f".github/workflows/ci-{n}.yml", _TEXTS["workflow"].format(n=n))


def _vendored(root: Path, n: int) -> None:
    _write(root / f"node_modules/package-{n % 300}/index_{n}.js", "module.exports = 1;\n" * 20)


_SHARES: tuple[tuple[int, Callable[[Path, int], None]], ...] = (
    (44, _source), (46, _telling), (60, _test), (72, _prose), (80, _picture), (86, _data), (89, _style), (91, _configuration),
    (99, _vendored), (100, _manifest),
)  # fmt: skip


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
