"""A detector is only loaded, and only asked, where its declaration says that it may have something to read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.facts import detect
from opsworthy.facts.detect import _may_tell, all_detectors
from opsworthy.facts.detector import Detector
from opsworthy.facts.files import Files, Library
from opsworthy.facts.looking import declared, may_look_at, sorted_out, words_of
from opsworthy.repository.folder import FolderTree

CASES = Path(__file__).parents[1] / "detectors"
DETECTORS = {each.name: each for each in all_detectors()}
REPOSITORIES = sorted(CASES.glob("*/*/repo"))
PATHS = sorted(
    {path.relative_to(repo).as_posix() for repo in CASES.glob("*/*/repo") for path in repo.rglob("*") if path.is_file()}
)
SHARES = {name: set(share) for name, share in sorted_out(PATHS).items()}


@pytest.mark.parametrize("detector", DETECTORS.values(), ids=lambda each: each.name)
def test_is_given_what_it_wants(detector: Detector) -> None:
    wanted = {path for path in PATHS if detector.wants(path)}
    assert wanted <= SHARES.get(detector.name, set()), "looks_at names less than wants accepts"


@pytest.mark.parametrize("detector", DETECTORS.values(), ids=lambda each: each.name)
def test_is_read_from_its_text_as_it_is_declared(detector: Detector) -> None:
    assert declared()[detector.name] == detector.looks_at
    assert words_of(detector.name) == detector.only_with


@pytest.mark.parametrize("detector", [each for each in DETECTORS.values() if each.only_with], ids=lambda each: each.name)
def test_tells_nothing_without_its_words(detector: Detector) -> None:
    """Not even of files that cases of other detectors hold."""
    for repo in REPOSITORIES:
        library = Library(FolderTree(repo))
        paths = sorted_out(library.paths).get(detector.name, ())
        if paths and not _may_tell(library, detector.name, paths):
            files = Files(library, detector.wants, paths)
            assert list(detector.detect(files)) == []
            assert files.unread() == ()


def test_is_not_imported_without_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "app.py").write_text("import os\n")
    (tmp_path / "values.yaml").write_text("a: 1\n")
    asked: list[str] = []
    imported = detect.detector

    def noted(name: str) -> Detector:
        asked.append(name)
        return imported(name)

    monkeypatch.setattr(detect, "detector", noted)
    detect.detect(FolderTree(tmp_path))
    assert not {"cdk", "kubernetes", "argo_cd"} & {*asked}
    (tmp_path / "values.yaml").write_text("apiVersion: 1\n")
    detect.detect(FolderTree(tmp_path))
    assert "kubernetes" in asked


def test_is_asked_where_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "values.yaml").write_bytes(b"\xff\xfe\0a\0")
    library = Library(FolderTree(tmp_path))
    assert _may_tell(library, "kubernetes", ["values.yaml"])
    assert not _may_tell(library, "kubernetes", [])


def test_loads_no_detector_that_has_nothing_to_read() -> None:
    assert "terraform" not in sorted_out(["app/main.py", "Dockerfile", "values.yaml"])
    assert {"terraform", "credentials"} <= sorted_out(["modules/network/main.tf"]).keys()


PIECES = st.sampled_from(
    ["config", "deploy", ".github", "workflows", "migrations", "Chart", "plan", "bake", "app", "x", "vercel"]
)
NAMES = st.builds(
    lambda stem, ending: stem + ending,
    st.sampled_from(
        ["", "Dockerfile", "compose", "deploy", "plan", "bake", "Pulumi", "vercel", "now", "Chart", "V1__a", "x.service"]
    ),
    st.sampled_from(["", ".yml", ".YAML", ".json", ".tf.json", ".prod.toml", ".up.sql", ".py", ".tsx", ".j2", ".env", "."]),
)


@given(
    st.lists(
        st.builds(lambda folders, name: "/".join((*folders, name)), st.lists(PIECES, max_size=3), NAMES), max_size=8, unique=True
    )
)
def test_sorts_out_as_each_pattern_says(paths: list[str]) -> None:
    shares = sorted_out(paths)
    for name, detector in DETECTORS.items():
        assert list(shares.get(name, ())) == [path for path in paths if may_look_at(detector.looks_at, path)]
        assert {path for path in paths if detector.wants(path)} <= set(shares.get(name, ()))
