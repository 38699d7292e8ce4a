"""opsworthy.toml holds the open questions; what a person wrote stays byte for byte."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.app.errors import UserError
from opsworthy.app.questions import with_answer, with_questions
from opsworthy.system.model import Assessment, Question, System

NOTHING = Assessment(False, "none", ())


def _system(*keys: str) -> System:
    questions = tuple(Question(key, f"What is {key}?", "somebody", "Monitoring", "an example") for key in keys)
    return System("tides", NOTHING, NOTHING, questions=questions)


def test_asks_once() -> None:
    asked = with_questions(_system("contacts.on-call", "budget.prod.monthly-usd"), None)
    assert asked.added == ("contacts.on-call", "budget.prod.monthly-usd")
    assert tomllib.loads(asked.text) == {"contacts": {"on-call": ""}, "budget": {"prod": {"monthly-usd": ""}}}
    again = with_questions(_system("contacts.on-call", "budget.prod.monthly-usd"), asked.text)
    assert again.added == ()
    assert again.text == asked.text


def test_keeps_what_a_person_wrote() -> None:
    mine = "# mine\r\n[contacts]\r\non-call   =  'Ada'   # keep\r\n\r\n[other]\r\nx = [1,\r\n 2]\r\n"
    asked = with_questions(_system("contacts.on-call", "contacts.security"), mine)
    assert asked.added == ("contacts.security",)
    assert "on-call   =  'Ada'   # keep\r\n" in asked.text
    assert "x = [1,\r\n 2]\r\n" in asked.text
    assert "\n" not in asked.text.replace("\r\n", "")


def test_refuses_a_key_that_is_in_the_way() -> None:
    with pytest.raises(UserError, match="`contacts` holds a value"):
        with_questions(_system("contacts.on-call"), "contacts = 'everybody'\n")


def test_refuses_broken_toml() -> None:
    with pytest.raises(UserError, match="not valid TOML"):
        with_questions(_system("contacts.on-call"), "contacts = [")


def test_an_answer_keeps_the_question_beside_it() -> None:
    asked = with_questions(_system("contacts.on-call"), None)
    answered = with_answer(asked.text, "contacts.on-call", "#shop-on-call")
    assert tomllib.loads(answered) == {"contacts": {"on-call": "#shop-on-call"}}
    assert "# What is contacts.on-call?" in answered


@given(st.text(max_size=40))
def test_any_answer_comes_back(words: str) -> None:
    words = words.replace("\r", "")
    assert tomllib.loads(with_answer(None, "a.b", words)) == {"a": {"b": words}}


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_question_can_break_the_file(ask: str, who: str) -> None:
    system = System("tides", NOTHING, NOTHING, questions=(Question("a.b", ask, who, "Monitoring", ask),))
    assert tomllib.loads(with_questions(system, None).text) == {"a": {"b": ""}}
