"""Generated pages say what the code says; `make docs` writes them."""

from pathlib import Path

import pytest
from tools.generate import DOCS, ROOT, pages

PAGES = pages()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_is_fresh(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path], "run `make docs`"


def test_no_page_outlives_its_rule() -> None:
    assert not [path for path in (DOCS / "rules").glob("*.md") if path not in PAGES]
