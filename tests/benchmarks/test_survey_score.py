"""The arithmetic of the survey benchmark, on a tiny made-up unit."""

from dataclasses import replace

from benchmarks.survey.label import Datastore, Label, Named, Pipelines, Service
from benchmarks.survey.matching import Outcome, hold
from benchmarks.survey.reported import Reported, Running, Thing, route
from benchmarks.survey.score import Score, scores, table

LABEL = Label(
    repo="o/n",
    commit="0" * 40,
    subdir="",
    about="made up",
    deployable=True,
    kind="service",
    paid_resources=False,
    services=(
        Service("web", "web", (8080,), ("/healthz",), 1, "c.yml:1", ports_also=(80,), health_also=("/ready",)),
        Service("worker", "worker", (), (), 1, "c.yml:5", also=("jobs", "queue_worker")),
        Service("mail", "worker", (1025,), (), 1, "o.yml:1", optional=True),
    ),
    datastores=(
        Datastore("postgresql", "db", "c.yml:9"),
        Datastore("redis", "cache", "c.yml:12"),
        Datastore("mysql", "other", "m.yml:1", optional=True),
    ),
    environments=(Named("production", "p.yml:1"),),
    secrets=(Named("DB_PASSWORD", "c.yml:10", also=("password",)), Named("API_KEY", "e:1")),
    ci=(Pipelines("GitHub Actions", "w.yml"), Pipelines("Travis CI", "t.yml", optional=True)),
)
RIGHT = Reported(
    deployable=True,
    paid=False,
    services=(
        Running("web", frozenset({8080}), frozenset({"/healthz"}), "c.yml:1"),
        Running("worker", frozenset(), frozenset(), "c.yml:5"),
    ),
    datastores=(Thing("db", "c.yml:9", "postgresql"), Thing("cache", "c.yml:12", "redis")),
    environments=(Thing("production", "p.yml:1"),),
    secrets=(Thing("DB_PASSWORD", "c.yml:10"), Thing("API_KEY", "e:1")),
    ci=(Thing("github-actions", "w.yml"),),
)


def _errors(said: Reported) -> list[tuple[str, str, str]]:
    return [(error.kind, error.sort, error.what) for error in hold(LABEL, said).errors]


def test_what_is_right_has_no_errors() -> None:
    outcome = hold(LABEL, RIGHT)
    assert outcome.errors == []
    assert outcome.right == {
        "deployable": 1,
        "paid": 1,
        "services": 2,
        "ports": 1,
        "health": 1,
        "datastores": 2,
        "environments": 1,
        "secrets": 2,
        "ci": 1,
    }


def test_yes_and_no() -> None:
    assert _errors(replace(RIGHT, deployable=False)) == [("deployable", "missed", "said no, is yes")]
    assert _errors(replace(RIGHT, paid=True)) == [("paid", "wrong", "said yes, is no")]


def test_a_missed_service_misses_its_ports_and_paths() -> None:
    assert _errors(replace(RIGHT, services=RIGHT.services[1:])) == [
        ("services", "missed", "web"),
        ("ports", "missed", "web: 8080"),
        ("health", "missed", "web: /healthz"),
    ]


def test_a_service_too_many_is_wrong_once() -> None:
    more = Running("extra", frozenset({1}), frozenset({"/x"}), "x.yml:1")
    assert _errors(replace(RIGHT, services=(*RIGHT.services, more))) == [("services", "wrong", "extra")]


def test_the_same_service_twice_is_wrong() -> None:
    assert _errors(replace(RIGHT, services=(*RIGHT.services, RIGHT.services[0]))) == [("services", "wrong", "web")]


def test_other_names_match_and_further_ones_do_not_count() -> None:
    web = RIGHT.services[0]
    jobs = Running("JOBS", frozenset(), frozenset(), "p:1")
    queue = Running("queue-worker", frozenset({5}), frozenset(), "p:2")
    assert _errors(replace(RIGHT, services=(web, jobs))) == []
    assert _errors(replace(RIGHT, services=(web, jobs, queue))) == []
    assert _errors(replace(RIGHT, services=(*RIGHT.services, jobs))) == []


