"""What an installed Helm changes for the person who asks for a survey; with a program of our own in its place."""

import json
from pathlib import Path
from time import time_ns

import pytest
from click.testing import CliRunner, Result

from opsworthy.cli.main import opsworthy

FILES = {
    "Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
    "templates/api.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  replicas: {{ conjure 3 }}\n",
}
PRINTED = r"---\n# Source: shop/templates/api.yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  replicas: 3\n"
SCRIPT = f"""#!/bin/sh
echo "$1" >> '@starts'
if [ "$1" = version ]; then echo v3.99.0; else printf '%b' '{PRINTED}'; fi
"""


class Place:
    """A repository with a chart, a program in the place of Helm, and what was started of it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.repository, self.program, self._starts = folder / "shop", folder / "bin" / "helm", folder / "starts"
        for path, text in FILES.items():
            (self.repository / path).parent.mkdir(parents=True, exist_ok=True)
            (self.repository / path).write_text(text)
        self.program.parent.mkdir()
        self.install(SCRIPT)
        monkeypatch.setenv("PATH", f"{self.program.parent}:/usr/bin:/bin")
        monkeypatch.setenv("OPSWORTHY_CACHE_DIR", str(folder / "kept"))

    def install(self, script: str) -> None:
        self.program.write_text(script.replace("@starts", str(self._starts)))
        self.program.chmod(0o755)

    def starts(self) -> list[str]:
        return sorted(self._starts.read_text().split()) if self._starts.exists() else []

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(opsworthy, [*arguments, str(self.repository)])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    return Place(tmp_path, monkeypatch)


def test_says_that_helm_rendered(place: Place) -> None:
    done = place.run("survey", "--no-cache")
    assert "1 chart rendered with Helm v3.99.0, which corrects Deployment api" in done.output
    assert done.exit_code == 0
    found = json.loads(place.run("survey", "--no-cache", "--format", "json").output)
    (chart,) = found["charts"]
    assert chart["attributes"]["rendered_by"] == "Helm v3.99.0"
    assert found["services"][0]["placements"][0]["replicas"]["value"] == 3


@pytest.mark.parametrize("command", ["survey", "check", "prepare", "write --diff"])
def test_starts_nothing_where_it_is_told_not_to(place: Place, command: str) -> None:
    done = place.run(*command.split(), "--no-cache", "--no-helm")
    assert not place.starts()
    assert "Helm v3" not in done.output
    place.run(*command.split(), "--no-cache")
    assert place.starts()


def test_starts_nothing_where_there_is_no_chart(place: Place) -> None:
    (place.repository / "Chart.yaml").unlink()
    place.run("survey", "--no-cache")
    assert not place.starts()


def test_a_survey_that_was_kept_starts_nothing_until_helm_is_another(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    later = time_ns() + 10_000_000_000
    monkeypatch.setattr("opsworthy.cli.keeping.time_ns", lambda: later)
    first = place.run("survey")
    assert place.starts() == ["template", "version"]
    assert place.run("survey").output == first.output
    assert place.run("survey", "--no-helm").output != first.output
    assert place.starts() == ["template", "version"]
    place.install(SCRIPT.replace("v3.99.0", "v3.100.0"))
    assert "Helm v3.100.0" in place.run("survey").output
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert "Helm" not in place.run("survey").output


def test_what_had_no_time_is_not_kept(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    later = time_ns() + 10_000_000_000
    monkeypatch.setattr("opsworthy.cli.keeping.time_ns", lambda: later)
    monkeypatch.setattr("opsworthy.repository.helm.Helm.__init__.__defaults__", (0.5, 1.0))
    place.install(SCRIPT.replace("printf", "sleep 30; printf"))
    slow = place.run("survey")
    assert "1 by our own reading alone (it did not answer in time)" in slow.output
    place.run("survey")
    assert place.starts().count("template") == 2


def test_nothing_is_written_in_the_repository(place: Place) -> None:
    before = sorted(place.repository.rglob("*"))
    for each in (*before, place.repository):
        each.chmod(each.stat().st_mode & ~0o222)
    done = place.run("survey", "--no-cache")
    for each in (place.repository, *before):
        each.chmod(each.stat().st_mode | 0o200)
    assert "rendered with Helm" in done.output
    assert sorted(place.repository.rglob("*")) == before


def test_doctor_says_what_it_is_for(place: Place) -> None:
    told = CliRunner().invoke(opsworthy, ["doctor"]).output
    (line,) = (line for line in told.splitlines() if line.strip().startswith("helm"))
    assert str(place.program) in line
    assert "charts" in line
