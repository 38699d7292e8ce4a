"""What commands do by rule, by their SQL and by their options, and what they need; single lines are cases in tests/grammars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.commands.command import Command, Effect
from opsworthy.commands.interpret import interpret
from opsworthy.commands.sql import effect_of_sql
from opsworthy.text.location import Location

HERE = Location("runbook.md", 1, 1)


def _only(text: str) -> Command:
    (command,) = interpret(text, HERE)
    return command


@pytest.mark.parametrize(
    ("line", "needs"),
    [
        ("kubectl get pods -n shop", {"cluster"}),
        ("kubectl kustomize overlays/prod", set()),
        ("docker ps", {"daemon"}),
        ("docker push registry.example.com/api:1.4", {"daemon", "login", "network"}),
        ("aws s3 ls", {"login", "network"}),
        ("terraform fmt", set()),
        ("terraform apply", {"login", "network"}),
        ("git log", set()),
        ("git push origin main", {"login", "network"}),
        ("psql -c 'select 1'", {"database"}),
        ("kubectl exec deploy/api -- alembic upgrade head", {"cluster", "database"}),
        ("ssh web1 systemctl restart api", {"host", "root"}),
        ("shopctl deploy", set()),
    ],
)
def test_a_command_says_what_it_needs(line: str, needs: set[str]) -> None:
    assert _only(line).needs == needs


def test_sql_that_a_client_is_fed_counts_as_its_own() -> None:
    assert _only("psql shop <<SQL\nDELETE FROM sessions;\nSQL").effect is Effect.DESTROYS
    assert _only("psql shop <<SQL\nSELECT 1;\nSQL").effect is Effect.READS


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("select 1", Effect.READS),
        ("select 'drop table x'", Effect.READS),
        ("-- drop table x\nselect 1", Effect.READS),
        ("select 1; drop table x", Effect.DESTROYS),
        ("DROP VIEW x", Effect.CHANGES),
        ("update x set y = 1", Effect.CHANGES),
        ("with a as (update x set y = 1 returning *) select * from a", Effect.CHANGES),
        ("select pg_terminate_backend(pid) from pg_stat_activity", Effect.CHANGES),
        ("begin; truncate x; rollback", Effect.READS),
        ("begin; truncate x; commit", Effect.DESTROYS),
        ("copy x to stdout", Effect.READS),
        ("copy x from stdin", Effect.CHANGES),
        ("\\i restore.sql", Effect.UNKNOWN),
        ("SQL HERE", Effect.UNKNOWN),
        ("", Effect.UNKNOWN),
    ],
)
def test_a_statement_does_what_its_first_words_say(text: str, effect: Effect) -> None:
    assert effect_of_sql(text) is effect


@given(st.text(max_size=400))
def test_no_text_breaks_the_reading_of_sql(text: str) -> None:
    assert effect_of_sql(text) in Effect
