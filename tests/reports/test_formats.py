"""Every format: whole, escaped, linear, and of the shape that its readers ask for."""

import json
import re
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from opsworthy.reports import formats_room
from opsworthy.reports.escaping import command_data, command_property, markdown, markdown_with_code, sarif_text, uri
from opsworthy.reports.formats.markdown import signature_comment
from opsworthy.reports.formats_room import all_formats, names, render
from opsworthy.reports.report import Signature
from report_samples import HOSTILE, every_kind, hostile, many, outcome, report

SCHEMAS = Path(__file__).parent / "schemas"
_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def _sarif(of: Any) -> Any:
    return json.loads(render("sarif", of))


def test_the_folder_is_the_list() -> None:
    folder = Path(formats_room.__file__).parent / "formats"
    assert set(names()) == {path.stem.replace("_", "-") for path in folder.glob("*.py")} - {"--init--"}
    assert [each.name for each in all_formats()] == list(names())
    with pytest.raises(KeyError):
        render("postscript", report())


@pytest.mark.parametrize("name", names())
class TestEachFormat:
    def test_prints_a_check_without_outcomes(self, name: str) -> None:
        told = render(name, report())
        assert told == "" or told.endswith("\n")

    def test_lets_nothing_through_that_a_terminal_obeys(self, name: str) -> None:
        told = render(name, hostile())
        assert not _OBEYED.search(told)
        assert "\n::error::x" not in told

    def test_is_linear(self, name: str) -> None:
        render(name, many(10))
        large = many(10_000)
        start = time.process_time()
        render(name, large)
        assert time.process_time() - start < 1.0  # 0.5 s on a quiet machine

    def test_says_the_same_twice(self, name: str) -> None:
        assert render(name, every_kind()) == render(name, every_kind())

    def test_names_what_is_broken(self, name: str) -> None:
        told = render(name, every_kind())
        assert "rollback-unverified" in told
        assert "runbook.md" in told


class TestSarif:
    @pytest.mark.parametrize(
        "of", [report, every_kind, hostile, lambda: many(60)], ids=["empty", "every-kind", "hostile", "many"]
    )
    def test_validates_against_the_standard(self, of: Any) -> None:
        schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8"))
        checker = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
        told = _sarif(of())
        assert [f"{list(each.path)}: {each.message}" for each in checker.iter_errors(told)] == []
        told["runs"][0]["results"].append({"message": "no object"})
        assert list(checker.iter_errors(told))

    def test_gives_only_relative_addresses(self) -> None:
        for place in _artifacts(_sarif(report(outcome("link-broken"), base="services/shop"))):
            assert place == {"uri": "services/shop/docs/runbook.md", "uriBaseId": "%SRCROOT%"}
        for place in _artifacts(_sarif(hostile())):
            assert not re.match(r"/|[A-Za-z][A-Za-z0-9+.-]*:", place["uri"])
            assert ".." not in place["uri"].split("/")
        assert list(_sarif(report())["runs"][0]["originalUriBaseIds"]["%SRCROOT%"]) == ["description"]

    def test_results_are_what_is_broken(self) -> None:
        run = _sarif(every_kind())["runs"][0]
        results = {each["ruleId"]: each for each in run["results"]}
        rules = run["tool"]["driver"]["rules"]
        assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
        assert results["OW506"]["suppressions"][0] == {
            "kind": "inSource", "status": "accepted", "justification": "first release next week",
        }  # fmt: skip
        assert results["OW505"]["suppressions"][0]["kind"] == "external"
        assert "suppressions" not in results["OW501"]
        assert results["OW404"]["properties"]["openQuestion"] == "contacts.on-call"
        assert results["OW103"]["level"] == "note"
        assert results["OW303"]["locations"][0]["physicalLocation"]["region"] == {
            "startLine": 11, "startColumn": 12, "endLine": 11, "endColumn": 15,
        }  # fmt: skip
        related = results["OW501"]["relatedLocations"][0]
        assert related["physicalLocation"]["artifactLocation"]["uri"] == "k8s/shop.yaml"
        replaced = results["OW501"]["fixes"][0]["artifactChanges"][0]["replacements"][0]
        assert replaced["deletedRegion"] == {"startLine": 6, "startColumn": 1, "endLine": 6, "endColumn": 1}
        assert replaced["insertedContent"] == {"text": "Check it.\n"}
        assert run["properties"]["outcomes"]["cannot-know"] == 1
        assert run["invocations"][0]["executionSuccessful"] is False
        assert run["columnKind"] == "unicodeCodePoints"

    def test_every_rule_has_help_and_its_clauses(self) -> None:
        run = _sarif(report())["runs"][0]
        taxa = run["taxonomies"][0]["taxa"]
        for each in run["tool"]["driver"]["rules"]:
            assert each["helpUri"]
            assert each["help"]["text"]
            assert each["help"]["markdown"]
            assert all(taxa[it["target"]["index"]]["id"] == it["target"]["id"] for it in each["relationships"])

    def test_two_findings_that_are_the_same_have_fingerprints_of_their_own(self) -> None:
        same = outcome("link-broken")
        found = _sarif(report(same, same))["runs"][0]["results"]
        assert len({each["partialFingerprints"]["opsworthy/v1"] for each in found}) == 2

    def test_escapes_links_and_places_for_arguments(self) -> None:
        assert sarif_text("see [here](http://x) {0} and [it]") == "see \\[here\\](http://x) {{0}} and [it]"


