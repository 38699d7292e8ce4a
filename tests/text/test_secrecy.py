"""The judgement of what is secret, against lists of names and values (tests/text/secrecy/*.txt, one a line)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.facts.command_lines import of_shell, withheld
from opsworthy.text.secrecy import carries_credentials, in_clear, is_placeholder, is_secret, is_secret_name

LISTS = Path(__file__).parent / "secrecy"


def listed(name: str) -> list[str]:
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


@pytest.mark.parametrize("name", listed("secret-names"))
def test_a_secret_name_is_known_in_every_spelling(name: str) -> None:
    assert is_secret_name(name)
    assert is_secret_name(name.lower())
    assert is_secret_name(f"SHOP_{name}")


@pytest.mark.parametrize("name", listed("plain-names"))
def test_a_plain_name_is_not_secret(name: str) -> None:
    assert not is_secret_name(name)
    assert not is_secret_name(name.lower().replace("_", "-"))


@pytest.mark.parametrize("value", listed("placeholders"))
def test_a_placeholder_is_never_in_clear(value: str) -> None:
    assert is_placeholder(value)
    assert not in_clear("API_TOKEN", value)


@pytest.mark.parametrize("value", listed("real-values"))
def test_a_real_value_is_no_placeholder(value: str) -> None:
    assert not is_placeholder(value)


@pytest.mark.parametrize("value", listed("credentials"))
def test_credentials_are_seen_whatever_the_name(value: str) -> None:
    assert carries_credentials(value)
    assert is_secret("ANYTHING", value)
    assert in_clear("ANYTHING", value)


@pytest.mark.parametrize("value", listed("no-credentials"))
def test_what_only_resembles_credentials_is_none(value: str) -> None:
    assert not carries_credentials(value)


@pytest.mark.parametrize(
    ("name", "value", "secret", "clear"),
    [
        ("DATABASE_URL", None, True, False),
        ("DATABASE_URL", "", True, False),
        ("DATABASE_URL", "sqlite:///app.db", False, False),
        ("DATABASE_URL", "postgres://app:91ff@db/app", True, True),
        ("DATABASE_URL", "postgres://app:${PASSWORD}@db/app", True, False),
        ("API_KEY", "91ff-c0de", True, True),
        ("API_KEY", "true", True, False),
        ("API_KEY", "/run/secrets/api-key", True, False),
        ("API_KEY", '"$(cat key)"', True, False),
        ("PORT", "8080", False, False),
    ],
)
def test_name_and_value_are_judged_together(name: str, value: str | None, secret: bool, clear: bool) -> None:
    assert is_secret(name, value) is secret
    assert in_clear(name, value) is clear


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("gunicorn app:app --bind 0.0.0.0:$PORT", ("gunicorn", "app:app", "--bind", "0.0.0.0:$PORT")),
        ("serve ${PORT}", ("serve", "${PORT}")),
        ("one && two", ("sh", "-c", "one && two")),
        ("MODE=fast serve", ("sh", "-c", "MODE=fast serve")),
        ("echo 'unclosed", ("sh", "-c", "echo 'unclosed")),
        ("redis-server --requirepass 91ff", ("redis-server", "--requirepass", "***")),
        ("redis-cli -a 91ff ping", ("redis-cli", "-a", "***", "ping")),
        ("mysqladmin -p91ff ping || exit 1", ("sh", "-c", "mysqladmin -p*** ping || exit 1")),
        ("docker compose -p shop up", ("docker", "compose", "-p", "shop", "up")),
        ("run --token=91ff --token-ttl=5", ("run", "--token=***", "--token-ttl=5")),
        ("run --token $TOKEN", ("run", "--token", "$TOKEN")),
        ("curl -u ada:91ff http://localhost/", ("curl", "-u", "***", "http://localhost/")),
        ("curl -H 'Authorization: Bearer 91ff' http://a/", ("curl", "-H", "Authorization: Bearer ***", "http://a/")),
        ("curl --header X-Token:91ff http://a/", ("curl", "--header", "X-Token:***", "http://a/")),
        ("curl -H 'X-Token: $TOKEN' -H 'Accept: text/html'", ("curl", "-H", "X-Token: $TOKEN", "-H", "Accept: text/html")),
        ("docker login -u ada -p 91ff", ("docker", "login", "-u", "ada", "-p", "***")),
        ("docker run -p 80:80 shop", ("docker", "run", "-p", "80:80", "shop")),
        ("", ()),
    ],
)
def test_commands_keep_their_words_and_lose_their_secrets(line: str, words: tuple[str, ...]) -> None:
    assert of_shell(line) == words


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_judged(name: str, value: str) -> None:
    assert is_secret(name, value) or not in_clear(name, value)
    assert len(withheld((name, value))) == 2


@given(st.lists(st.text(alphabet="abcdef -=&|$'\n", min_size=1, max_size=30), max_size=5))
def test_withholding_twice_changes_nothing_more(words: list[str]) -> None:
    once = withheld(tuple(words))
    assert withheld(once) == once
