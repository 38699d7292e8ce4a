"""What differs between environments, what changed between two models, and several systems in one repository."""

from handmade import at, compose, container, deployment, overlay, said, system

from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.operations import AlertRule
from opsworthy.system.comparison import Change, changes
from opsworthy.text.location import Stated, Unknown


def _said(changed: tuple[Change, ...]) -> list[tuple[str, str, str, str | None, str | None]]:
    return [
        (
            each.kind,
            each.name,
            each.attribute,
            each.before.value if each.before else None,
            each.after.value if each.after else None,
        )
        for each in changed
        if each.kind != "system"
    ]


def test_the_same_model_has_no_changes_even_where_its_files_moved() -> None:
    before = system(deployment("api", container(image="shop/api:1", ports=[80], path="old.yaml")))
    after = system(deployment("api", container(image="shop/api:1", ports=[80], path="new.yaml")))
    assert changes(before, after) == ()


def test_what_came_what_went_and_what_is_said_differently() -> None:
    before = system(
        deployment("api", container(image="shop/api:1", ports=[80])), deployment("old", container(image="shop/old:1"))
    )
    after = system(
        deployment("api", container(image="shop/api:2", ports=[8080])), deployment("new", container(image="shop/new:1"))
    )
    assert _said(changes(before, after)) == [
        ("service", "api", "port 80", "TCP", None),
        ("service", "api", "image", "shop/api:1", "shop/api:2"),
        ("service", "api", "port 8080", None, "TCP"),
        ("service", "new", "", None, "yes"),
        ("service", "old", "", "yes", None),
    ]


def test_an_alert_with_another_threshold_is_a_change() -> None:
    def alert(threshold: str) -> AlertRule:
        return AlertRule("Errors", "prometheus", at("rules.yaml"), threshold=said(threshold, "rules.yaml", 4))

    assert _said(changes(system(alert("> 0.05")), system(alert("> 0.1")))) == [
        ("alert", "Errors", "threshold", "> 0.05", "> 0.1")
    ]


def test_environments_differ_in_what_each_says() -> None:
    made = system(
        overlay("staging"),
        overlay("prod"),
        deployment("api", container(image="shop/api:2", settings=(("LEVEL", "debug"), ("ZONE", "a"))), environment="staging"),
        deployment("api", container(image="shop/api:1", settings=(("LEVEL", "info"), ("ZONE", "a"))), environment="prod"),
    )
    told = {each.attribute: [(name, stated.value) for name, stated in each.values] for each in made.differences}
    assert told == {
        "image": [("staging", "shop/api:2"), ("prod", "shop/api:1")],
        "variable LEVEL": [("staging", "debug"), ("prod", "info")],
    }


def test_projects_in_folders_of_their_own_are_several_systems() -> None:
    made = system(
        compose("web", container("web", build="one/Dockerfile", ports=[80], path="one/compose.yaml"), path="one/compose.yaml"),
        compose("bot", container("bot", build="two/Dockerfile", ports=[81], path="two/compose.yaml"), path="two/compose.yaml"),
    )
    assert [(each.folder, each.services) for each in made.parts] == [("one", ("web",)), ("two", ("bot",))]


def test_what_needs_each_other_is_one_system() -> None:
    made = system(
        compose(
            "web",
            container("web", build="one/Dockerfile", settings=(("BOT", "http://bot:81"),), ports=[80]),
            path="one/compose.yaml",
        ),
        compose("bot", container("bot", build="two/Dockerfile", ports=[81]), path="two/compose.yaml"),
    )
    assert made.parts == ()


def _database(environment: str | None = None, count: Stated[int] | Unknown | None = None) -> Resource:
    return Resource(
        "aws", "terraform", "aws_db_instance", "orders", "aws_db_instance.orders", "database", at("db.tf"), "postgresql",
        environment, count, (("size", said("db.t3.micro", "db.tf", 4)), ("version", said("16", "db.tf", 3))),
    )  # fmt: skip


def test_a_managed_database_is_a_datastore() -> None:
    store = system(_database()).datastores[0]
    assert (store.name, store.engine, store.platform, store.version, store.plan) == (
        "orders",
        "postgresql",
        "aws",
        "16",
        "db.t3.micro",
    )


def test_one_that_no_file_lets_exist_is_none() -> None:
    assert system(_database(count=Stated(0, at("db.tf", 2)))).datastores == ()
    assert len(system(_database(count=Unknown("var.on is not set", at("db.tf", 2)))).datastores) == 1


def test_a_compose_database_is_the_managed_one_on_a_developers_machine() -> None:
    made = system(
        deployment("api", container(image="shop/api:1", ports=[80])),
        compose("db", container("db", "postgres:16")),
        _database(),
    )
    assert [(each.name, each.platform) for each in made.datastores] == [("orders", "aws")]
