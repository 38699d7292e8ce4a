"""INI files: sections, keys and values come back as written, with the line that each value stands on."""

from hypothesis import given
from hypothesis import strategies as st

from opsworthy.facts.code.ini import read_ini
from opsworthy.text.source import Source

WORDS = st.from_regex(r"[a-z][a-z0-9_.]{0,10}", fullmatch=True)
FILES = st.dictionaries(WORDS, st.dictionaries(WORDS, st.lists(WORDS, min_size=1, max_size=3), max_size=4), max_size=4)


@given(FILES)
def test_what_is_written_is_read(sections: dict[str, dict[str, list[str]]]) -> None:
    lines: list[str] = []
    for section, settings in sections.items():
        lines.append(f"[{section}]")
        for key, values in settings.items():
            lines += [f"{key} =", "  # a comment", *(f"    {value}" for value in values), ""]
    read = read_ini(Source("setup.cfg", "\n".join(lines)))
    assert {place: [line.value for line in setting.lines] for place, setting in read.items()} == {
        (section, key): values for section, settings in sections.items() for key, values in settings.items()
    }
    for setting in read.values():
        assert all(lines[line.location.line - 1].strip() == line.value for line in setting.lines)


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    read_ini(Source("setup.cfg", text))
