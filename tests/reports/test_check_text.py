"""What a person reads at a terminal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.findings.outcome import Outcome, Related, State
from opsworthy.reports.check_text import check_lines
from opsworthy.reports.excerpt import WITHHELD, excerpt, lines_of
from opsworthy.reports.report import Report
from opsworthy.reports.words import cells, safe
from opsworthy.text.location import Location
from report_samples import every_kind, hostile, many, outcome, report


def _text(of: Report, **told: object) -> str:
    return "\n".join(line.text for line in check_lines(of, **told))  # type: ignore[arg-type]


def test_a_place_shows_its_line_and_what_is_meant() -> None:
    told = _text(every_kind())
    assert (
        "\n     11 | | errors | 5 % |\n        |            ^^^\n  11:12  error    no rationale [threshold-unexplained]\n" in told
    )
    assert "\n      3 | ## Rollback\n" in told
    assert "see k8s/shop.yaml:7: it is called shop-api here" in told


def test_a_document_as_a_whole_shows_no_line() -> None:
    told = _text(report(outcome("section-missing", line=1, location=Location("docs/runbook.md", 1, 1, 11, 2))))
    assert "the document as a whole\n  1:1  error" in told
    assert "# Shop" not in told


def test_of_many_related_places_a_few_are_named() -> None:
    places = tuple(Related(Location("k8s/shop.yaml", at), f"place {at}") for at in range(1, 10))
    told = _text(report(outcome("rollback-unverified", related=places)))
    assert told.count("see k8s/shop.yaml") == 4
    assert "and 5 more places" in told


def test_what_is_excused_is_counted_and_not_told() -> None:
    told = _text(every_kind())
    assert "rollback-untimed" not in told
    assert "2 waived or accepted" in told
    assert "first release next week" in _text(every_kind(), verbose=True)


def test_a_question_is_asked_once_in_its_words() -> None:
    told = _text(every_kind())
    assert "1 open question to answer" in told
    assert "  contacts.on-call  contact-missing\n      Who is on call?\n" in told


def test_advice_is_given_once_for_all_findings_of_a_rule() -> None:
    told = _text(report(*(outcome("link-broken", f"“{at}” leads nowhere", at) for at in (1, 3, 5))))
    assert told.count("mend:") == 1


@pytest.mark.parametrize(
    ("found", "step"),
    [
        ((), ""),
        ((outcome("runbook-missing", line=1, location=Location("runbook.md", 1)),), "next: opsworthy prepare"),
        ((outcome("rollback-unverified"),), "next: opsworthy explain rollback-unverified"),
        ((outcome("contact-missing", open_question="contacts.on-call"),), "next: opsworthy answer"),
        ((outcome("link-broken", state=State.ERROR),), "next: report the bug"),
    ],
)
def test_the_last_line_says_what_to_do_next(found: tuple[Outcome, ...], step: str) -> None:
    last = _text(report(*found)).splitlines()[-1]
    assert last.startswith(step or "0 defects")


def test_what_can_be_mended_by_itself_is_offered() -> None:
    patched = [each for each in every_kind().outcomes if each.patch]
    assert _text(report(*patched)).splitlines()[-1].startswith("next: opsworthy check --fix    mends 1 defect")


class TestManyFindings:
    def test_are_summarised_by_rule(self) -> None:
        found = [outcome("link-broken", f"“{at}” leads nowhere", at) for at in range(1, 61)]
        told = _text(report(*found, outcome("rollback-unverified")))
        assert len(told.splitlines()) < 40
        assert "and 57 more findings in docs/runbook.md" in told
        assert "error  link-broken  lines 4, 5, 6, 7, 8, 9, 10, 11 and 49 more" in told
        assert "[rollback-unverified]" in told

    def test_are_all_told_where_asked_for(self) -> None:
        found = [outcome("link-broken", f"“{at}” leads nowhere", at) for at in range(1, 61)]
        told = _text(report(*found), verbose=True)
        assert told.count("[link-broken]") == 60
        assert "more finding" not in told

    def test_the_gravest_are_shown(self) -> None:
        rules = ("section-misplaced", "architecture-unlinked", "decision-path-missing")
        mild = [outcome(name, f"mild {at}", at) for at, name in enumerate(rules * 10, 1)]
        told = _text(report(*mild, outcome("rollback-unverified", line=90)))
        assert "[rollback-unverified]" in told

    def test_over_many_documents_stay_readable(self) -> None:
        told = _text(many(10_000))
        assert len(told.splitlines()) < 600
        assert "\n30 more documents (--verbose shows each in full):\n" in told
        assert "  and 10 more\n" in told


class TestWidth:
    @pytest.mark.parametrize("width", [60, 80, 100, 140])
    def test_lines_fit(self, width: int) -> None:
        long = "the threshold of “" + "error rate " * 12 + "” has no rationale"
        told = check_lines(report(outcome("threshold-unexplained", long, 5)), width=width)
        assert all(cells(line.text) <= width for line in told if "next:" not in line.text and "waiting" not in line.text)

    def test_spans_are_the_line(self) -> None:
        for line in check_lines(every_kind()):
            assert not line.spans or "".join(text for text, _ in line.spans) == line.text


class TestExcerpt:
    def test_marks_stand_under_wide_and_joined_letters(self) -> None:
        part = excerpt(["監視 e\u0301 error 5 %"], Location("a", 1, 7, 1, 12), 80)
        assert part is not None
        assert part.marks == " " * 7 + "^^^^^"

    def test_a_long_line_is_cut_around_what_is_meant(self) -> None:
        line = "x" * 500 + "HERE" + "y" * 500
        part = excerpt([line], Location("a", 1, 501, 1, 505), 60)
        assert part is not None
        assert len(part.text) <= 60
        assert part.text[part.marks.index("^") : len(part.marks)] == "HERE"
        assert part.text.startswith("…")
        assert part.text.endswith("…")

    @pytest.mark.parametrize(
        "line",
        [
            "password: hunter2hunter2",
            "curl https://user:s3cr3tpassw0rd@example.com",
            "token ghp_" + "a1B2" * 9,
            "-----BEGIN RSA PRIVATE KEY-----",
        ],
    )
    def test_a_secret_is_not_repeated(self, line: str) -> None:
        part = excerpt([line], Location("a", 1, 3), 80)
        assert part is not None
        assert part.text == WITHHELD

    @pytest.mark.parametrize("line", ["password: <your-password>", "kubectl get secret shop-db", "DB_PASSWORD: ${DB_PASSWORD}"])
    def test_a_line_without_a_value_is_shown(self, line: str) -> None:
        part = excerpt([line], Location("a", 1), 80)
        assert part is not None
        assert part.text == line

    def test_no_line_no_excerpt(self) -> None:
        assert excerpt(["", "  "], Location("a", 2), 80) is None
        assert excerpt(["a"], Location("a", 7), 80) is None
        assert excerpt(["a"], Location("a", 0), 80) is None

    @given(st.text(), st.integers(0, 40), st.integers(0, 40), st.integers(20, 60))
    def test_any_line_is_safe_and_fits(self, line: str, column: int, end: int, width: int) -> None:
        part = excerpt(lines_of(line), Location("a", 1, column, 1, end), width)
        if part is not None:
            assert safe(part.text) == part.text
            assert not part.marks.strip(" ^")


def test_columns_of_wide_letters_line_up() -> None:
    told = _text(report(*(replace(outcome("contact-missing"), open_question=key) for key in ("監視.a", "abcdef.b"))))
    first, second = (line for line in told.splitlines() if line.endswith("contact-missing"))
    assert cells(first) == cells(second)


def test_a_hostile_text_is_visible() -> None:
    assert "\\x1b[31m \\x202e" in _text(hostile())
