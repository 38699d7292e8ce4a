"""Databases, caches and queues: declared, attached, or only spoken to."""

import pytest
from handmade import at, compose, container, datastore, deployment, dockerfile, overlay, process, read, system

from opsworthy.facts.project import ProductUsed, VariableDocumented
from opsworthy.facts.workloads import AddOn
from opsworthy.system.model import System


def _engines(made: System) -> list[tuple[str, str, str]]:
    return [(each.name, each.engine, each.platform) for each in made.datastores]


@pytest.mark.parametrize(
    ("image", "engine", "version"),
    [
        ("postgres:16-alpine", "postgresql", "16"),
        ("docker.io/bitnami/postgresql:15.4.0", "postgresql", "15.4.0"),
        ("postgis/postgis:16-3.4", "postgresql", "16"),
        ("registry.example.com:5000/library/redis@sha256:0123", "redis", None),
        ("valkey/valkey:latest", "valkey", None),
        ("docker.elastic.co/elasticsearch/elasticsearch:8.1.0", "elasticsearch", "8.1.0"),
        ("confluentinc/cp-kafka:7.5.0", "kafka", "7.5.0"),
        ("quay.io/minio/minio:RELEASE.2024-01-01", "minio", None),
    ],
)
def test_an_engine_by_its_image(image: str, engine: str, version: str | None) -> None:
    made = system(deployment("store", container("store", image), kind="StatefulSet"))
    assert _engines(made) == [("store", engine, "kubernetes")]
    assert made.datastores[0].version == version
    assert made.services == ()


@pytest.mark.parametrize(
    ("image", "command", "kind"),
    [
        ("postgres:16", "pg_dump --file /backups/all", "Deployment"),
        ("postgres:16", "", "CronJob"),
        ("oliver006/redis_exporter:v1", "", "Deployment"),
        ("mongo-express", "", "Deployment"),
        ("registry.example.com/postgres-tools:1", "", "Deployment"),
    ],
)
def test_what_only_talks_to_a_database_is_none(image: str, command: str, kind: str) -> None:
    assert system(deployment("store", container("store", image, command=command), kind=kind)).datastores == ()


def test_a_server_whose_command_also_calls_its_client() -> None:
    command = "sh -c redis-server & redis-cli ping"
    assert _engines(system(deployment("cache", container("cache", "redis:7", command=command))))[0][1] == "redis"


def test_an_image_that_is_built_from_an_engine() -> None:
    made = system(
        dockerfile("mongo/Dockerfile", base="mongo:6"),
        compose("mongodb", container("mongodb", "shop/db", build="mongo/Dockerfile")),
    )
    assert _engines(made) == [("mongodb", "mongodb", "compose")]


def test_one_datastore_on_the_cluster_and_under_compose() -> None:
    made = system(
        overlay("prod"),
        deployment("api", environment="prod"),
        deployment("postgres", container("postgres", "postgres:16"), environment="prod", kind="StatefulSet"),
        compose("db", container("db", "postgres:15")),
    )
    assert _engines(made) == [("postgres", "postgresql", "kubernetes")]
    assert [(each.environment, each.platform) for each in datastore(made, "postgres").placements] == [
        ("prod", "kubernetes"),
        (None, "compose"),
    ]


def test_what_only_compose_has_beside_kubernetes_stands_elsewhere() -> None:
    made = system(deployment("api"), compose("db", container("db", "postgres:15")))
    assert _engines(made) == [("db", "postgresql", "external")]


def test_an_add_on_and_its_stand_in() -> None:
    made = system(
        process("web"),
        AddOn("heroku", "heroku-postgresql", at("app.json", 4), "essential-0", "DATABASE"),
        AddOn("heroku", "papertrail", at("app.json", 5)),
        compose("db", container("db", "postgres:16")),
        compose("web", container("web", build="Dockerfile")),
    )
    store = datastore(made, "heroku-postgresql")
    assert (store.platform, store.plan, store.version) == ("heroku", "essential-0", "16")
    assert [each.platform for each in store.placements] == ["heroku", "compose"]
    assert [(each.product, each.kind, each.paid) for each in made.third_parties] == [("papertrail", "observability", True)]
    assert store.used_by == ("web",)


def test_two_add_ons_of_one_product() -> None:
    made = system(
        process("web"),
        AddOn("heroku", "heroku-redis", at("app.json", 4), "mini", "CACHE"),
        AddOn("heroku", "heroku-redis", at("app.json", 5), "mini", "QUEUE"),
    )
    assert [each.name for each in made.datastores] == ["heroku-redis", "heroku-redis-queue"]


class TestExternal:
    """Datastores that only code knows of."""

    def _used(self, product: str, package: str) -> ProductUsed:
        return ProductUsed(product, "datastore", package, at("requirements.txt", 2))

    def test_the_one_sql_engine_of_the_code(self) -> None:
        made = system(process("web"), self._used("PostgreSQL", "psycopg"))
        assert _engines(made) == [("postgresql", "postgresql", "external")]

    def test_two_sql_engines_are_a_choice_that_nobody_tells(self) -> None:
        made = system(process("web"), self._used("PostgreSQL", "psycopg"), self._used("MySQL", "mysqlclient"))
        assert made.datastores == ()

    def test_an_example_address_tells_it(self) -> None:
        made = system(
            process("web"),
            self._used("PostgreSQL", "psycopg"),
            self._used("MySQL", "mysqlclient"),
            VariableDocumented("DATABASE_URL", at(".env.example", 3), "mysql://localhost/app"),
        )
        assert _engines(made) == [("mysql", "mysql", "external")]

    def test_a_client_without_a_setting_is_only_an_option(self) -> None:
        assert system(process("web"), self._used("Redis", "redis")).datastores == ()
        assert _engines(system(process("web"), self._used("Redis", "redis"), read("REDIS_URL"))) == [
            ("redis", "redis", "external")
        ]

    def test_what_is_declared_is_not_said_again(self) -> None:
        made = system(
            deployment("api"),
            deployment("db", container("db", "mariadb:11")),
            self._used("MySQL", "mysqlclient"),
            read("DATABASE_URL"),
        )
        assert _engines(made) == [("db", "mariadb", "kubernetes")]

    def test_a_compose_file_that_runs_the_service_names_all_that_it_needs(self) -> None:
        made = system(
            compose("api", container("api", build="Dockerfile", ports=[80])),
            compose("db", container("db", "postgres:16")),
            self._used("ClickHouse", "clickhouse-connect"),
            read("CLICKHOUSE_URL"),
        )
        assert _engines(made) == [("db", "postgresql", "compose")]