def _artifacts(told: Any) -> list[Any]:
    if isinstance(told, dict):
        own = [told["artifactLocation"]] if "artifactLocation" in told else []
        return own + [found for each in told.values() for found in _artifacts(each)]
    return [found for each in told for found in _artifacts(each)] if isinstance(told, list) else []


class TestJunit:
    def test_is_a_case_for_each_rule_and_document(self) -> None:
        root = ElementTree.fromstring(render("junit", every_kind()))
        assert root.tag == "testsuites"
        (suite,) = root
        assert suite.get("name") == "docs/runbook.md"
        kinds = {case.get("name"): [each.tag for each in case] for case in suite}
        assert kinds["runbook-missing"] == []
        assert kinds["rollback-unverified"] == ["failure"]
        assert kinds["link-broken"] == ["error"]
        for name in ("rollback-untimed", "dashboard-missing", "migration-irreversible", "cost-plan-missing"):
            assert kinds[name] == ["skipped"], name
        for word, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(word) == str(sum(found == [tag] for found in kinds.values()))
        assert suite.get("tests") == str(len(suite))

    def test_keeps_to_what_readers_know(self) -> None:
        """Elements and attributes of the Jenkins and surefire schemas."""
        allowed = {
            "testsuites": set(),
            "testsuite": {"name", "tests", "failures", "errors", "skipped", "time", "timestamp"},
            "testcase": {"name", "classname", "time"},
            "failure": {"message", "type"},
            "error": {"message", "type"},
            "skipped": {"message"},
        }
        for of in (every_kind(), hostile()):
            for element in ElementTree.fromstring(render("junit", of)).iter():
                assert set(element.attrib) <= allowed[element.tag]

    def test_a_text_of_the_repository_is_text(self) -> None:
        failure = ElementTree.fromstring(render("junit", hostile())).find(".//error")
        assert failure is not None
        assert "<img src=x" in (failure.text or "")


class TestGithub:
    def test_a_command_is_one_line(self) -> None:
        for line in render("github", hostile()).splitlines():
            assert re.fullmatch(r"::(?:error|warning|notice) [^\n]*?::.*", line)
            properties = line[2:].split("::")[0].partition(" ")[2]
            assert all(re.fullmatch(r"(?:file|line|endLine|col|endColumn|title)=[^,:]*", each) for each in properties.split(","))

    def test_the_gravest_come_first(self) -> None:
        words = [line.split()[0] for line in render("github", every_kind()).splitlines() if "OW" in line]
        assert words == sorted(words, key=["::error", "::warning", "::notice"].index)
        assert not [line for line in words if "rollback-untimed" in line]

    @given(st.text())
    def test_data_and_properties_end_nothing(self, text: str) -> None:
        assert not set("\r\n") & set(command_data(text))
        assert not set("\r\n:,") & set(command_property(text))
        assert re.sub(r"%(?:25|0D|0A)", "", command_data(text)).count("%") == 0


