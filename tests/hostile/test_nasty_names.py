"""No name of a repository becomes a command, a tag, a link, a marker, or an order to a terminal."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import nasty
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from runs import run, write

from opsworthy.documents.blocks import Standing, parse
from opsworthy.text import shell
from opsworthy.text.excerpt import Excerpt

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
COMMENT = re.compile(r"<!-- opsworthy:(begin|end|blocks) [^<>]*-->")
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
WORLDS = {"compose": nasty.compose, "kubernetes": nasty.kubernetes, "heroku": nasty.heroku}
BASH = shutil.which("bash") or "bash"
CANARY = "touch() { echo touch >> canary; }; tee() { echo tee >> canary; }; command_not_found_handle() { :; }\n"


@pytest.fixture(scope="module", params=WORLDS)
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository full of such names, with the documents written."""
    strings = nasty.strings()
    make: Callable[[list[str]], dict[str, str]] = WORLDS[request.param]
    folder = write(tmp_path_factory.mktemp(request.param) / "shop", make(strings) | nasty.around(strings))
    code, said = run("write", folder)
    assert code == 0, said
    return folder


def documents(root: Path) -> Iterator[tuple[str, str]]:
    for name in ("runbook.md", "cost-plan.md"):
        if (root / name).exists():
            yield name, (root / name).read_bytes().decode()


def tokens(text: str) -> Iterator[Token]:
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


def fences(text: str) -> list[str]:
    return [token.content for token in tokens(text) if token.type == "fence" and token.info.strip() == "bash"]


def test_the_names_are_there(root: Path) -> None:
    assert len(set(re.findall(r"Nasty\d{3}", (root / "runbook.md").read_text()))) > 10


def test_nothing_is_html_or_a_link_that_we_did_not_draft(root: Path) -> None:
    for name, text in documents(root):
        for token in tokens(text):
            assert token.type not in ("html_inline", "image", "code_block"), (name, token.content)
            if token.type == "html_block":
                assert all(COMMENT.fullmatch(line) for line in token.content.splitlines() if line.strip()), (name, token.content)
            if token.type == "link_open":
                assert not re.search(r"evil|javascript|Nasty", str(token.attrGet("href"))), (name, token.attrs)


def test_our_blocks_stay_whole(root: Path) -> None:
    for name, text in documents(root):
        parts = parse(name, text)
        assert isinstance(parts, tuple), parts
        assert all(part.untouched for part in parts if isinstance(part, Standing))
    code, said = run("write", "--check", root)
    assert code == 0, said


def test_no_name_is_a_command(root: Path) -> None:
    for name, text in documents(root):
        for fence in fences(text):
            for command in shell.parse(Excerpt(name, fence, 1)).commands:
                assert "Nasty" not in command.words[0], (name, command.text)
                assert command.words[0] not in ("touch", "tee"), (name, command.text)


def test_every_block_is_shell_that_runs_nothing_else(root: Path, tmp_path: Path) -> None:
    """Run with every program taken away: what a name smuggles in would leave a file behind."""
    for name, text in documents(root):
        blocks = fences(text)
        assert blocks or name != "runbook.md"
        parsed = subprocess.run(["bash", "-n"], input="\n".join(blocks), capture_output=True, text=True, check=False)
        assert parsed.returncode == 0, (name, parsed.stderr)
        for block in blocks:
            script = CANARY + re.sub(r"\b(until|while)\b.*?\bdone\b", ":", block, flags=re.DOTALL)
            subprocess.run([BASH], input=script, capture_output=True, text=True, cwd=tmp_path, env={"PATH": "/nowhere"}, timeout=5, check=False)  # fmt: skip
            assert list(tmp_path.iterdir()) == [], block


def test_a_terminal_is_given_no_orders(root: Path) -> None:
    for words in (("survey", "--all"), ("survey", "--format", "json"), ("check", "-v")):
        said = run(*words, root)[1]
        assert OBEYED.findall(said) == [], words
    for name, text in documents(root):
        assert OBEYED.findall(text) == [], name


def test_names_of_files(tmp_path: Path) -> None:
    """A file's name may hold anything but a slash and NUL; what cannot be shown is left out with escapes, the rest is read."""
    root = write(tmp_path / "shop", {"compose.yaml": "services: {web: {image: nginx}}\n"})
    for number, text in enumerate(nasty.strings()):
        name = text.replace("/", "-").encode("utf-8", "replace")[:200]
        folder = root / f"d{number}"
        folder.mkdir()
        (folder / name.decode("utf-8", "ignore")).mkdir()
        for file in ("Dockerfile", "compose.yaml", "Procfile"):
            (folder / name.decode("utf-8", "ignore") / file).write_text(
                "services: {a: {build: .}}\n" if "y" in file else "FROM a\n"
            )
    code, said = run("survey", "--all", root)
    assert code in (0, 4)
    assert OBEYED.findall(said) == []
    assert run("prepare", root)[0] in (0, 1, 4)
    test_nothing_is_html_or_a_link_that_we_did_not_draft(root)
    test_no_name_is_a_command(root)
    test_our_blocks_stay_whole(root)
