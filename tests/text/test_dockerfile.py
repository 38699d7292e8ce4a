"""Dockerfiles as instructions: their places, and that any text can be read."""

from hypothesis import given
from hypothesis import strategies as st

from opsworthy.text.dockerfile import parse
from opsworthy.text.source import Source

PIECES = st.sampled_from(
    [
        "FROM a AS b",
        "RUN x",
        "RUN <<END",
        "END",
        "ENV A=1 B='2 3'",
        "ENV C d",
        "\\",
        " \\",
        "# note",
        "# escape=`",
        "`",
        "",
        '["a", "b"]',
        "copy <<E f",
        "E",
    ]
)


def test_words_know_their_place() -> None:
    source = Source("Dockerfile", "FROM a\nENV ONE=1 \\\n    # between\n    TWO='2 3' \\\n\n  THREE\\=3\n")
    words = parse(source)[1].words()
    assert [(word.text, word.location.line, word.location.column) for word in words] == [
        ("ONE=1", 2, 5),
        ("TWO=2 3", 4, 5),
        ("THREE=3", 6, 3),
    ]


@given(st.lists(PIECES, max_size=30), st.sampled_from(["\n", "\r\n"]))
def test_any_lines_can_be_read_whatever_ends_them(pieces: list[str], end: str) -> None:
    found = parse(Source("Dockerfile", end.join(pieces)))
    assert found == parse(Source("Dockerfile", "\n".join(pieces)))
    lines = [instruction.location.line for instruction in found]
    assert lines == sorted(set(lines))
    for instruction in found:
        assert pieces[instruction.location.line - 1].upper().startswith(instruction.name)
        assert all(instruction.location.line <= word.location.line <= len(pieces) for word in instruction.words())


def test_many_open_heredocs_do_not_slow_the_reading() -> None:
    assert len(parse(Source("Dockerfile", "RUN <<NEVER\n" * 20_000))) == 20_000
