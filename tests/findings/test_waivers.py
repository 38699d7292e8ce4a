"""What a waiver excuses, and what it does not."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.findings.outcome import Confidence, Outcome, Severity, State
from opsworthy.findings.waiver import Waiver, honour, read_waivers
from opsworthy.text.location import Location
from opsworthy.text.source import Source

TODAY = date(2026, 6, 1)
ALLOW = "<!-- opsworthy: allow rollback-untimed, reason: measured next week, owner: shop team, until: 2026-12-31 -->"


def broken(line: int, path: str = "runbook.md") -> Outcome:
    told = "expected rollback time: nothing shows a length of time"
    return Outcome("OW506", "rollback-untimed", (), State.BROKEN, Severity.ERROR, Confidence.HIGH, told, Location(path, line))


def only(text: str) -> Waiver:
    (waiver,) = read_waivers(Source("runbook.md", text), TODAY)
    return waiver


DOCUMENT = f"""# Runbook

## Deployment

words

## Rollback

{ALLOW}

`heroku rollback`

### Data

`pg_restore`

## Secrets
"""


class TestScope:
    def test_under_a_heading_it_is_the_section_with_all_below(self) -> None:
        waiver = only(DOCUMENT)
        assert (waiver.first, waiver.last) == (7, 16)

    def test_at_the_top_it_is_the_document(self) -> None:
        waiver = only(f"---\ntitle: x\n---\n\n{ALLOW}\n\n# Runbook\n\nwords\n")
        assert (waiver.first, waiver.last) == (1, 10)

    def test_under_the_title_it_is_the_document(self) -> None:
        waiver = only(f"# Runbook\n\n{ALLOW}\n\n## Rollback\n\nwords\n")
        assert (waiver.first, waiver.last) == (1, 8)

    def test_over_a_heading_it_is_that_section(self) -> None:
        waiver = only(f"# Runbook\n\nwords\n\n{ALLOW}\n\n## Rollback\n\nwords\n\n## Secrets\n")
        assert (waiver.first, waiver.last) == (7, 10)

    def test_between_blocks_it_is_the_next_one(self) -> None:
        waiver = only(f"# Runbook\n\nwords\n\n{ALLOW}\n\none\ntwo\n\nthree\n")
        assert (waiver.first, waiver.last) == (7, 8)

    def test_before_a_code_block_it_is_all_of_it(self) -> None:
        waiver = only(f"# Runbook\n\nwords\n\n{ALLOW}\n```bash\none\n\ntwo\n```\n\nthree\n")
        assert (waiver.first, waiver.last) == (6, 10)

    def test_beside_other_words_it_is_that_line(self) -> None:
        waiver = only(f"# Runbook\n\n| a | b | {ALLOW}\n| c | d |\n")
        assert (waiver.first, waiver.last) == (3, 3)

    def test_in_a_code_block_it_is_no_waiver(self) -> None:
        assert read_waivers(Source("runbook.md", f"# Runbook\n\n```markdown\n{ALLOW}\n```\n"), TODAY) == ()


class TestReading:
    def test_reads_what_it_says(self) -> None:
        waiver = only(DOCUMENT)
        assert (waiver.rule, waiver.reason, waiver.owner) == ("rollback-untimed", "measured next week", "shop team")
        assert waiver.until == date(2026, 12, 31)
        assert not waiver.problem

    def test_a_reason_may_hold_commas(self) -> None:
        assert only("<!-- opsworthy: allow link-broken, reason: old, and gone soon, owner: me -->").reason == "old, and gone soon"

    def test_spans_lines(self) -> None:
        waiver = only("<!--\n  opsworthy: allow link-broken,\n  reason: later,\n  until: 2027-01-01\n-->\n\nwords\n")
        assert (waiver.rule, waiver.until, waiver.problem) == ("link-broken", date(2027, 1, 1), "")

    @pytest.mark.parametrize(
        ("comment", "problem"),
        [
            ("<!-- opsworthy: allow rollback-untimed -->", "it gives no reason"),
            ("<!-- opsworthy: allow, reason: why -->", "it does not name one rule right after 'allow'"),
            ("<!-- opsworthy: ignore rollback-untimed, reason: why -->", "it says 'ignore'; the word is 'allow'"),
            ("<!-- opsworthy: allow a, reason: why, until: soon -->", "its date 'soon' is not of the form 2027-01-31"),
            ("<!-- opsworthy: allow a, reason: why", "the comment is never closed with -->"),
        ],
    )
    def test_says_what_is_wrong(self, comment: str, problem: str) -> None:
        assert only(comment).problem == problem

    def test_ends_with_its_day(self) -> None:
        assert not only(DOCUMENT.replace("2026-12-31", "2026-06-01")).expired
        assert only(DOCUMENT.replace("2026-12-31", "2026-05-31")).expired

    def test_leaves_the_marks_of_managed_blocks_alone(self) -> None:
        text = "<!-- opsworthy:begin id=a digest=b -->\nwords\n<!-- opsworthy:end id=a -->\n"
        assert read_waivers(Source("runbook.md", text), TODAY) == ()

    @given(st.text(alphabet="<!->opswrthy: alw,rean\n#`|-=1.", max_size=200))
    def test_no_text_makes_it_fail(self, text: str) -> None:
        for waiver in read_waivers(Source("a.md", f"<!-- opsworthy: allow {text}"), TODAY):
            assert 1 <= waiver.first <= waiver.last


class TestHonour:
    def test_excuses_inside_and_not_outside(self) -> None:
        waivers = (only(DOCUMENT),)
        outcomes, used = honour((broken(7), broken(14), broken(18), broken(7, "other.md")), waivers)
        assert [each.waived for each in outcomes] == ["measured next week", "measured next week", None, None]
        assert [each.used for each in used] == [True]

    def test_excuses_by_id_too(self) -> None:
        waiver = replace(only(DOCUMENT), rule="OW506")
        assert waiver.excuses(broken(8))

    def test_excuses_nothing_when_it_is_over_or_wrong(self) -> None:
        waiver = only(DOCUMENT)
        assert not replace(waiver, expired=True).excuses(broken(8))
        assert not replace(waiver, problem="it gives no reason").excuses(broken(8))

    def test_excuses_only_what_is_broken(self) -> None:
        held = replace(broken(8), state=State.HELD)
        outcomes, used = honour((held,), (only(DOCUMENT),))
        assert outcomes == (held,)
        assert not used[0].used


class TestConfigured:
    """A waiver of opsworthy.toml."""

    WAIVER = Waiver("rollback-untimed", "r", "o", None, Location("opsworthy.toml", 3), 3, 3, paths="docs/runbooks/*.md")

    def test_excuses_in_the_documents_that_its_path_fits(self) -> None:
        assert self.WAIVER.excuses(broken(40, "docs/runbooks/shop.md"))
        assert self.WAIVER.excuses(broken(3, "docs/runbooks/eu/shop.md"))
        assert not self.WAIVER.excuses(broken(40, "docs/runbook.md"))
        assert not self.WAIVER.excuses(broken(3, "opsworthy.toml"))

    def test_excuses_below_its_heading_alone(self) -> None:
        waiver = replace(self.WAIVER, section="3. Rollback")
        there = replace(broken(40, "docs/runbooks/shop.md"), section="rollback / data")
        assert waiver.excuses(there)
        assert not waiver.excuses(replace(there, section="deployment"))
        assert not waiver.excuses(replace(there, section="rollbacks"))

    def test_leaves_alone_what_is_excused_already(self) -> None:
        assert not self.WAIVER.excuses(replace(broken(40, "docs/runbooks/shop.md"), waived="inline"))
