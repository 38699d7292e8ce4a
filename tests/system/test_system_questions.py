"""What people are asked: only what no file says, and not much."""

import tomllib
from pathlib import Path

from handmade import at, compose, container, deployment, front, job, overlay, process, read, system, workflow

from opsworthy.facts.fact import Fact
from opsworthy.facts.project import Answer, PackageDeclared, ProductUsed, SecretDeclared
from opsworthy.facts.workloads import Ingress
from opsworthy.system import questions
from opsworthy.system.mentions import slug
from opsworthy.system.model import System

TABLE = Path(questions.__file__).parent / "questions.toml"


def _keys(made: System) -> list[str]:
    return [each.key for each in made.questions]


def _weather(*more: Fact) -> System:
    deploy = job("deploy", "git push heroku main", "uses:slackapi/slack-github-action@v2", environment="production")
    return system(process("web"), workflow(deploy), read("DATABASE_URL"), *more)


class TestWhatIsAsked:
    def test_a_small_service_is_asked_little(self) -> None:
        made = _weather(
            ProductUsed("PostgreSQL", "datastore", "psycopg", at("requirements.txt")),
            ProductUsed("Stripe", "saas", "stripe", at("requirements.txt"), paid=True),
            SecretDeclared("STRIPE_API_KEY", "heroku", at("app.json", 9)),
        )
        assert len(made.questions) <= 25
        assert {"heroku.app.production", "environments.production.url", "usage.stripe.per-month"} <= {*_keys(made)}
        assert not [key for key in _keys(made) if "context" in key or "<" in key]

    def test_a_host_in_an_ingress_answers_for_its_environment(self) -> None:
        made = system(
            overlay("dev"),
            overlay("prod"),
            [deployment("api", container(ports=[80]), environment=name) for name in ("dev", "prod")],
            [front("api", (80, None), environment=name) for name in ("dev", "prod")],
            Ingress("api", "shop.example.com", "/", "api", at("k8s/ingress.yaml"), environment="prod"),
        )
        assert [key for key in _keys(made) if key.endswith(".url")] == ["environments.dev.url"]
        assert [key for key in _keys(made) if key.endswith(".context")] == [
            "environments.dev.context",
            "environments.prod.context",
        ]

    def test_an_answer_ends_the_question(self) -> None:
        told = Answer(("contacts", "on-call"), "#on-call", at("opsworthy.toml", 2))
        empty = Answer(("contacts", "escalation"), "", at("opsworthy.toml", 3))
        made = _weather(told, empty)
        assert "contacts.on-call" not in _keys(made)
        assert "contacts.escalation" in _keys(made)
        answer = made.answer("contacts.on-call")
        assert answer is not None
        assert answer.value == "#on-call"

    def test_without_an_environment_there_is_one_nameless(self) -> None:
        keys = _keys(system(deployment("api", container(ports=[80]))))
        assert "environments.default.context" in keys
        (asked,) = [each for each in system(process("web")).questions if each.key == "heroku.app.default"]
        assert "the only environment" in asked.ask

    def test_a_library_is_asked_about_releases(self) -> None:
        package = PackageDeclared("pyproject.toml", "python", at("pyproject.toml"), "weather", publishable=True)
        assert _keys(system(package)) == ["contacts.maintainer", "release.approver", "release.minutes", "rollback.minutes"]

    def test_nothing_to_deploy_nothing_to_ask(self) -> None:
        assert system(paths=["README.md"]).questions == ()

    def test_a_worker_has_no_address(self) -> None:
        keys = _keys(system(compose("worker", container(command="celery worker"))))
        assert "environments.default.url" not in keys
        assert "monitoring.thresholds.latency-p95-ms" not in keys

    def test_a_product_that_no_setting_mentions_is_not_counted(self) -> None:
        made = _weather(ProductUsed("Stripe", "saas", "stripe", at("requirements.txt"), paid=True))
        assert "usage.stripe.per-month" not in _keys(made)


class TestTable:
    def test_each_row_is_complete_and_each_condition_known(self) -> None:
        rows = tomllib.loads(TABLE.read_text("utf-8"))["question"]
        known = {*questions._PLAIN, *questions._EACH}
        for row in rows:
            assert {"key", "ask", "who", "section", "example", "when"} == row.keys()
            assert set(row["when"]) <= known, row["key"]
            assert row["ask"].endswith(("?", "."))
            assert ("<" in row["key"]) == bool(set(row["when"]) & questions._EACH.keys())

    def test_a_key_stands_once(self) -> None:
        data = tomllib.loads(TABLE.read_text("utf-8"))
        keys = [row["key"] for row in (*data["question"], *data["welcome"])]
        assert sorted(set(keys)) == sorted(keys)

    def test_a_slug_is_a_bare_key(self) -> None:
        assert slug("Google Pub/Sub") == "google-pub-sub"
        assert slug("openweathermap.org") == "openweathermap-org"
