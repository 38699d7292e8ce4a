"""What no reader of a rendered page sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.text.hidden import hidden, unstyled, visible


@pytest.mark.parametrize(
    "element",
    [
        '<div style="display:none">secret</div>', "<div style='DISPLAY : None'>secret</div>", "<p hidden>secret</p>",
        '<span style="font-size:0">secret</span>', '<span style="font-size: 0px;">secret</span>', '<b style="visibility:hidden">secret</b>',
        '<i style="opacity:0">secret</i>', '<span style="color:#fff">secret</span>', '<font color="white">secret</font>',
        '<p style="color: white; background: #ffffff">secret</p>', '<p style="position:absolute; left:-9999px">secret</p>',
        "<script>secret</script>", "<style>secret</style>", "<template>secret</template>", "<!-- secret -->", "<!-- secret",
        '<div style="display:none"><div>x</div>secret</div>', '<div style="display:none">secret', "[//]: # (secret)", "[x]: <> (secret)",
        '<div style="height:0;overflow:hidden">secret</div>', "<div\nhidden\n>\n\nsecret\n\n</div>",
    ],
)  # fmt: skip
def test_is_not_seen(element: str) -> None:
    text = f"before\n\n{element}\n"
    assert "secret" not in visible(text)
    assert visible(text).startswith("before")


@pytest.mark.parametrize(
    "element",
    [
        "<details>seen</details>", '<span style="color:red">seen</span>', '<p style="color:white;background:#b00">seen</p>',
        '`<div style="display:none">seen</div>`', '```html\n<div hidden>seen</div>\n```', '<p style="font-size:0.9em">seen</p>',
        '<div class="hidden-xs">seen</div>', '<p style="opacity: 0.8">seen</p>', '<div style="display:none"></div>seen', "[seen]: https://a.dev",
        '<p style="max-width:0.5em">seen</p>', "a < b and seen > c", '<img hidden alt="x"> seen', '<td data-x="hidden">seen</td>',
        "````\n```\n<!-- seen -->\n```\n````",
    ],
)  # fmt: skip
def test_is_seen(element: str) -> None:
    assert "seen" in visible(f"before\n\n{element}\n")


def test_comments_stay_for_programs() -> None:
    assert unstyled("<!-- opsworthy: allow x --> <p hidden>y</p>") == "<!-- opsworthy: allow x -->" + " " * len(
        " <p hidden>y</p>"
    )


@given(
    st.lists(
        st.sampled_from(
            ["<div hidden>", "</div>", "<!--", "-->", "`", "```\n", "a", "\n", "<p style='display:none'>", "é", " ", "\r\n"]
        )
    )
)
def test_lines_and_columns_stay(parts: list[str]) -> None:
    text = "".join(parts)
    assert len(visible(text)) == len(text)
    assert [len(line) for line in visible(text).split("\n")] == [len(line) for line in text.split("\n")]
    assert all(0 <= each.start <= each.end <= len(text) for each in hidden(text))
