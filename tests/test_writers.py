"""Every writer has its cases in tests/writers/<name>/<case>/: `repo/` is surveyed and estimated, and the writer drafts from it.

`expected.md` holds some of the document's blocks, each between its markers; those must be drafted exactly so. `absent.txt`
holds pieces of text, one a line, that the document must not contain.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from opsworthy.app.estimate import estimate_system
from opsworthy.app.workspace import survey
from opsworthy.documents.blocks import Block
from opsworthy.documents.refresh import Action, refresh
from opsworthy.documents.settling import settled
from opsworthy.documents.write import all_writers, document_paths, write
from opsworthy.documents.writer import Dossier, Writer

FOLDER = Path(__file__).parent / "writers"
CASES = sorted(path for path in FOLDER.glob("*/*") if path.is_dir())
WRITERS = {each.name: each for each in all_writers()}
TODAY, LATER = date(2026, 11, 23), date(2027, 3, 1)
_EXPECTED = re.compile(r"^<!-- opsworthy:begin id=(\S+) -->\n(.*?)<!-- opsworthy:end id=\1 -->$", re.MULTILINE | re.DOTALL)


def _dossier(path: Path, today: date = TODAY) -> Dossier:
    system = survey(path / "repo").system
    return Dossier(system, estimate_system(system), today, "1.0")


def _drafted(path: Path) -> tuple[Writer, tuple[Block, ...]]:
    writer = WRITERS[path.parent.name]
    dossier = _dossier(path)
    assert writer.applies(dossier.system)
    return writer, settled(writer.draft(dossier))


def test_every_writer_has_cases_and_every_case_a_writer() -> None:
    assert {path.parent.name for path in CASES} == WRITERS.keys()


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_writer(path: Path) -> None:
    _, blocks = _drafted(path)
    drafted = {block.id: block.body(TODAY) for block in blocks}
    expected = _EXPECTED.findall((path / "expected.md").read_text(encoding="utf-8"))
    assert expected
    for name, body in expected:
        assert drafted.get(name) == body
    absent = path / "absent.txt"
    for piece in absent.read_text(encoding="utf-8").splitlines() if absent.exists() else ():
        assert not [name for name, body in drafted.items() if piece in body], piece


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_document_is_stable_and_its_links_lead_somewhere(path: Path) -> None:
    writer, blocks = _drafted(path)
    assert len({block.id for block in blocks}) == len(blocks)
    first = refresh(writer.file, None, blocks, TODAY)
    again = refresh(writer.file, first.text, settled(writer.draft(_dossier(path, LATER))), LATER)
    assert again.text == first.text
    assert {note.action for note in again.report} == {Action.UNCHANGED}
    headings = {_anchor(title) for title in re.findall(r"^#{1,6} (.*)$", first.text, re.MULTILINE)}
    wanted = set(re.findall(r"\]\(#([^)]*)\)", first.text))
    assert wanted <= headings, wanted - headings


def _anchor(title: str) -> str:
    plain = re.sub(r"\\(.)", r"\1", title).replace("`", "")
    return re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_open_question_of_a_document_is_one_that_the_survey_asks(path: Path) -> None:
    writer, blocks = _drafted(path)
    asked = {question.key for question in survey(path / "repo").system.questions}
    shown = set(re.findall(r"\*\*Open question\*\* \(`([^`]+)`\)", refresh(writer.file, None, blocks, TODAY).text))
    assert shown <= asked


def test_only_the_documents_that_a_system_needs_are_written() -> None:
    library = _dossier(FOLDER / "release_guide/python")
    assert document_paths(library) == ("runbook.md",)
    service = _dossier(FOLDER / "cost_plan/kubernetes")
    assert set(document_paths(service)) == {"runbook.md", "cost-plan.md"}
    assert {each.path for each in write(service, {})} == {"runbook.md", "cost-plan.md"}
