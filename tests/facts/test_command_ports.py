"""Ports that command lines tell a server, and texts of any shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.facts.command_lines import of_shell
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.docker_run import containers_started
from opsworthy.text.location import Location

_AT = Location("Procfile", 1)


def _told(text: str) -> list[int]:
    return [port.number for port in ports_told(of_shell(text), _AT)]


@pytest.mark.parametrize(
    ("text", "ports"),
    [
        ("gunicorn -b 0.0.0.0:8000 app:app", [8000]),
        ("gunicorn --bind=:8000 app:app", [8000]),
        ("uvicorn app:app --host 0.0.0.0 --port ${PORT:-8080}", [8080]),
        ("python manage.py migrate && python manage.py runserver 0.0.0.0:8001", [8001]),
        ("bundle exec puma -p 3000", [3000]),
        ("java -Dserver.port=8081 -jar app.jar", [8081]),
        ("dotnet shop.dll --urls http://+:5000", [5000]),
        ("gunicorn app:app --bind 0.0.0.0:$PORT", []),
        ("psql -p 5432", []),
        ("wait-for-it db:5432 --port 5432", []),
        ("agent --addr collector:4317", []),
        ("node index.js -p 3000", []),
        ("celery worker --port 99", []),
        ("server --port 70000", []),
        ("", []),
    ],
)
def test_ports_of_commands(text: str, ports: list[int]) -> None:
    assert _told(text) == ports


@given(st.lists(st.text(max_size=30), max_size=20))
def test_words_of_any_shape(words: list[str]) -> None:
    assert all(0 < port.number < 65536 for port in ports_told(words, _AT))


@given(st.text(alphabet="docker run-nameps:80 \\\n'\"$={}&;", max_size=200))
def test_texts_of_any_shape(text: str) -> None:
    assert all(each.name for each in containers_started(f"docker run -d {text}", _AT, {}))


def test_values_are_withheld_and_variables_stay_open() -> None:
    text = "docker run -d --name shop -e API_TOKEN=tok-4Fh29dKq81ZsLp0Wq7 -e LEVEL=info -e HOST=$HOST -p 127.0.0.1:80:8000/tcp example/shop"
    (made,) = containers_started(text, _AT, {})
    assert {each.name: each.value for each in made.containers[0].variables} == {"API_TOKEN": None, "LEVEL": "info", "HOST": None}
    assert [(port.number, port.target) for port in made.containers[0].ports] == [(8000, "80")]


def test_what_ends_by_itself_or_has_no_name() -> None:
    for text in (
        "docker run -d example/shop",
        "docker run --name shop example/shop",
        "docker run -d --rm --name shop example/shop",
    ):
        assert not list(containers_started(text, _AT, {}))
