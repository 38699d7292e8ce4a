"""Files for several platforms: which of them says how the system runs, and what the others add."""

from dataclasses import replace

from handmade import at, compose, container, datastore, deployment, dockerfile, process, said, service, system

from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.project import Dependency, EnvironmentDeclared, PackageDeclared, PortListened, ProductUsed, SecretDeclared
from opsworthy.facts.workloads import ConfigDeclared, Workload
from opsworthy.system.model import System
from opsworthy.text.location import Stated


def _names(made: System) -> list[str]:
    return sorted(each.name for each in made.services)


def test_a_task_at_times_on_one_platform_stands_beside_what_lasts_on_another() -> None:
    task = Workload("ansible", "cron", "import", at("roles/app/tasks/main.yml", 9), schedule=said("0 8 * * *"))
    made = system(
        compose("web", container("web", build="web/Dockerfile", ports=[80])), compose("db", container("db", "postgres:16")), task
    )
    assert _names(made) == ["import", "web"]
    assert service(made, "web").platform == "compose"
    assert datastore(made, "db").platform == "compose"


def test_a_task_at_times_is_the_system_where_nothing_lasts() -> None:
    made = system(Workload("ansible", "cron", "import", at("roles/app/tasks/main.yml", 9), schedule=said("0 8 * * *")))
    assert _names(made) == ["import"]


def test_a_compose_file_for_production_says_more_than_a_procfile() -> None:
    place = EnvironmentDeclared("production", at("production.yml"), "compose", ("compose", "production.yml"))
    live = compose("api", container("api", build="Dockerfile", ports=[5000]), path="production.yml")
    made = system(process("web", "gunicorn app"), place, replace(live, environment="production"))
    assert _names(made) == ["api"]
    beside = compose("api", container("api", build="Dockerfile", ports=[5000]), path="docker-compose.yml")
    assert service(system(process("web", "gunicorn app"), beside), "web").platform == "heroku"


def test_an_image_of_a_registry_with_the_name_of_a_folder_that_builds_one_is_the_systems_own() -> None:
    built = [dockerfile("backend/Dockerfile", ports=[5005]), dockerfile("frontend/Dockerfile", ports=[8080])]
    front = compose("frontend", container("frontend", "cr.example.org/abc/frontend:1", ports=[8080]), needs=["backend"])
    made = system(built, front, compose("backend", container("backend", "cr.example.org/abc/backend:1", ports=[5005])))
    assert service(made, "frontend").platform == "compose"
    assert [each.name for each in service(made, "frontend").depends_on] == ["backend"]


def test_a_container_that_a_local_host_starts_too_is_told_once() -> None:
    local = Resource("aspire", "aspire", "AddRedis", "redis", "redis", "cache", at("AppHost/Program.cs", 4), "redis")
    made = system(
        compose("api", container("api", build="Dockerfile", ports=[80])), compose("redis", container("redis", "redis:7")), local
    )
    assert [(each.name, each.platform) for each in made.datastores] == [("redis", "compose")]


def test_source_that_serves_has_the_folder_of_its_package() -> None:
    needs = (Dependency("pg", at("package.json", 5)),)
    made = system(
        PackageDeclared("package.json", "npm", at("package.json"), "tides", dependencies=needs, private=True),
        PortListened("javascript", at("src/index.js", 9), 3000),
        ProductUsed("PostgreSQL", "datastore", "pg", at("package.json", 5)),
        SecretDeclared("DATABASE_URL", "dotenv", at(".env.example", 1)),
    )
    assert list(datastore(made, "postgresql").used_by) == ["tides"]


def test_a_tool_within_a_workspace_does_not_make_a_server_a_command() -> None:
    tool = PackageDeclared("web/viewer/package.json", "npm", at("web/viewer/package.json"), "viewer",
                           commands=(said("viewer", "web/viewer/package.json", 9),), publishable=True)  # fmt: skip
    server = PackageDeclared("server/Cargo.toml", "rust", at("server/Cargo.toml"), "server", publishable=True)
    axum = ProductUsed("Axum", "framework", "axum", at("server/Cargo.toml", 8))
    listens = PortListened("rust", at("server/src/main.rs", 88), 8000)
    made = system(tool, server, axum, listens)
    assert (made.deployable.value, made.deployable.kind) == (True, "service")
    assert [port.number for port in made.services[0].ports] == [8000]
    alone = system(tool, server)
    assert (alone.deployable.value, alone.deployable.kind) == (False, "cli")


def test_a_setting_names_what_a_cloud_makes() -> None:
    """By the name of a bucket, or by the beginning of a managed server's host."""
    made = [
        Resource("aws", "terraform", "aws_s3_bucket", "tides-uploads", "aws_s3_bucket.up", "bucket", at("main.tf", 3), "s3"),
        Resource(
            "aws", "terraform", "aws_db_instance", "tides-mysql", "aws_db_instance.db", "database", at("main.tf", 9), "mysql"
        ),
    ]
    keys = (
        ("DB_HOST", said("tides-mysql.c1x.eu-west-1.rds.amazonaws.com")),
        ("UPLOADS_BUCKET", said("tides-uploads")),
        ("TITLE", said("tides-mysql-console.example.org")),
    )
    api = deployment(
        "api", replace(container("api", "tides/api:1"), imports=(Stated(("configmap", "settings"), at("k8s/app.yaml")),))
    )
    found = system(made, ConfigDeclared("settings", keys, at("k8s/config.yaml")), api, deployment("page"))
    assert {each.name: list(each.used_by) for each in found.datastores} == {"tides-uploads": ["api"], "tides-mysql": ["api"]}
    assert {each.name: each.because for each in service(found, "api").depends_on} == {
        "tides-uploads": "`UPLOADS_BUCKET` names it",
        "tides-mysql": "`DB_HOST` names it",
    }
