"""The GitLab template: its script is run for real, and its reports are where it says."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml

ROOT = Path(__file__).parents[2]
JOB: dict[str, Any] = yaml.safe_load((ROOT / "templates" / "gitlab" / "opsworthy.yml").read_text("utf-8"))["opsworthy"]
BIN = Path(sys.executable).parent


def test_writes_the_reports_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "runbook.md").write_text("# Runbook\n\n## Rollback\n\n`heroku rollback -a weather`\n")
    (tmp_path / "Procfile").write_text("web: gunicorn app:app\n")
    (tmp_path / ".git").mkdir()
    install, check = JOB["script"]
    assert "pip install" in install
    environment = os.environ | JOB["variables"] | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-ec", check], cwd=tmp_path, env=environment, check=False, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1, done.stdout + done.stderr
    reports = JOB["artifacts"]["reports"]
    entries = json.loads((tmp_path / reports["codequality"]).read_text())
    assert {each["location"]["path"] for each in entries} >= {"runbook.md"}
    assert ElementTree.parse(tmp_path / reports["junit"]).getroot().tag == "testsuites"
    assert set(JOB["artifacts"]["paths"]) == set(reports.values())
    lenient = environment | {"OPSWORTHY_FAIL_ON": "no severity"}
    refused = subprocess.run(
        ["bash", "-ec", check], cwd=tmp_path, env=lenient, check=False, capture_output=True, text=True, timeout=120
    )
    assert refused.returncode == 2, refused.stderr
    assert "no severity" in refused.stderr
