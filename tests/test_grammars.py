"""Walks tests/grammars/<tool>/*.txt: command lines and all that they mean (see the README there)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.commands.command import PURPOSES, Command, Effect
from opsworthy.commands.grammar import grammar, named_purposes, tools
from opsworthy.commands.interpret import interpret
from opsworthy.text.location import Location

CASES = Path(__file__).parent / "grammars"
FOLDERS = sorted({path.parent.name for path in CASES.glob("*/*.txt")})
HERE = Location("runbook.md", 1, 1)


def _cases(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
        assert len(lines) % 2 == 0, f"{path}: each command needs its meaning below it"
        for command, meaning in zip(lines[::2], lines[1::2], strict=True):
            assert meaning.startswith("    "), f"{path}: indent the meaning of {command!r}"
            yield command, meaning.strip()


def _told(command: Command) -> str:
    words = [] if command.known else ["!unknown"]
    words += [command.effect.value, ",".join(sorted(command.purposes)) or "-"]
    words += [f"{target.kind}={target.name}" for target in command.targets]
    words += [f"?{placeholder}" for placeholder in command.placeholders]
    return " ".join(words)


@pytest.mark.parametrize("tool", FOLDERS)
def test_each_line_means_what_its_case_says(tool: str) -> None:
    wrong = []
    for line, meaning in _cases(CASES / tool):
        commands = interpret(line, HERE)
        assert commands, f"{line!r} gives no command"
        if _told(commands[0]) != meaning:
            wrong.append(f"{line}\n    expected {meaning}\n    found    {_told(commands[0])}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_every_grammar_has_its_cases_and_every_folder_its_grammar() -> None:
    assert list(tools()) == FOLDERS


@pytest.mark.parametrize("tool", tools())
def test_every_grammar_loads_and_says_what_its_tool_is(tool: str) -> None:
    declared = grammar(tool)
    assert declared is not None
    assert declared.summary.endswith(".")


@pytest.mark.parametrize("tool", FOLDERS)
def test_every_folder_has_a_case_of_its_own_tool(tool: str) -> None:
    lines = [line for line, _ in _cases(CASES / tool)]
    assert any(tool in line or line in (":", "[ -f .env ]") for line in lines)


def test_purposes_of_names_are_purposes() -> None:
    assert all(purposes <= PURPOSES for purposes in named_purposes().values())


def test_a_tool_that_nobody_knows_stays_unknown() -> None:
    (command,) = interpret("shopctl deploy --env prod", HERE)
    assert (command.known, command.effect, command.purposes) == (False, Effect.UNKNOWN, frozenset())


def test_a_script_of_the_project_is_a_file_and_means_what_its_name_says() -> None:
    (command,) = interpret("./scripts/rollback.sh v1.4.1", HERE)
    assert (command.known, command.effect, command.purposes) == (False, Effect.UNKNOWN, frozenset(["roll-back"]))
    assert command.names("file") == ("./scripts/rollback.sh",)


def test_variables_that_the_text_sets_are_no_placeholders() -> None:
    first, second = interpret("NS=shop\nkubectl get pods -n $NS -l app=$APP\nkubectl get events -n ${NS}", HERE)
    assert (first.placeholders, second.placeholders) == (("$APP",), ())
    (third,) = interpret("kubectl get pods -n $NS", HERE, defined=["NS"])
    assert third.placeholders == ()


def test_places_are_those_of_the_file() -> None:
    first, second = interpret("kubectl get pods \\\n  -n shop\n# then\nkubectl get events", Location("runbook.md", 10, 4))
    assert (first.location, first.text) == (Location("runbook.md", 10, 4, 11, 13), "kubectl get pods -n shop")
    assert second.location == Location("runbook.md", 13, 4, 13, 22)


def test_what_runs_elsewhere_is_interpreted_too() -> None:
    (command,) = interpret("kubectl exec -it deploy/api -n shop -- sh -c 'alembic downgrade -1'", HERE)
    assert command.effect is Effect.DESTROYS
    assert [inner.tool for inner in command.inner] == ["sh"]
    assert [inner.tool for inner in command.inner[0].inner] == ["alembic"]


def test_nesting_ends() -> None:
    line = "sudo " * 40 + "kubectl get pods"
    assert interpret(line, HERE)
    quoted = "kubectl get pods"
    for _ in range(12):
        quoted = "bash -c " + repr(quoted)
    assert interpret(quoted, HERE)


_WORDS = st.sampled_from(
    [
        "kubectl", "-n", "exec", "--", "docker", "compose", "$(", ")", "|", "&&", "'", '"', "<x>", "\\\n", "\n", "<<EOF", "EOF",
        "sudo", "heroku", "run", "-it", "bash", "-c", "{{ a }}", "$ ls", "#", ";", "env", "A=b", "`", "é", "\x00", "python", "-m",
        "=", "-",
    ]
)  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(_WORDS, max_size=30).map(" ".join)))
def test_no_text_breaks_it(text: str) -> None:
    lines = text.split("\n")
    for command in interpret(text, HERE):
        place = command.location
        assert command.words
        assert 1 <= place.line <= place.end_line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 1
