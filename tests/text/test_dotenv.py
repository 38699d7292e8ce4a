"""Environment files as assignments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.text.dotenv import parse
from opsworthy.text.source import Source

NAMES = st.from_regex(r"[A-Z][A-Z0-9_]{0,8}", fullmatch=True)
VALUES = st.text(alphabet=st.characters(codec="ascii", exclude_categories=["Cc"], exclude_characters="'\"`#\\"), max_size=20)


@given(st.lists(st.tuples(NAMES, VALUES), max_size=10))
def test_what_is_written_is_read(pairs: list[tuple[str, str]]) -> None:
    text = "\n".join(f"{name}={value}" for name, value in pairs)
    assert [(each.name, each.value) for each in parse(Source(".env", text))] == [(name, value.strip()) for name, value in pairs]
    quoted = "\n".join(f"export {name} = '{value}' # {name}" for name, value in pairs)
    assert [(each.name, each.value, each.comment) for each in parse(Source(".env", quoted))] == [(n, v, n) for n, v in pairs]


@pytest.mark.parametrize(
    ("text", "value", "comment"),
    [
        ("A=b#c", "b#c", None),
        ("A=b # c", "b", "c"),
        ("A=# c", "", "c"),
        ("# one\n#\n# -----\n# two\nA=", "", "one two"),
        ("# apart\n\nA=", "", None),
        ('A="x \\" y" # c', 'x \\" y', "c"),
        ('A="unclosed', '"unclosed', None),
        ("A: b", "b", None),
    ],
)
def test_values_and_comments(text: str, value: str, comment: str | None) -> None:
    found = parse(Source(".env", text))[-1]
    assert (found.value, found.comment) == (value, comment)
