"""Requirements lines: what PEP 508 allows is read, what it does not allow is passed over, and nothing raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import InvalidRequirement, Requirement

from opsworthy.facts.code.manifests.requirements import is_development, normal_name, read_requirement, read_requirements
from opsworthy.text.source import Source

NAMES = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,12}[A-Za-z0-9])?", fullmatch=True)
EXTRAS = st.sampled_from(["", "[a]", "[a,b]", " [ a , b ]"])
VERSIONS = st.sampled_from(["", "==1.0", ">=1,<2", "~=2.1", " != 3.0", "===1", " (>=1)", "==1.*"])
MARKERS = st.sampled_from(["", "; python_version < '3.9'", ' ; sys_platform == "win32"'])


@given(NAMES, EXTRAS, VERSIONS, MARKERS)
def test_every_valid_requirement_gives_its_name_and_versions(name: str, extras: str, version: str, marker: str) -> None:
    text = f"{name}{extras}{version}{marker}"
    read = read_requirement(text)
    meant = Requirement(text)
    assert read is not None
    assert read[0] == meant.name
    specifiers = {each.strip() for each in (read[1] or "").replace(" ", "").split(",") if each}
    assert specifiers == {str(each) for each in meant.specifier}


@given(st.text(alphabet="abcZ09._-[]<>=!~ ,;@#()'\"/:\\\t", max_size=40))
def test_what_is_read_is_a_requirement(text: str) -> None:
    read = read_requirement(text)
    if read is not None:
        assert normal_name(read[0])
        assert not set(read[0]) & set(" \t[]<>=!~;@#()'\"/:\\,")


@given(st.text(max_size=300))
def test_no_file_raises_and_every_dependency_stands_on_a_line_of_its_own(text: str) -> None:
    found = read_requirements(Source("requirements.txt", text))
    lines = [each.location.line for each in found]
    assert lines == sorted(set(lines))
    assert all(1 <= line <= len(text.splitlines()) for line in lines)


@pytest.mark.parametrize("text", ["", "# only a comment", "-r other.txt", "--hash=sha256:00", "not a requirement", "==1.0"])
def test_what_is_no_requirement_is_none(text: str) -> None:
    with pytest.raises(InvalidRequirement):
        Requirement(text)
    assert read_requirement(text) is None


def test_a_very_long_line_ends_quickly() -> None:
    assert read_requirement("a" + "-_." * 100_000) is None


@pytest.mark.parametrize(
    ("name", "development"),
    [("requirements-dev.txt", True), ("requirements_test.txt", True), ("requirements.txt", False), ("aws", False), ("docs", True),
     ("latest", False), ("device", False), ("prod", False)],
)  # fmt: skip
def test_groups_are_for_development_by_whole_words(name: str, development: bool) -> None:
    assert is_development(name) is development
