"""`make new` writes a plug-in that loads, with its folder of cases, and never over something that is there."""

import runpy
from pathlib import Path

import pytest
from tools import new

from opsworthy.documents.writer import Writer
from opsworthy.facts.detector import Detector
from opsworthy.rules.rule import Rule


@pytest.mark.parametrize(
    ("words", "module", "declared"),
    [
        (["detector", "fly"], "src/opsworthy/facts/detectors/fly.py", ("DETECTOR", Detector)),
        (["rule", "drill-overdue"], "src/opsworthy/rules/structure/ow101_drill_overdue.py", ("RULE", Rule)),
        (["writer", "handbook"], "src/opsworthy/documents/writers/handbook.py", ("WRITER", Writer)),
    ],
)
def test_writes_a_plug_in_that_loads(
    words: list[str], module: str, declared: tuple[str, type], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new, "ROOT", tmp_path)
    said = new.main(words)
    name, kind = declared
    assert isinstance(runpy.run_path(str(tmp_path / module))[name], kind)
    assert module in said
    assert len([path for path in (tmp_path / "tests").rglob("*") if path.is_file()]) >= 2
    with pytest.raises(SystemExit, match="is there already"):
        new.main(words)


@pytest.mark.parametrize("words", [[], ["rule"], ["rule", "Bad Name"], ["rule", "../escape"], ["chart", "fly"]])
def test_refuses_what_is_no_name(words: list[str]) -> None:
    with pytest.raises(SystemExit, match="usage"):
        new.main(words)