class TestGitlab:
    def test_has_the_fields_that_are_needed(self) -> None:
        entries = json.loads(render("gitlab", every_kind()))
        assert {each["check_name"] for each in entries} == {
            "rollback-unverified", "threshold-unexplained", "section-misplaced", "contact-missing",
        }  # fmt: skip
        for each in entries:
            assert set(each) == {"description", "check_name", "fingerprint", "severity", "location"}
            assert each["severity"] in ("info", "minor", "major", "critical", "blocker")
            assert each["location"]["path"] == "docs/runbook.md"
            assert each["location"]["lines"]["begin"] >= 1

    def test_no_two_fingerprints_are_the_same(self) -> None:
        same = outcome("link-broken")
        entries = json.loads(render("gitlab", report(same, same, same)))
        assert len({each["fingerprint"] for each in entries}) == 3


class TestMarkdown:
    def test_shows_a_table_and_folds_the_rest(self) -> None:
        told = render("markdown", every_kind())
        assert "| <code>docs/runbook.md</code> | 2 | 0 | 1 | 1 |" in told
        assert told.count("<details>") == told.count("</details>") == 1
        assert "rollback-untimed" not in told

    def test_holds_no_html_but_its_own(self) -> None:
        told = render("markdown", hostile())
        tags = set(re.findall(r"<[^>]*>", told))
        assert tags <= {"<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>", "<sub>", "</sub>"}
        html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(told)
        assert "<img" not in html
        assert "<a " not in html

    @given(st.text(alphabet=st.characters(codec="utf-8")))
    def test_any_text_is_words(self, text: str) -> None:
        reader = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])
        for told in (markdown(text), re.sub(r"</?code>", "", markdown_with_code(text))):
            tokens = reader.parseInline(f"x {told} x")[0].children or []
            assert {each.type for each in tokens} <= {"text", "text_special"}, told

    def test_calls_nobody(self) -> None:
        told = markdown("@everyone #12 GH-3 https://evil.example www.evil.example")
        assert not re.search(r"@e|#1|GH-3|://e|www\.e", told)

    def test_fits_a_comment(self) -> None:
        assert len(render("markdown", many(20_000))) < 65_536

    def test_signs_where_a_role_is_given(self) -> None:
        at = "2026-01-31T09:30:00Z"
        told = render("markdown", report(signature=Signature("role:deployment", at)))
        assert told.endswith(f"<!-- AGENT_SIGNATURE: role=role:deployment, version=1.2.3, timestamp={at} -->\n")
        assert "AGENT_SIGNATURE" not in render("markdown", report())
        broken_out = signature_comment(Signature("x --> <img src=x>", at), "1")
        assert broken_out.count("-->") == 1
        assert "<img" not in broken_out


class TestJson:
    def test_carries_the_patch(self) -> None:
        found = {each["name"]: each for each in json.loads(render("json", every_kind()))["outcomes"]}
        assert found["rollback-unverified"]["patch"]["edits"][0]["text"] == "Check it.\n"
        assert found["contact-missing"]["patch"] is None
        assert found["contact-missing"]["fix"]


@given(st.text())
def test_an_address_stays_below_the_root(path: str) -> None:
    made = uri(path)
    assert re.fullmatch(r"[A-Za-z0-9/._~!$&'()*+,;=@%-]*", made)
    assert not made.startswith("/")
    assert ".." not in made.split("/")


def test_hostile_text_is_hostile() -> None:
    """The sample is worth its name: what is checked above would be seen."""
    assert _OBEYED.search(HOSTILE)
    assert "<img" in HOSTILE
