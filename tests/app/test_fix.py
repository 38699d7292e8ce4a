"""Mending of documents as they stand in a repository: what is written, what is kept to the byte, and what is left alone."""

import json
import os
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from opsworthy.app.checking.asked import Asked, Wanted
from opsworthy.app.errors import UserError
from opsworthy.app.fix import Fixed, fix
from opsworthy.cli.main import opsworthy
from opsworthy.findings.outcome import State
from opsworthy.reports.patch_text import patch_of

TODAY = date(2026, 6, 1)
TEXT = """# Runbook

## Deployment

1. `git push heroku main`
3. `heroku ps -a shop`

## Operations

Restart with `heroku restart -a shop`.
"""


def _fixed(
    folder: Path, *names: str, unsafe: bool = False, write: bool = True, select: tuple[str, ...] = (), profile: str = "service"
) -> Fixed:
    first, *more = [folder / name for name in names]
    wanted = Wanted(select=select, profile=profile)
    return fix(Asked(first, TODAY, wanted, more=tuple(more)), unsafe=unsafe, write=write)


def _bytes(folder: Path, content: bytes, *, unsafe: bool = False) -> bytes:
    target = folder / "runbook.md"
    target.write_bytes(content)
    _fixed(folder, "runbook.md", unsafe=unsafe)
    return target.read_bytes()


def _is_inside(old: Sequence[bytes], new: Sequence[bytes]) -> bool:
    """Whether all old lines still stand, in their order."""
    waiting = iter(new)
    return all(line in waiting for line in old)


def test_adds_sections_in_order_with_questions_that_wait(tmp_path: Path) -> None:
    (tmp_path / "runbook.md").write_text(TEXT)
    done = _fixed(tmp_path, "runbook.md")
    text = (tmp_path / "runbook.md").read_text()
    places = [text.index(f"\n## {name}\n") for name in ("Deployment", "Operations", "Monitoring", "Troubleshooting", "Rollback")]
    assert places == sorted(places)
    added = [each for each in done.checked.outcomes if each.location.line > text[: places[2]].count("\n") + 1]
    assert not [each.name for each in added if each.state is State.HELD]
    broken = [each for each in added if each.state is State.BROKEN]
    assert broken
    assert all(each.open_question for each in broken)
    assert all("in the place of the open question" in (each.fix or "") for each in broken)


def test_changes_nothing_the_second_time(tmp_path: Path) -> None:
    once = _bytes(tmp_path, TEXT.encode(), unsafe=True)
    assert not _fixed(tmp_path, "runbook.md", unsafe=True).changed
    assert (tmp_path / "runbook.md").read_bytes() == once


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), id="byte order mark"),
        pytest.param(TEXT.rstrip().encode(), id="no end of line"),
        pytest.param(("---\ntitle: x\n---\n" + TEXT).encode(), id="front matter"),
        pytest.param((TEXT + "\n```text\n## Rollback\n").encode(), id="a block that is never closed"),
        pytest.param((TEXT + "\x0c\u2028 \u00e9\U0001f600\n").encode(), id="letters that look like line ends"),
    ],
)
def test_keeps_every_other_byte(tmp_path: Path, content: bytes) -> None:
    after = _bytes(tmp_path, content, unsafe=True)
    assert b"2. `heroku ps" in after
    old = [line.rstrip(b"\r") for line in content.split(b"\n") if not line.startswith((b"3. ", b"\xef\xbb\xbf"))]
    assert _is_inside(old[:-1], [line.rstrip(b"\r") for line in after.split(b"\n")])
    assert after.startswith(content[:9])
    alone = after.replace(b"\r\n", b"").count(b"\n")
    assert alone == 0 if b"\r" in content else b"\r" not in after


def test_takes_back_what_does_not_help(tmp_path: Path) -> None:
    text = f"{TEXT}\n<!-- never closed\n\n[x]: y"
    (tmp_path / "runbook.md").write_text(text)
    done = _fixed(tmp_path, "runbook.md", select=("section-missing", "steps-misnumbered"))
    assert (tmp_path / "runbook.md").read_text().count("## Rollback") <= 1
    assert not _fixed(tmp_path, "runbook.md", select=("section-missing", "steps-misnumbered")).changed
    assert [each.name for each in done.changed[0].made if each.name == "steps-misnumbered"]


