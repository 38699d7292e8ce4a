"""What can be seen in a text and counts as not there."""

import pytest

from opsworthy.text.hidden import copies, hidden, visible


def shown(text: str) -> str:
    return " ".join(visible(text).split())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Run ~~`make old`~~ `make new`.\n", "Run `make new`."),
        ("Takes <del>5 minutes</del> an hour.\n", "Takes an hour."),
        ("How not to do it:\n\n> kubectl delete all\n> and wait\n\nThen go on.\n", "How not to do it: Then go on."),
        ("> A note that is quoted:\n\n> stays\n", "> A note that is quoted: > stays"),
        ("```text\n## One\nx\n## Two\ny\n```\n", "```text ```"),
        ("```bash\n## One\nmake\n## Two\n```\n", "```bash ## One make ## Two ```"),
        ("Use ~/.kube and ~~/x.\n", "Use ~/.kube and ~~/x."),
        ("```bash\necho ~~a~~\n```\n", "```bash echo ~~a~~ ```"),
    ],
    ids=["struck", "deleted", "not-to-do", "quoted", "pasted-page", "shell", "no-strike", "code"],
)
def test_leaves_what_counts(text: str, left: str) -> None:
    assert shown(text) == left


def test_a_cell_of_a_thousand_letters_is_no_table() -> None:
    text = f"| What | How |\n|---|---|\n| deploy | {'make deploy, then wait; ' * 50} |\n"
    assert "make" not in visible(text)
    assert "deploy |" in visible(text)
    assert len(visible(text)) == len(text)


def test_a_pipe_of_a_shell_makes_no_cell() -> None:
    text = f"```bash\nkubectl get pods | grep {'x' * 700} | wc -l\n```\n"
    assert visible(text) == text


def test_latin_words_with_cyrillic_letters_cannot_be_typed() -> None:
    assert "kub" not in visible("kubесtl арplу\nget рods\nроlicy оf tеam\nlоgs оf pоd\n")


def test_a_text_in_russian_stays() -> None:
    text = "Перезапустите kubectl-ом под aа bе cс dо eр.\n"
    assert visible(text) == text


def test_the_same_text_under_many_headings_counts_under_none() -> None:
    heads = ["Deploy", "Operate", "Watch", "Repair", "Undo", "Pay", "Rotate"]
    text = "# Guide\n\n" + "".join(f"## {each}\n\nAsk the team about it.\n\n" for each in heads)
    assert "Ask" not in visible(text)
    assert [len(each) for each in copies(text)] == [len(heads)]


def test_the_same_text_under_the_same_heading_stays() -> None:
    text = "# Guide\n\n" + "".join(f"## Alert {at}\n\nText {at}.\n\n### Escalation\n\nCall the team.\n\n" for at in range(9))
    assert visible(text) == text
    assert hidden(text) == ()


def test_a_list_of_releases_is_no_procedure() -> None:
    text = "".join(f"- 2.{at}.0: `make deploy` is faster by 5 minutes\n" for at in range(6))
    assert visible(text).strip() == ""


def test_words_without_a_stop_say_nothing() -> None:
    assert visible("rollback deploy verify dashboard alert contact budget " * 12 + "\n").strip() == ""
