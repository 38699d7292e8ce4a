"""Plain lines of shell are cut as the grammar cuts them."""

import sys
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opsworthy.text import shell
from opsworthy.text.excerpt import Excerpt
from opsworthy.text.shell import Script, parse
from opsworthy.text.shell_lines import plain_lines

_PARTS = (
    "kubectl", "ls", "a", "-n", "--foo=bar", '--x="y z"', '"q r"', "'s t'", "$A", "${B}", '"$A b"', "|", "&&", ";", ">", "> out.txt",
    "2>&1", "/dev/null", "# c", "#", "\n", "\\\n", " ", "  ", "\t", "10", "2", "-", "--", "a/b:1", "x=y", "-x=", "~/a", "@", "%", "+",
    "a,b", ".", "..", "in", "do", "if", "export", "12.5", "-1", "{", "}", "(", ")", "=", "''", '""', "!", "*",
)  # fmt: skip


def by_grammar(text: str, monkeypatch: pytest.MonkeyPatch) -> Script:
    with monkeypatch.context() as changed:
        changed.setattr(shell, "plain_lines", lambda _: None)
        return parse(Excerpt("a.md", text, 3, (2,)))


@settings(max_examples=1500)
@given(st.lists(st.sampled_from(_PARTS), min_size=1, max_size=8), st.sampled_from(["", " "]))
def test_cut_alike(parts: list[str], gap: str) -> None:
    text = gap.join(parts)
    with pytest.MonkeyPatch.context() as changed:
        assert parse(Excerpt("a.md", text, 3, (2,))) == by_grammar(text, changed)


@pytest.mark.skipif(sys.version_info < (3, 11, 5), reason="possessive quantifiers miss matches before Python 3.11.5")
@pytest.mark.parametrize(
    "text",
    [
        "kubectl get pods -n shop  # all of them\n\n# then\nhelm upgrade api ./chart --set image.tag=$TAG\n",
        "docker logs api 2>&1 | grep -c 'error' > out.txt\n",
        "aws ecs update-service \\\n  --cluster prod \\\n  --service api\n",
        'cd ~/shop && git commit -m "a b"',
    ],
)
def test_common_texts_need_no_grammar(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain_lines(text) is not None
    assert parse(Excerpt("a.md", text, 3, (2,))) == by_grammar(text, monkeypatch)


@pytest.mark.parametrize(
    "text", ["if true", "A=b make", "make $(pwd)", "cat << EOF\nx\nEOF", "for i in a", "a `b`", "export A=b"]
)
def test_all_others_do(text: str) -> None:
    assert plain_lines(text) is None


@pytest.mark.parametrize(
    "text", ["ls " + "$AAAAAAAA" * 5000, "ls " + '"$AAAA' * 5000, "ls " + "-a=" * 9000, "a | " * 9000, "ls " * 9000]
)
def test_no_text_is_slow(text: str) -> None:
    start = monotonic()
    assert plain_lines(text + "(") is None
    assert monotonic() - start < 2
