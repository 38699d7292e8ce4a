"""Documents that a person wrote, edited or broke: nothing of theirs is lost, and running again changes nothing."""

import re
from pathlib import Path

import pytest
from runs import run, texts, write

FILES = {
    "Procfile": "web: gunicorn app:app\nworker: celery -A app\n",
    "app.json": '{"name": "shop", "addons": ["heroku-postgresql:mini"]}\n',
}
BEGIN = "<!-- opsworthy:begin id={} digest=0 -->\n"
END = "<!-- opsworthy:end id={} -->\n"
BROKEN = {
    "no end": BEGIN.format("a") + "text\n",
    "no beginning": "text\n" + END.format("a"),
    "another end": BEGIN.format("a") + "text\n" + END.format("b"),
    "nested": BEGIN.format("a") + BEGIN.format("b") + "text\n" + END.format("b") + END.format("a"),
    "crossed": BEGIN.format("a") + BEGIN.format("b") + "text\n" + END.format("a") + END.format("b"),
    "twice": (BEGIN.format("a") + "text\n" + END.format("a")) * 2,
    "two lists": "<!-- opsworthy:blocks as-of=2026-01-01 ids=a -->\n" * 2,
    "no id": "<!-- opsworthy:begin -->\n",
    "an id of no block": "<!-- opsworthy:begin id=A$(id) -->\n",
    "an unknown word": "<!-- opsworthy:start id=a -->\n",
    "cut": "<!-- opsworthy:begin id=a digest=",
    "open comment": "<!-- opsworthy:begin id=a\n-->\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "shop", FILES)


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("command", ["write", "prepare"])
def test_broken_markers_are_said_with_their_line(root: Path, name: str, command: str) -> None:
    mine = f"# Runbook\n\nMine.\n\n{BROKEN[name]}"
    write(root, {"runbook.md": mine})
    code, said = run(command, root)
    assert code == (4 if command == "write" else 1), said
    found = re.search(r"  runbook\.md:(\d+): .*; repair the comment by hand, or delete the file to have it written anew", said)
    assert found, said
    assert 5 <= int(found.group(1)) <= mine.count("\n") + 1
    assert (root / "runbook.md").read_text() == mine
    assert (root / "cost-plan.md").exists()


def test_a_strangers_runbook_is_left_alone_and_may_be_adopted(root: Path) -> None:
    mine = "# Shop\r\n\r\nHow we do it.\r\n\r\n## Rollback\r\n\r\nCall Ada.\r\n"
    write(root, {"runbook.md": mine})
    assert "left alone  runbook.md" in run("prepare", root)[1]
    assert (root / "runbook.md").read_bytes().decode() == mine
    assert run("write", "--adopt", root)[0] == 0
    text = (root / "runbook.md").read_bytes().decode()
    assert all(line in text.split("\r\n") for line in mine.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    before = texts(root)
    assert run("write", root)[0] == 0
    assert texts(root) == before


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_preparing_twice_changes_no_byte(root: Path, ends: str) -> None:
    run("prepare", root)
    for name in ("runbook.md", "cost-plan.md", "opsworthy.toml"):
        text = (root / name).read_bytes().decode()
        (root / name).write_bytes(text.replace("\n", ends).encode())
    before = texts(root)
    run("prepare", root)
    assert texts(root) == before
    assert run("write", "--check", root)[0] == 0


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_an_answer_changes_only_what_follows_from_it(root: Path, ends: str) -> None:
    run("prepare", root)
    text = (root / "runbook.md").read_bytes().decode().replace("\n", ends) + f"## Ours{ends}{ends}Keep.{ends}"
    (root / "runbook.md").write_bytes(text.encode())
    other = texts(root)
    assert run("answer", root, "--key", "rollback.minutes", "--value", "12")[0] == 0
    run("prepare", root)
    after = texts(root)
    assert {path for path in after if after[path] != other[path]} == {"opsworthy.toml", "runbook.md"}
    blocks = [
        dict(re.findall(r"begin id=(\S+)[^\n]*\n(.*?)<!-- opsworthy:end", each, re.DOTALL))
        for each in (text, after["runbook.md"].decode())
    ]
    changed = {name for name in blocks[1] if blocks[1][name] != blocks[0].get(name)}
    assert changed
    assert all("12" in blocks[1][name] for name in changed), changed
    assert after["runbook.md"].decode().endswith(f"## Ours{ends}{ends}Keep.{ends}")
    assert after["runbook.md"].count(b"\r\n") == (after["runbook.md"].count(b"\n") if ends == "\r\n" else 0)


def test_an_edited_block_is_theirs_and_a_deleted_one_stays_deleted(root: Path) -> None:
    run("prepare", root)
    text = (root / "runbook.md").read_text()
    names = re.findall(r"opsworthy:begin id=(\S+)", text)
    edited, deleted = names[2], names[4]
    text = re.sub(rf"(begin id={re.escape(edited)} [^\n]*\n)", r"\1\nWe do this by hand.\n", text)
    text = re.sub(
        rf"<!-- opsworthy:begin id={re.escape(deleted)} .*?<!-- opsworthy:end id={re.escape(deleted)} -->\n",
        "",
        text,
        flags=re.DOTALL,
    )
    (root / "runbook.md").write_text(text)
    write(root, {"Procfile": FILES["Procfile"] + "clock: python clock.py\n"})
    code, said = run("prepare", root)
    assert code == 1
    assert f"block {edited} was edited by a person and stays" in said
    after = (root / "runbook.md").read_text()
    assert "We do this by hand." in after
    assert f"begin id={deleted} " not in after
    assert "clock" in after