def test_optional_entries_are_neither_right_nor_wrong() -> None:
    mail = Running("mail", frozenset({9999}), frozenset({"/x"}), "o.yml:1")
    said = replace(
        RIGHT,
        services=(*RIGHT.services, mail),
        datastores=(*RIGHT.datastores, Thing("other", "m.yml:1", "mysql")),
        ci=(*RIGHT.ci, Thing("travis-ci", "t.yml")),
    )
    assert hold(LABEL, said) == hold(LABEL, RIGHT)


def test_ports_and_paths_are_compared_service_by_service() -> None:
    web = Running("web", frozenset({80, 9000}), frozenset({"/ready", "/live"}), "c.yml:1")
    assert _errors(replace(RIGHT, services=(web, RIGHT.services[1]))) == [
        ("ports", "wrong", "web: 9000"),
        ("ports", "missed", "web: 8080"),
        ("health", "wrong", "web: /live"),
        ("health", "missed", "web: /healthz"),
    ]


def test_stores_are_matched_one_to_one_by_engine() -> None:
    twice = (*RIGHT.datastores, Thing("second", "d.yml:1", "redis"))
    assert _errors(replace(RIGHT, datastores=twice)) == [("datastores", "wrong", "redis (second)")]
    renamed = (Thing("postgres", "c.yml:9", "postgresql"), RIGHT.datastores[1])
    assert _errors(replace(RIGHT, datastores=renamed)) == []
    assert _errors(replace(RIGHT, datastores=RIGHT.datastores[:1])) == [("datastores", "missed", "redis (cache)")]


def test_a_name_goes_before_an_optional_store_of_the_same_engine() -> None:
    two = replace_stores(Datastore("s3", "logs", "a:1", optional=True), Datastore("s3", "files", "a:2"))
    said = replace(RIGHT, datastores=(Thing("logs", "a:1", "s3"),))
    assert [(error.sort, error.what) for error in hold(two, said).errors] == [("missed", "s3 (files)")]


def replace_stores(*stores: Datastore) -> Label:
    return Label(**{**{name: getattr(LABEL, name) for name in LABEL.__struct_fields__}, "datastores": stores})


def test_names_compare_without_case_and_dashes() -> None:
    said = (Thing("db-password", "c.yml:10"), Thing("Api_Key", "e:1"), Thing("TOKEN", "z:1"))
    assert _errors(replace(RIGHT, secrets=said)) == [("secrets", "wrong", "TOKEN")]


def test_providers() -> None:
    assert _errors(replace(RIGHT, ci=(Thing("jenkins", "Jenkinsfile"),))) == [
        ("ci", "missed", "github-actions"),
        ("ci", "wrong", "jenkins"),
    ]


def test_precision_and_recall() -> None:
    half = Outcome("half")
    half.fits("ports", 6)
    half.wrong("ports", "web: 1", "a:1")
    half.missed("ports", "web: 2", "a:2")
    half.missed("ports", "web: 3", "a:2")
    ports = next(score for score in scores([half, half]) if score.kind == "ports")
    assert (ports.right, ports.wrong, ports.missed) == (12, 2, 4)
    assert (ports.precision, ports.recall) == (12 / 14, 12 / 16)
    assert not ports.good
    assert Score("ci", 0, 0, 0).precision == 1.0
    assert Score("ci", 97, 3, 5).good
    assert not Score("ci", 96, 4, 0).good


def test_the_table_marks_what_is_too_low() -> None:
    lines = table([Score("ports", 1, 1, 0), Score("ci", 1, 0, 0)])
    assert lines[1].endswith(" *")
    assert not lines[2].endswith(" *")


def test_routes_compare_without_query_and_last_slash() -> None:
    assert route("/health/?full=1") == "/health"
    assert route("/") == "/"
