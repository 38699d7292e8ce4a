"""go.mod: requirements written in lines and in blocks mean the same, and no text raises."""

from hypothesis import given
from hypothesis import strategies as st

from opsworthy.facts.code.manifests.go_mod import read_go_mod
from opsworthy.text.source import Source

MODULES = st.from_regex(r"[a-z]{2,8}\.(com|org)/[a-z]{1,8}(/v[2-9])?", fullmatch=True)
VERSIONS = st.from_regex(r"v[0-9]\.[0-9]{1,2}\.[0-9]", fullmatch=True)
REQUIREMENTS = st.lists(st.tuples(MODULES, VERSIONS, st.booleans()), max_size=6)


def _line(module: str, version: str, indirect: bool) -> str:
    return f"{module} {version}{' // indirect' if indirect else ''}"


@given(REQUIREMENTS)
def test_a_block_says_what_single_lines_say(requirements: list[tuple[str, str, bool]]) -> None:
    block = "module example.com/x\n\nrequire (\n" + "".join(f"\t{_line(*each)}\n" for each in requirements) + ")\n"
    lines = "module example.com/x\n" + "".join(f"require {_line(*each)}\n" for each in requirements)
    expected = [(module, version) for module, version, indirect in requirements if not indirect]
    for text in (block, lines):
        read = read_go_mod(Source("go.mod", text))
        assert [(each.name, each.version) for each in read.dependencies] == expected
        assert read.module is not None
        assert read.module.value == "example.com/x"


@given(st.text(alphabet='module require(\n)/ v1.0\t"`tol//', max_size=200))
def test_no_text_raises_and_places_are_lines_of_it(text: str) -> None:
    read = read_go_mod(Source("go.mod", text))
    assert all(1 <= each.location.line <= len(text.splitlines()) for each in read.dependencies)
