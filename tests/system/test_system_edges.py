"""Who needs whom, and why."""

import pytest
from handmade import at, compose, container, deployment, dockerfile, front, needs, process, read, said, system
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.facts.project import ProductUsed
from opsworthy.facts.workloads import ConfigDeclared, Container, NetworkRule
from opsworthy.system.addresses import hosts
from opsworthy.text.location import Stated


class TestReasons:
    def test_an_address_in_a_setting(self) -> None:
        made = system(
            deployment("orders", container(settings=(("CART_URL", "http://cart:8080"),))),
            deployment("cart"),
            front("cart", (8080, None)),
        )
        assert needs(made, "orders") == {"cart": "`CART_URL` holds its address"}

    def test_an_address_in_a_config_map(self) -> None:
        imports = (Stated(("configmap", "orders-config"), at("k8s/app.yaml", 9)),)
        made = system(
            ConfigDeclared("orders-config", (("DATABASE_HOST", said("postgres.shop.svc.cluster.local")),), at("k8s/config.yaml")),
            deployment("orders", Container("orders", at("k8s/app.yaml"), imports=imports)),
            deployment("postgres", container("postgres", "postgres:16")),
        )
        assert needs(made, "orders") == {"postgres": "`DATABASE_HOST` holds its address"}

    def test_a_host_on_the_internet_is_not_the_service_of_that_name(self) -> None:
        made = system(deployment("orders", container(settings=(("CART_URL", "https://cart.example.com"),))), deployment("cart"))
        assert needs(made, "orders") == {}

    def test_an_address_in_a_command(self) -> None:
        command = "/app --backend-url=http://cart:8080/echo --cache-server=tcp://cache:6379 --level=orders"
        made = system(
            deployment("front", container(command=command)),
            deployment("cart"),
            deployment("orders"),
            deployment("cache", container("cache", "redis:7")),
        )
        assert needs(made, "front") == {"cache": "`cache-server` holds its address", "cart": "`backend-url` holds its address"}

    def test_a_variable_with_the_name_of_one_of_two_databases(self) -> None:
        stores = [deployment(name, container(name, "postgres:16", ports=[5432])) for name in ("accounts-db", "ledger-db")]
        taken = [("ACCOUNTS_DB_URI", "settings", "uri"), ("SHOP_DB_URI", "settings", "other")]
        made = system(stores, deployment("contacts", container(secrets=taken)))
        assert needs(made, "contacts") == {"accounts-db": "`ACCOUNTS_DB_URI` connects it"}

    def test_of_services_of_one_source_those_that_are_told_the_address_use_the_store(self) -> None:
        made = system(
            deployment("front", container("front", "shop/app", settings=(("CACHE_ADDR", "cache:6379"),))),
            deployment("back", container("back", "shop/app")),
            deployment("cache", container("cache", "redis:7")),
            dockerfile("app/Dockerfile"),
            ProductUsed("Redis", "datastore", "redigo", at("app/go.mod", 10)),
        )
        assert needs(made, "front") == {"cache": "`CACHE_ADDR` holds its address"}
        assert needs(made, "back") == {}

    def test_what_compose_starts_first(self) -> None:
        made = system(compose("api", needs=["db", "nobody", "api"]), compose("db", container("db", "postgres:16")))
        assert needs(made, "api") == {"db": "it is started first"}

    def test_whom_a_network_policy_lets_in(self) -> None:
        rule = NetworkRule("cart", (("app", "cart"),), at("k8s/netpol.yaml"), allows_from=((("app", "orders"),), ()))
        assert needs(system(deployment("orders"), deployment("cart"), rule), "orders") == {
            "cart": "the network policy cart lets it in"
        }

    def test_a_client_in_the_code(self) -> None:
        made = system(
            process("web"),
            ProductUsed("Redis", "datastore", "redis", at("requirements.txt", 2)),
            compose("cache", container("cache", "valkey/valkey:8")),
            compose("web", container("web", build="Dockerfile")),
        )
        assert needs(made, "web") == {"cache": "its code uses redis"}

    def test_a_variable_that_could_mean_two_datastores_means_none(self) -> None:
        stores = [deployment(name, container(name, "postgres:16")) for name in ("users", "orders")]
        assert needs(system(deployment("api", container(secrets=[("DATABASE_URL", "s", "url")])), stores), "api") == {}

    def test_the_strongest_reason_first_and_every_place(self) -> None:
        made = system(
            compose("api", container("api", build="Dockerfile", settings=(("DB_HOST", "db"),)), needs=["db"]),
            compose("db", container("db", "postgres:16")),
            read("DB_HOST"),
        )
        (edge,) = made.services[0].depends_on
        assert edge.because == "`DB_HOST` holds its address"
        assert [place.path for place in edge.locations] == ["somewhere", "compose.yaml", "app.py"]


class TestMigrations:
    def test_web_waits_for_the_release_and_the_release_for_its_database(self) -> None:
        made = system(
            process("web"), process("release", "alembic upgrade head"), read("DATABASE_URL"),
            ProductUsed("PostgreSQL", "datastore", "psycopg", at("requirements.txt")),
        )  # fmt: skip
        assert needs(made, "web")["release"] == "its migrations run first"
        assert list(needs(made, "release")) == ["postgresql"]
        assert made.deployment_order() == (("postgresql",), ("release",), ("web",))

    def test_a_migration_that_shares_all_settings_needs_only_the_database(self) -> None:
        settings = (("DATABASE_HOST", "postgres"), ("CART_URL", "http://cart:80"))
        made = system(
            deployment("orders", container("o", "orders:1", settings=settings)),
            deployment(
                "orders-migrate", container("m", "orders:1", settings=settings, command="alembic upgrade head"), kind="Job"
            ),
            deployment("cart"),
            deployment("postgres", container("postgres", "postgres:16")),
        )
        assert list(needs(made, "orders-migrate")) == ["postgres"]
        assert set(needs(made, "orders")) == {"postgres", "cart", "orders-migrate"}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("CART_URL", "http://cart:8080/v1", ("cart",)),
        ("DATABASE_URL", "postgresql://user:pa@ss@db.internal/app", ("db.internal",)),
        ("BROKERS", "kafka-1:9092,kafka-2:9092", ("kafka-1", "kafka-2")),
        ("DSN", "user@tcp(mysql:3306)/app", ("mysql",)),
        ("CONNECTION", "host=postgres user=app", ("postgres",)),
        ("REDIS_HOST", "redis", ("redis",)),
        ("MODE", "redis", ()),
        ("GREETING", "hello there", ()),
        ("JDBC_URL", "jdbc:postgresql://ledger-db:5432/bank", ("ledger-db",)),
    ],
)
def test_hosts_of_a_value(name: str, value: str, expected: tuple[str, ...]) -> None:
    assert hosts(name, value) == expected


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_value_gives_words_without_blanks(name: str, value: str) -> None:
    assert all(host == "".join(host.split()) for host in hosts(name, value))


def test_of_shared_settings_those_that_the_code_reads() -> None:
    shared = (("CART_URL", "http://cart:80"), ("USER_URL", "http://user:80"))
    made = system(
        [
            compose(name, container(name, build=f"{name}/Dockerfile", ports=[80], settings=shared, path=".env"))
            for name in ("cart", "user", "web")
        ],
        read("USER_URL", "web/app.py"),
        read("LOG_LEVEL", "cart/app.py"),
    )
    assert needs(made, "web") == {"user": "`USER_URL` holds its address"}
    assert needs(made, "cart") == {}
    assert set(needs(made, "user")) == {"cart"}
