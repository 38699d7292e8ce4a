"""Asking: what is understood, what answers, what does not, and that no text makes it fail."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opsworthy.documents.parse import parse
from opsworthy.documents.search.entries import entries_of
from opsworthy.documents.search.entry import COMMAND, EXPECTED, STEP, SYMPTOM
from opsworthy.documents.search.index import index_of
from opsworthy.documents.search.question import understand
from opsworthy.documents.search.rank import ask
from opsworthy.documents.search.terms import stem, terms
from opsworthy.documents.search.typos import near
from opsworthy.text.source import Source

RUNBOOK = """# Runbook: shop

## Deployment

### Deploy to staging

1. Apply it.

   ```bash
   kubectl apply -k k8s/overlays/staging
   # Expected: configured
   ```

### Deploy to prod

1. Apply it.

   ```bash
   kubectl apply -k k8s/overlays/prod
   # Expected: configured
   ```

## Troubleshooting

### The database refuses connections

**Symptom**: the log says `ECONNREFUSED` for port 5432.

**Solution**: restart it with `kubectl rollout restart statefulset/postgres`.

### Alerts

| Alert | What to do |
|---|---|
| KafkaConsumerLagHigh | add a consumer and look at the dashboard again |

## Rollback

See the wiki.

> **Open question** (`rollback.duration`): how long does the warehouse take?
"""


def _ask(question: str, text: str = RUNBOOK) -> list[str]:
    index = index_of(entries_of(parse(Source("runbook.md", text), "runbook")))
    return [hit.entry.title for hit in ask(index, question).hits]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("How do I deploy this?", "Deploy to prod"),
        ("how do I deploy in staging", "Deploy to staging"),
        ("deplyo to stage", "Deploy to staging"),
        ("ECONNREFUSED 127.0.0.1:5432", "The database refuses connections"),
        ("2026-05-01T10:00:00Z error connect ECONNREFUSED 10.0.0.7:5432", "The database refuses connections"),
        ("KafkaConsumerLagHigh", "KafkaConsumerLagHigh"),
        ("consumer lag of kafka", "KafkaConsumerLagHigh"),
    ],
)
def test_the_right_entry_comes_first(question: str, title: str) -> None:
    assert _ask(question)[:1] == [title]


@pytest.mark.parametrize(
    "question",
    [
        "How do I undo this deployment?",  # The section only sends the reader elsewhere.
        "how do I deploy to qa",  # No document speaks of that environment.
        "What is the capital of France?",
        "how long does the warehouse take?",  # Stands in an open question alone.
        "RabbitMQ partition",
        "???",
        "the",
    ],
)
def test_what_is_not_answered_is_not_answered(question: str) -> None:
    assert _ask(question) == []


def test_the_nearest_heading_is_named() -> None:
    index = index_of(entries_of(parse(Source("runbook.md", RUNBOOK), "runbook")))
    answer = ask(index, "How do I undo this deployment?")
    assert answer.nearest is not None
    assert answer.nearest.title == "Rollback"
    assert ask(index, "florist gladiolus").unknown == ("florist", "gladiolus")


def test_entries_hold_what_stands_there_with_its_line() -> None:
    entries = {each.title: each for each in entries_of(parse(Source("runbook.md", RUNBOOK), "runbook"))}
    lines = [(each.kind, each.line) for each in entries["Deploy to prod"].lines]
    assert lines == [(STEP, 16), (COMMAND, 19), (EXPECTED, 20)]
    assert entries["Deploy to prod"].environments == ("prod",)
    assert entries["Deploy to prod"].trail == ("Deployment",)
    assert entries["The database refuses connections"].lines[0].kind == SYMPTOM
    assert entries["KafkaConsumerLagHigh"].kind == "row"
    assert not any("warehouse" in line.text for each in entries.values() for line in each.lines)


def test_parts_belong_to_what_they_are_parts_of() -> None:
    text = "# R\n\n## Rollback\n\n### Steps\n\n```sh\nhelm rollback shop\n```\n\n### Verify\n\n```sh\nhelm status shop\n```\n"
    rollback = next(each for each in entries_of(parse(Source("r.md", text), "runbook")) if each.title == "Rollback")
    assert [each.text for each in rollback.below if each.kind == COMMAND] == ["helm rollback shop", "helm status shop"]
    assert "verification" in rollback.parts


def test_words_are_known_in_their_forms() -> None:
    assert {stem(word) for word in ("deploy", "deploys", "deployed", "deploying", "deployment")} == {"deploy"}
    assert {stem(word) for word in ("migrate", "migrations", "migrating")} == {stem("migration")}
    assert stem("status") == "status"
    assert terms("CrashLoopBackOff") == ["crashloopbackoff", "crash", "loop", "back", "off"]
    assert "api_key" in terms("api_key")
    assert "5432" in terms("10.0.0.1:5432")


def test_slips_are_mended_and_short_words_left_alone() -> None:
    assert near("rolbback", ["rollback", "restart"]) == "rollback"
    assert near("databse", ["database"]) == "database"
    assert near("bread", ["break"]) is None
    assert near("reset", ["rest"]) is None
    assert near("5433", ["5432"]) is None


def test_intents_and_environments_are_understood() -> None:
    asked = understand("How do I roll back the last release in staging?", lambda _term: True)
    assert asked.intents[0].name == "undo"
    assert asked.environments == ("staging",)
    assert asked.asks
    assert not understand("Error: ECONNREFUSED", lambda _term: True).asks


@settings(max_examples=60, deadline=None)
@given(question=st.text(max_size=200), text=st.text(max_size=400))
def test_no_text_makes_it_fail(question: str, text: str) -> None:
    _ask(question, text)
    _ask(question)


def test_long_logs_are_quick_enough_to_wait_for() -> None:
    assert _ask("ECONNREFUSED 5432 " + "x" * 50_000 + " a-b-c" * 5_000)[:1] == ["The database refuses connections"]
