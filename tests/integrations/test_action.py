"""action.yml: valid, without a way in for its inputs, and its shell steps run for real with a runner's variables."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {each.get("name", each.get("uses")): each for each in ACTION["runs"]["steps"]}
BIN = Path(sys.executable).parent
RUNBOOK = "# Runbook\n\n## Rollback\n\n```sh\nheroku rollback -a weather\n```\n"
_EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A runner's folders: a checkout with a broken runbook, and a temporary folder in which Opsworthy is installed already."""
    work = tmp_path / "work"
    (work / "docs").mkdir(parents=True)
    (work / ".git").mkdir()
    (work / "docs" / "runbook.md").write_text(RUNBOOK)
    (work / "Procfile").write_text("web: gunicorn app:app\n")
    installed = tmp_path / "temp" / "opsworthy-venv" / "bin"
    installed.mkdir(parents=True)
    for name in ("python", "opsworthy"):
        (installed / name).write_text(f'#!/bin/sh\nexec "{BIN / name}" "$@"\n')
        (installed / name).chmod(0o755)
    return tmp_path


def _run(runner: Path, step: str = "Check", **inputs: str) -> subprocess.CompletedProcess[str]:
    """One step as a runner runs it: bash with -e and pipefail, and its expressions put into its variables, never into its text."""
    given = {name: told["default"] for name, told in ACTION["inputs"].items()} | {
        name.replace("_", "-"): value for name, value in inputs.items()
    }
    context = {f"inputs.{name}": value for name, value in given.items()} | {
        "github.action_path": str(ROOT), "runner.temp": str(runner / "temp"),
    }  # fmt: skip
    told = {name: _EXPRESSION.sub(lambda found: context[found[1]], text) for name, text in STEPS[step]["env"].items()}
    told |= {"GITHUB_OUTPUT": str(runner / "output"), "GITHUB_STEP_SUMMARY": str(runner / "summary")}
    script = runner / "step.sh"
    script.write_text(STEPS[step]["run"])
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=runner / "work", env=os.environ | told, check=False, capture_output=True, text=True, timeout=500,
    )  # fmt: skip


def _outputs(runner: Path) -> dict[str, str]:
    """The outputs of a step, as a runner reads the file."""
    found: dict[str, str] = {}
    lines = iter((runner / "output").read_text().splitlines())
    for line in lines:
        if re.match(r"[\w-]+<<", line):
            name, _, token = line.partition("<<")
            held = []
            while (following := next(lines)) != token:
                held.append(following)
            found[name] = "\n".join(held)
        else:
            name, _, found[name] = line.partition("=")
    return found


@pytest.mark.parametrize(
    ("schema", "file"), [("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", "templates/gitlab/opsworthy.yml")]
)
def test_is_valid(schema: str, file: str, tmp_path: Path) -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = subprocess.run([*check, str(ROOT / file)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    broken = tmp_path / "broken.yml"
    broken.write_text((ROOT / file).read_text("utf-8").replace("composite", "cement").replace("  script:", "  skript:"))
    assert subprocess.run([*check, str(broken)], check=False, capture_output=True, text=True).returncode != 0


def test_no_input_reaches_a_script_as_text() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_every_input_and_output_is_used_and_told() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    for name, told in ACTION["inputs"].items():
        assert f"inputs.{name}" in text, name
        assert told["description"].endswith(".")
    guide = (ROOT / "docs" / "guides" / "run-in-pipelines.md").read_text("utf-8")
    assert [name for name in (*ACTION["inputs"], *ACTION["outputs"]) if f"`{name}`" not in guide] == []


def test_reports_in_every_way(runner: Path) -> None:
    done = _run(runner, sign_as="role:deployment")
    assert done.returncode == 1, done.stdout + done.stderr
    told = _outputs(runner)
    assert told["exit-code"] == "1"
    sarif = json.loads(Path(told["sarif-file"]).read_text())
    places = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in sarif["runs"][0]["results"]}
    assert "docs/runbook.md" in places
    summary = (runner / "summary").read_text()
    assert summary.startswith("### Opsworthy")
    assert "AGENT_SIGNATURE: role=role:deployment" in summary
    assert Path(told["summary-file"]).read_text() == summary
    assert "::error file=docs/runbook.md,line=" in done.stdout


def test_what_the_check_prints_is_no_command(runner: Path) -> None:
    lines = _run(runner).stdout.splitlines()
    stopped = lines[0].removeprefix("::stop-commands::")
    assert re.fullmatch(r"[0-9a-f]{32}", stopped)
    assert f"::{stopped}::" in lines


def test_leaves_out_what_is_not_wanted(runner: Path) -> None:
    done = _run(runner, annotations="false", summary="false", select="threshold-unexplained")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "::error" not in done.stdout
    assert not (runner / "summary").exists()


@pytest.mark.parametrize("attack", ["$(touch pwned); touch pwned; `touch pwned`", "x\nexit-code=0"])
@pytest.mark.parametrize("name", ["path", "fail_on", "select", "ignore", "profile", "changed_since", "sign_as", "sarif_file"])
def test_an_input_is_data(name: str, attack: str, runner: Path) -> None:
    done = _run(runner, **{name: attack})
    assert not list(runner.rglob("pwned"))
    if (runner / "output").exists():
        assert _outputs(runner)["exit-code"] == str(done.returncode)


@pytest.mark.skipif(not os.environ.get("OPSWORTHY_NETWORK"), reason="installs from an index; OPSWORTHY_NETWORK=1 runs it")
def test_installs(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    done = _run(tmp_path, "Install Opsworthy")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "temp" / "opsworthy-venv" / "bin" / "opsworthy").exists()
