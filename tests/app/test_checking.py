"""A check as a team lives with it: standard input, folders, outputs, what is kept, what is accepted, and plug-ins."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from time import time_ns
from typing import Any

import pytest
from click.testing import CliRunner, Result

from opsworthy.app.check import check
from opsworthy.app.checking.asked import Asked, Wanted
from opsworthy.app.checking.units import is_documents_folder, kind_of, repository_of
from opsworthy.app.errors import UserError
from opsworthy.app.kept.store import Keeping
from opsworthy.cli.main import opsworthy
from opsworthy.findings.baseline import ACCEPTED
from opsworthy.findings.outcome import Outcome
from opsworthy.rules.judge import judge
from opsworthy.rules.rule import Subject

TODAY = date(2026, 6, 1)
ABSTRACT = "# Runbook\n\n## Deployment\n\nDeploy it carefully.\n\n## Operations\n\n```bash\nsystemctl restart shop\n```\n"
CHOSEN = ("--select", "procedure-abstract")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shop"
    (folder / "docs" / "runbooks").mkdir(parents=True)
    (folder / "docs" / "runbook.md").write_text(ABSTRACT, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def run(*words: str, text: str | None = None) -> Result:
    done = CliRunner().invoke(opsworthy, list(words), input=text, prog_name="opsworthy")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


class TestStandardInput:
    def test_is_judged_under_the_name_that_it_would_have(self, root: Path) -> None:
        better = ABSTRACT.replace("Deploy it carefully.", "```bash\nkubectl apply -k overlays/prod\n```")
        assert run("check", "docs/runbook.md", *CHOSEN).exit_code == 1
        done = run("check", "-", "--stdin-filename", "docs/runbook.md", "--format", "json", *CHOSEN, text=better)
        assert done.exit_code == 0
        assert {each["location"]["path"] for each in json.loads(done.output)["outcomes"]} == {"docs/runbook.md"}

    def test_needs_no_file_of_that_name(self, root: Path) -> None:
        done = run("check", "-", "--stdin-filename", "docs/new-runbook.md", *CHOSEN, text=ABSTRACT)
        assert done.exit_code == 1
        assert "docs/new-runbook.md" in done.output

    @pytest.mark.parametrize(
        "words", [("-",), ("-", "docs/runbook.md", "--stdin-filename", "a.md"), (".", "--stdin-filename", "a.md")]
    )
    def test_needs_a_name_and_stands_alone(self, root: Path, words: tuple[str, ...]) -> None:
        assert run("check", *words, text=ABSTRACT).exit_code == 2


class TestDocuments:
    def test_a_folder_of_documents_is_no_repository(self, root: Path) -> None:
        assert is_documents_folder(root / "docs" / "runbooks")
        assert not is_documents_folder(root)
        assert repository_of(root / "docs" / "runbooks" / "a.md") == root

    def test_a_folder_with_nothing_but_pages_is_one_too(self, tmp_path: Path) -> None:
        for name in ("a.md", "b.md", "c.png"):
            (tmp_path / name).write_text("# a\n", encoding="utf-8")
        assert is_documents_folder(tmp_path)
        (tmp_path / "main.py").write_text("", encoding="utf-8")
        assert not is_documents_folder(tmp_path)

    def test_a_document_is_a_cost_plan_by_its_name_alone(self) -> None:
        assert [kind_of(each) for each in ("cost-plan.md", "docs/costs.md", "opencost.md", "runbooks/high-cost.md")] == [
            "cost-plan", "cost-plan", "runbook", "runbook",
        ]  # fmt: skip

    def test_paths_of_two_repositories_are_refused(self, root: Path, tmp_path: Path) -> None:
        (tmp_path / "other" / ".git").mkdir(parents=True)
        with pytest.raises(UserError, match="different repositories"):
            check(Asked(root, TODAY, more=(tmp_path / "other",)))

    def test_what_is_said_of_the_repository_is_not_said_of_each_page(self, root: Path) -> None:
        for name in ("one", "two"):
            (root / "docs" / "runbooks" / f"{name}.md").write_text(ABSTRACT, encoding="utf-8")
        checked = check(Asked(root / "docs" / "runbooks", TODAY))
        assert {each.location.path for each in checked.outcomes} == {"docs/runbooks/one.md", "docs/runbooks/two.md"}
        assert not {"cost-plan-missing", "credential-committed"} & {each.name for each in checked.outcomes}

    def test_a_wanted_profile_judges_any_document(self, root: Path) -> None:
        (root / "README.md").write_text("# Shop\n\nWords.\n", encoding="utf-8")
        assert check(Asked(root / "README.md", TODAY)).skipped == ("README.md",)
        assert check(Asked(root / "README.md", TODAY, Wanted(profile="service"))).documents == ("README.md",)


class TestOutputs:
    def test_several_at_once(self, root: Path) -> None:
        done = run("check", ".", "--output", "json=out/one.json", "--output", "json=two.json", *CHOSEN)
        assert done.exit_code == 1
        told = [json.loads((root / name).read_text(encoding="utf-8")) for name in ("out/one.json", "two.json")]
        assert told[0] == told[1]
        assert told[0]["summary"]["broken"] == 1

    @pytest.mark.parametrize("output", ["json", "nothing=a.txt", "json="])
    def test_one_that_cannot_be_written_is_refused_before_anything_is_read(self, root: Path, output: str) -> None:
        assert run("check", ".", "--output", output).exit_code == 2

    def test_findings_go_before_files_that_could_not_be_read_and_both_are_told(self, root: Path) -> None:
        (root / "k8s").mkdir()
        (root / "k8s" / "broken.yaml").write_text("apiVersion: apps/v1\nkind: Deployment\nmetadata: [name\n", encoding="utf-8")
        done = run("check", ".", *CHOSEN)
        assert done.exit_code == 1
        assert "partial: 1 file" in done.stderr
        assert run("check", ".", "--select", "waiver-broken").exit_code == 4


class TestKept:
    def test_nothing_is_judged_again_that_has_not_changed(
        self, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        judged: list[str] = []

        def counted(subject: Subject, today: date, **options: Any) -> tuple[Outcome, ...]:
            judged.append(subject.runbook.path if subject.runbook else "")
            return judge(subject, today, **options)

        monkeypatch.setattr("opsworthy.app.checking.judging.judge", counted)
        for name in ("one", "two"):
            (root / "docs" / "runbooks" / f"{name}.md").write_text(ABSTRACT, encoding="utf-8")

        def outcomes(**wanted: object) -> list[object]:
            judged.clear()
            keeping = Keeping(tmp_path / "kept", time_ns())
            return list(check(Asked(root / "docs" / "runbooks", TODAY, Wanted(**wanted), keeping, with_helm=False)).outcomes)  # type: ignore[arg-type]

        first = outcomes()
        assert len(judged) == 2
        assert outcomes() == first
        assert judged == []
        (root / "docs" / "runbooks" / "two.md").write_text(ABSTRACT + "\nmore\n", encoding="utf-8")
        outcomes()
        assert judged == ["docs/runbooks/two.md"]
        outcomes(tier=0)
        assert len(judged) == 2

    def test_a_page_that_another_links_into_counts(self, root: Path, tmp_path: Path) -> None:
        pages = root / "docs" / "runbooks"
        (pages / "one.md").write_text("# One\n\n## Deployment\n\n[way back](two.md#way-back)\n", encoding="utf-8")
        (pages / "two.md").write_text("# Two\n\n## Way back\n\nwords\n", encoding="utf-8")

        def broken() -> list[str]:
            asked = Asked(
                pages / "one.md", TODAY, Wanted(("link-broken",)), Keeping(tmp_path / "kept", time_ns()), with_helm=False
            )
            return [each.state.value for each in check(asked).outcomes]

        before = broken()
        assert before == broken()
        (pages / "two.md").write_text("# Two\n\n## Elsewhere\n\nwords\n", encoding="utf-8")
        after = check(Asked(pages / "one.md", TODAY, Wanted(("link-broken",)), with_helm=False)).outcomes
        assert broken() == [each.state.value for each in after]


class TestBaseline:
    def test_follows_a_document_that_was_renamed(self, root: Path) -> None:
        page = root / "docs" / "runbooks" / "one.md"
        page.write_text(ABSTRACT, encoding="utf-8")
        assert run("baseline", "write").exit_code == 0
        page.rename(page.with_name("first.md"))
        done = run("check", *CHOSEN)
        assert done.exit_code == 0
        assert "0 new" in run("baseline", "diff").output
        assert "→ docs/runbooks/first.md" in run("baseline", "prune").output
        assert "one.md" not in (root / ".opsworthy" / "baseline.json").read_text(encoding="utf-8")

    def test_does_not_accept_the_same_fault_in_another_document(self, root: Path) -> None:
        run("baseline", "write")
        (root / "docs" / "runbooks" / "one.md").write_text(ABSTRACT, encoding="utf-8")
        assert run("check", *CHOSEN).exit_code == 1

    def test_is_read_for_one_document_too(self, root: Path) -> None:
        run("baseline", "write")
        checked = check(Asked(root / "docs" / "runbook.md", TODAY, Wanted(("procedure-abstract",))))
        assert [each.waived for each in checked.outcomes if each.waived] == [ACCEPTED]

    def test_is_of_a_whole_repository(self, root: Path) -> None:
        done = run("baseline", "write", "docs/runbooks")
        assert done.exit_code == 2
        assert "whole repository" in done.stderr

    def test_stays_inside_the_repository(self, root: Path) -> None:
        assert run("baseline", "write", "--file", "../accepted.json").exit_code == 2


class TestPlugIns:
    """A package offers rules by an entry point; only one that is installed outside of the judged repository is loaded."""

    def _package(self, folder: Path) -> None:
        information = folder / "acme_bar-1.0.dist-info"
        information.mkdir(parents=True)
        (information / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-bar\nVersion: 1.0\n", encoding="utf-8")
        (information / "entry_points.txt").write_text("[opsworthy.rules]\nacme = acme_bar_of_tests:RULES\n", encoding="utf-8")
        (folder / "acme_bar_of_tests.py").write_text(
            "from opsworthy.rules.rule import Rule, Verdict\n"
            "from opsworthy.findings.outcome import State\n"
            "def judge(subject):\n"
            "    yield Verdict(State.BROKEN, 'told by a plug-in', subject.runbook.location)\n"
            "RULES = [Rule('ACME77', 'plugged-in', 'S.', ('DOD-01',), 'W.', 'F.', judge, family='acme',\n"
            "              profiles=('service', 'library'))]\n",
            encoding="utf-8",
        )

    def _check(self, root: Path, packages: Path) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(packages), "PYTHONSAFEPATH": "1"}
        words = [sys.executable, "-m", "opsworthy", "check", ".", "--select", "plugged-in", "--no-cache"]
        return subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, check=False)

    def test_one_that_is_named_is_asked(self, root: Path, tmp_path: Path) -> None:
        self._package(tmp_path / "site")
        (root / "opsworthy.toml").write_text('[check]\nplugins = ["acme"]\n', encoding="utf-8")
        done = self._check(root, tmp_path / "site")
        assert (done.returncode, "told by a plug-in" in done.stdout) == (1, True), done.stdout + done.stderr

    def test_one_that_is_not_named_is_not(self, root: Path, tmp_path: Path) -> None:
        self._package(tmp_path / "site")
        done = self._check(root, tmp_path / "site")
        assert done.returncode == 2
        assert "names no rule" in done.stderr

    def test_one_of_the_judged_repository_is_never_loaded(self, root: Path) -> None:
        self._package(root / "vendor")
        (root / "opsworthy.toml").write_text('[check]\nplugins = ["acme"]\n', encoding="utf-8")
        done = self._check(root, root / "vendor")
        assert done.returncode == 2
        assert "outside of this repository" in done.stderr
