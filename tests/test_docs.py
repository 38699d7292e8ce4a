"""The transcripts in README.md and docs/guides/ are true: every `$ opsworthy …` in a console block is run, and prints that.

A page's blocks run one after the other in a folder that holds copies of examples/weather-api and examples/shop without their
generated documents. `…` stands for any text within a line, a line `...` for any lines.
"""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from opsworthy.cli.main import opsworthy
from test_program import output_pattern, session

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guides").glob("*.md"))]
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
_GENERATED = ("runbook.md", "cost-plan.md", "opsworthy.toml")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_transcripts_are_true(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for example in ("weather-api", "shop"):
        shutil.copytree(ROOT / "examples" / example, tmp_path / example, ignore=shutil.ignore_patterns(*_GENERATED))
    monkeypatch.chdir(tmp_path)
    for block in _CONSOLE.findall(page.read_text(encoding="utf-8")):
        for command, expected in session(block):
            if not command.startswith("opsworthy "):
                continue
            done = CliRunner().invoke(opsworthy, shlex.split(command)[1:], prog_name="opsworthy")
            assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
            said = done.output.rstrip("\n") + "\n"
            assert output_pattern(expected).fullmatch(said), f"$ {command}\n{said}"


@pytest.mark.parametrize("page", [*PAGES, *ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    broken = [target for target in _LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / target).exists()]
    assert not broken
