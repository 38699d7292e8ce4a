"""Which words a change puts in question."""

import pytest

from opsworthy.records.exchanging import asked_of, is_document, is_telling, standing
from opsworthy.text.exchange import Exchange


@pytest.mark.parametrize(
    "word", ["shop-web", "API_TOKEN", "HighErrorRate", "/api/health", "scripts/run.sh", "shop.example.com", "--all-keys"]
)
def test_knows_the_name_of_one_thing(word: str) -> None:
    assert is_telling(word)


@pytest.mark.parametrize(
    "word", ["shop", "1.4.2", "v2.0", "12:30", "2026-05-01", "10.0.0.0/8", "GRANT", "a-b", "https", "x" * 300]
)
def test_knows_what_says_nothing_by_itself(word: str) -> None:
    assert not is_telling(word)


def test_asks_for_what_left_the_files_and_stands_in_a_document() -> None:
    files = (Exchange("shop-web", "shop-front", 1, 1, "", alone=True), Exchange("shop-old", "", 2, 2, ""))
    page = (Exchange("api-one", "api", 1, 1, "", alone=True), Exchange("api-two", "api", 2, 2, ""))
    found = asked_of({"k8s/api.yaml": files, "docs/runbook.md": page}, ["kubectl get pods -n shop-web"])
    assert found == {"shop-web", "api-one", "api"}


def test_looks_into_files_that_are_no_documents() -> None:
    texts = {"a.yaml": "name: shop-web", "README.md": "shop-old", "k8s/shop-path.yaml": ""}
    assert standing(["shop-web", "shop-old", "shop-path.yaml"], texts, texts.get) == {"shop-web", "shop-path.yaml"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [("docs/a.md", True), ("LICENSE", True), ("yarn.lock", True), ("src/licenses.py", False), ("Makefile", False)],
)
def test_knows_a_document(path: str, expected: bool) -> None:
    assert is_document(path) is expected
