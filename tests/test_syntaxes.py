"""Walks tests/grammars/<tool>/*.lines: command lines, and below each what its tool would refuse of it (nothing where none stands)."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsworthy.commands.accepting import faults
from opsworthy.commands.command import Command
from opsworthy.commands.faults import Fault
from opsworthy.commands.interpret import interpret
from opsworthy.commands.kinds import KINDS, misfit
from opsworthy.commands.nearness import distance, near
from opsworthy.commands.syntax import BadSyntax, Syntax
from opsworthy.commands.syntax_files import known_tools, part, syntax
from opsworthy.commands.syntax_text import parsed
from opsworthy.text.location import Location

CASES = Path(__file__).parent / "grammars"
FILES = sorted(CASES.glob("*/*.lines"))
HERE = Location("runbook.md", 1, 1)
OF_THE_ISSUE = (
    "kubectl oc helm kustomize argocd flux istioctl eksctl docker docker-compose docker-buildx podman aws gcloud az terraform tofu "
    "pulumi heroku fly vercel wrangler doctl gh glab git psql pg_dump pg_restore mysql redis-cli mongosh kafka-topics curl openssl "
    "systemctl journalctl vault sops npm yarn pnpm pip uv poetry make ansible-playbook alembic flyway prisma rails manage.py"
)


def _cases(path: Path) -> Iterator[tuple[str, list[str]]]:
    command, told = "", list[str]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), "end"]:
        if line.startswith("    "):
            told.append(line.strip())
            continue
        if command:
            yield command, told
        command, told = line, []


def _told(fault: Fault) -> str:
    near_, gone = f", near {fault.near}" if fault.near else "", f", gone {fault.gone}" if fault.gone else ""
    return f"{fault.wrong} {fault.word or fault.expected} of {fault.of}{near_}{gone}"


def _every(command: Command) -> Iterator[Command]:
    yield command
    for each in command.inner:
        yield from _every(each)


def _faults(line: str) -> list[str]:
    commands = (each for command in interpret(line, HERE) for each in _every(command))
    return [_told(fault) for each in commands for fault in faults(each.tool, each.words[1:])]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_each_line_is_refused_for_what_its_case_says(path: Path) -> None:
    assert {line: _faults(line) for line, _ in _cases(path)} == dict(_cases(path))


def test_what_the_other_cases_of_a_tool_run_is_accepted() -> None:
    refused = {"npm frobnicate", "aws shopctl frobnicate", "systemctl frobnicate api", "terraform run-all destroy"}
    lines = {
        line
        for path in CASES.glob("*/*.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith(("#", "    "))
    }
    wrong = {
        line: told for line in sorted(lines - refused) if (told := [each for each in _faults(line) if "missing" not in each])
    }
    assert not wrong


@pytest.mark.parametrize("tool", known_tools())
def test_every_syntax_says_what_it_was_made_from_and_reads_to_its_end(tool: str) -> None:
    known = syntax(tool)
    assert known is not None
    assert known.about["source"]
    assert known.about["address"].startswith("https://")
    assert known.versions
    for each in (known, *_parts(known)):
        assert all(each.subcommand(words) is not None for words in each.lines)
        kinds = {option.kind for words in each.lines for option in each.subcommand(words).options.values() if option.kind}  # type: ignore[union-attr]
        assert kinds <= KINDS.keys()


def _parts(known: Syntax) -> Iterator[Syntax]:
    if "parts" in known.ways:
        for word in sorted({*known.below[()].values()}):
            found = part(known.tool, word)
            assert found is not None, word
            yield found


def test_every_tool_of_the_issue_has_a_syntax_and_cases() -> None:
    assert not [tool for tool in OF_THE_ISSUE.split() if syntax(tool) is None]
    with_cases = {path.parent.name.removesuffix(".sh") for path in FILES}
    assert not [tool for tool in OF_THE_ISSUE.split() if tool not in with_cases | {"docker-buildx"}]


def test_only_the_part_that_a_command_names_is_read() -> None:
    part.cache_clear()
    faults.cache_clear()
    faults("aws", ("ecs", "list-clusters"))
    assert part.cache_info().currsize == 1
    faults("kubectl", ("get", "pods"))
    assert part.cache_info().currsize == 1


@pytest.mark.parametrize("text", ["no colon", "= ways: sideways", "get: -o=+@?"])
def test_a_bad_syntax_is_told(text: str) -> None:
    with pytest.raises(BadSyntax):
        _read(text)


def _read(text: str) -> None:
    known = parsed("shopctl", text)
    for words in known.lines:
        known.subcommand(words)


def test_a_name_that_is_no_tool_has_no_syntax() -> None:
    assert syntax("../kubectl") is None
    assert part("aws", "../ecs") is None
    assert faults("shopctl", ("rolout",)) == ()


def test_nearness_counts_slips() -> None:
    assert distance("rolout", "rollout") == 1
    assert distance("gte", "get") == 1
    assert near("rolout", ["rollout", "rollback"]) == "rollout"
    assert near("frobnicate", ["rollout"]) == ""


_TOOLS = st.sampled_from([tool for tool in known_tools() if tool not in ("gcloud", "az")])
_WORDS = st.one_of(
    st.text(max_size=12), st.sampled_from(["-", "--", "-o", "--help", "-n", "--x=y", "get", "ecs", "$X", "<x>", "..."])
)


@given(_TOOLS, st.lists(_WORDS, max_size=8))
def test_no_words_break_it(tool: str, words: list[str]) -> None:
    for fault in faults(tool, tuple(words)):
        assert fault.of.startswith(tool)
        assert not fault.word or any(fault.word.lstrip("-") in word for word in words) or fault.wrong == "missing"


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader_of_syntaxes(text: str) -> None:
    with suppress(BadSyntax):
        _read(text)


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=60))
def test_no_value_breaks_a_kind(kind: str, value: str) -> None:
    assert misfit(kind, value) in ("", KINDS[kind].said)


_NAMES = st.from_regex(r"[a-z]{3,8}(-[a-z]{2,6})?", fullmatch=True)


@st.composite
def _made(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A small syntax, and a command line that it accepts."""
    groups = draw(st.lists(_NAMES, min_size=1, max_size=3, unique=True))
    switches, valued = draw(st.lists(_NAMES, max_size=3, unique=True)), draw(st.lists(_NAMES, max_size=3, unique=True))
    valued = [name for name in valued if name not in switches]
    tokens = [*(f"--{name}" for name in switches), *(f"--{name}=@int" for name in valued)]
    text = "\n".join([" >: ", *(f"{name}: {' '.join(tokens)}" for name in groups)])
    words = [draw(st.sampled_from(groups))]
    for name in draw(st.permutations([*switches, *valued])):
        words.append(f"--{name}")
        if name in valued:
            words.append(str(draw(st.integers(0, 10**6))))
    return text, [*words, *draw(st.lists(_NAMES, max_size=2))]


@given(_made())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_syntax_accepts_is_never_refused(monkeypatch: pytest.MonkeyPatch, made: tuple[str, list[str]]) -> None:
    text, words = made
    known = parsed("shopctl", text)
    monkeypatch.setattr("opsworthy.commands.line.syntax", lambda tool: known)
    faults.cache_clear()
    assert faults("shopctl", tuple(words)) == ()
    faults.cache_clear()