def test_leaves_what_is_not_utf_8_with_words(tmp_path: Path) -> None:
    (tmp_path / "runbook.md").write_bytes(TEXT.encode() + b"\xe9\n")
    done = _fixed(tmp_path, "runbook.md")
    assert not done.changed
    assert "not UTF-8" in done.left_alone["runbook.md"]
    assert (tmp_path / "runbook.md").read_bytes() == TEXT.encode() + b"\xe9\n"


def test_leaves_managed_blocks_as_they_are(tmp_path: Path) -> None:
    block = "<!-- opsworthy:begin id=deployment -->\n## Deployment\n\n1. `a`\n3. `b`\n<!-- opsworthy:end id=deployment -->\n"
    after = _bytes(tmp_path, f"# Runbook\n\n{block}\n## Operations\n\n1. `c`\n3. `d`\n".encode()).decode()
    assert block in after
    assert "2. `d`" in after


def test_mends_only_what_is_selected_in_several_documents(tmp_path: Path) -> None:
    (tmp_path / "one-runbook.md").write_text(TEXT)
    (tmp_path / "two-runbook.md").write_text(TEXT)
    (tmp_path / "three-runbook.md").write_text(TEXT)
    done = _fixed(tmp_path, "one-runbook.md", "two-runbook.md", select=("steps-misnumbered",))
    assert [each.path for each in done.changed] == ["one-runbook.md", "two-runbook.md"]
    assert (tmp_path / "one-runbook.md").read_text() == TEXT.replace("3. ", "2. ")
    assert (tmp_path / "three-runbook.md").read_text() == TEXT


def test_shows_without_writing(tmp_path: Path) -> None:
    (tmp_path / "runbook.md").write_text(TEXT)
    assert _fixed(tmp_path, "runbook.md", write=False).changed
    assert (tmp_path / "runbook.md").read_text() == TEXT


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), OSError(28, "No space left on device"), PermissionError(13, "denied")])
def test_loses_nothing_when_writing_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException) -> None:
    def stop(_descriptor: int) -> None:
        raise failure

    (tmp_path / "runbook.md").write_text(TEXT)
    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises((UserError, KeyboardInterrupt)):
        _fixed(tmp_path, "runbook.md")
    assert [each.name for each in tmp_path.iterdir()] == ["runbook.md"]
    assert (tmp_path / "runbook.md").read_text() == TEXT


@pytest.mark.parametrize("name", ["runbook.md", "the runbook.md", 'a "runbook".md', "runbook-é.md"])
@pytest.mark.parametrize(
    "before",
    [TEXT, TEXT.rstrip(), TEXT.replace("\n", "\r\n"), TEXT.replace("ps -a", "ps\x0c -a")],
    ids=["plain", "open", "crlf", "ff"],
)
def test_the_difference_is_a_patch_that_git_applies(tmp_path: Path, name: str, before: str) -> None:
    target = tmp_path / name
    target.write_bytes(before.encode())
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    shown = CliRunner().invoke(opsworthy, ["check", "--diff", "--unsafe-fixes", "--profile", "service", str(target)])
    assert shown.exit_code == 1
    assert target.read_bytes() == before.encode()
    subprocess.run(["git", "apply", "-"], input=shown.stdout_bytes, cwd=tmp_path, check=True)
    applied = target.read_bytes()
    target.write_bytes(before.encode())
    _fixed(tmp_path, name, unsafe=True)
    assert target.read_bytes().count(b"\n") == applied.count(b"\n")
    again = CliRunner().invoke(opsworthy, ["check", "--diff", "--unsafe-fixes", "--profile", "service", str(target)])
    assert (again.exit_code, again.stdout) == (0, "")


def test_formats_for_machines_carry_the_edits(tmp_path: Path) -> None:
    (tmp_path / "runbook.md").write_text(TEXT)
    asked = ["check", "--profile", "service", "--select", "steps-misnumbered", str(tmp_path / "runbook.md"), "--format"]
    told = json.loads(CliRunner().invoke(opsworthy, [*asked, "json"]).stdout)
    patch = next(each["patch"] for each in told["outcomes"] if each["patch"])
    assert (patch["safe"], [each["text"] for each in patch["edits"]]) == (True, ["2"])
    run = json.loads(CliRunner().invoke(opsworthy, [*asked, "sarif"]).stdout)["runs"][0]
    change = run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change["insertedContent"] == {"text": "2"}
    assert (change["deletedRegion"]["startLine"], change["deletedRegion"]["startColumn"]) == (6, 1)


def test_the_difference_of_nothing_is_empty() -> None:
    assert patch_of("a.md", "x\n", "x\n") == ""
