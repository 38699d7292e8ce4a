"""One secret per stored key or per variable, where it is kept and who takes it."""

import pytest
from handmade import at, compose, container, deployment, overlay, process, read, said, service, system

from opsworthy.facts.project import SecretDeclared, VariableDocumented
from opsworthy.facts.workloads import Container, Variable
from opsworthy.system.model import System
from opsworthy.system.secret_types import secret_type
from opsworthy.text.location import Stated


def _kept(made: System) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.name, each.store, each.used_by) for each in made.secrets]


def _synced(environment: str) -> SecretDeclared:
    place = at(f"k8s/overlays/{environment}/secrets.yaml", 9)
    return SecretDeclared("api-secrets", "external-secrets", place, "db-url", f"shop/{environment}/db", "vault", environment)


def test_a_key_a_variable_a_remote_and_a_read_are_one_secret() -> None:
    api = [deployment("api", container("api", "registry.example.com/api:1", secrets=[("DATABASE_URL", "api-secrets", "db-url")]),
                      environment=name) for name in ("dev", "prod")]  # fmt: skip
    made = system(overlay("dev"), overlay("prod"), _synced("dev"), _synced("prod"), api, read("DATABASE_URL", "api/app.py"))
    (secret,) = made.secrets
    assert (secret.name, secret.object, secret.key) == ("DATABASE_URL", "api-secrets", "db-url")
    assert (secret.store, secret.store_name, secret.remote) == ("external-secrets", "vault", "shop/prod/db")
    assert secret.environments == ("dev", "prod")
    assert secret.used_by == ("api",)
    assert service(made, "api").secrets == ("DATABASE_URL",)
    assert "api/app.py:3" in [str(place) for place in secret.locations]


def test_a_whole_secret_gives_all_its_keys() -> None:
    imports = (Stated(("secret", "api-secrets"), at("k8s/app.yaml", 9)),)
    made = system(
        SecretDeclared("api-secrets", "kubernetes", at("k8s/secret.yaml", 5), "API_TOKEN"),
        SecretDeclared("api-secrets", "kubernetes", at("k8s/secret.yaml", 6), "SESSION_SECRET"),
        deployment("api", Container("api", at("k8s/app.yaml"), imports=imports)),
    )
    assert _kept(made) == [("API_TOKEN", "kubernetes", ("api",)), ("SESSION_SECRET", "kubernetes", ("api",))]


def test_an_object_that_somebody_made_by_hand() -> None:
    made = system(deployment("api", container("api", "api:1", secrets=[("STRIPE_KEY", "stripe", "key")])))
    assert _kept(made) == [("STRIPE_KEY", "kubernetes", ("api",))]


def test_one_name_in_two_objects_is_two_secrets_of_two_services() -> None:
    made = system(
        [
            deployment(
                name, container(name, f"registry.example.com/{name}:1", secrets=[("DATABASE_URL", f"{name}-secrets", "url")])
            )
            for name in ("cart", "user")
        ],
        compose("cart", container("cart", build="cart/Dockerfile")),
        compose("user", container("user", build="user/Dockerfile")),
        read("DATABASE_URL", "cart/app.py"),
    )
    assert [(each.object, each.used_by, len(each.locations)) for each in made.secrets] == [
        ("cart-secrets", ("cart",), 2),
        ("user-secrets", ("user",), 1),
    ]


def test_heroku_keeps_what_its_processes_read() -> None:
    made = system(process("web"), read("API_TOKEN"), VariableDocumented("SMTP_PASSWORD", at(".env.example", 2), secret=True))
    assert _kept(made) == [("API_TOKEN", "heroku", ("web",)), ("SMTP_PASSWORD", "heroku", ())]


def test_nobody_says_where_a_cluster_keeps_what_the_code_reads() -> None:
    made = system(deployment("api"), compose("api", container("api", build="Dockerfile")), read("API_TOKEN"))
    assert _kept(made) == [("API_TOKEN", "unknown", ("api",))]
    (asked,) = [each for each in made.questions if each.key == "secrets.store"]
    assert "API_TOKEN" in asked.ask


def test_compose_takes_it_from_the_host() -> None:
    variable = Variable("DB_PASSWORD", at("compose.yaml", 9), source=("host", "DB_PASSWORD", ""))
    made = system(compose("db", Container("db", at("compose.yaml"), variables=(variable,))), compose("api"))
    assert _kept(made) == [("DB_PASSWORD", "dotenv", ("db",))]


def test_secrets_of_the_pipeline_stand_alone() -> None:
    made = system(
        process("web"),
        SecretDeclared("API_TOKEN", "github-actions", at(".github/workflows/ci.yml", 9)),
        SecretDeclared("GITHUB_TOKEN", "github-actions", at(".github/workflows/ci.yml", 10)),
        read("API_TOKEN"),
    )
    assert _kept(made) == [("API_TOKEN", "heroku", ("web",)), ("API_TOKEN", "github-actions", ())]


def test_what_a_config_map_holds_is_no_secret() -> None:
    made = system(
        process("web"), read("REDIS_URL"), VariableDocumented("WEB_TOKEN_TTL", at(".env.example"), "60"), read("WEB_TOKEN_TTL")
    )
    assert [name for name, _, _ in _kept(made)] == ["REDIS_URL"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DATABASE_URL", "database"),
        ("POSTGRES_PASSWORD", "database"),
        ("WEATHER_API_KEY", "api-key"),
        ("SENTRY_DSN", "api-key"),
        ("SLACK_WEBHOOK_URL", "webhook"),
        ("SECRET_KEY_BASE", "signing-key"),
        ("JWT_SIGNING_KEY", "signing-key"),
        ("TLS_CERT", "certificate"),
        ("ADMIN_PASSWORD", "password"),
        ("githubToken", "token"),
        ("KUBE_CONFIG", "other"),
        ("MEMOS_DSN", "database"),
        ("MAILER_DSN", "password"),
        ("EMAIL_URL", "password"),
        ("RELEASE_PAT", "token"),
        ("RENDER_DEPLOY_HOOK", "webhook"),
        ("TRANSLATOR_KEY", "api-key"),
        ("DEPLOY_SSH_KEY", "other"),
        ("COSIGN_KEY", "signing-key"),
        ("SMTP_HOST", "other"),
        ("DATABASE_USER", "other"),
    ],
)
def test_the_type_of_a_secret(name: str, expected: str) -> None:
    assert secret_type(name) == expected


def test_a_config_map_with_a_password_is_taken_by_those_who_import_it() -> None:
    imports = (Stated(("configmap", "db-config"), at("k8s/api.yaml", 9)),)
    variable = Variable("LOGIN_PASSWORD", at("k8s/ui.yaml", 12), source=("configmap", "demo", "DEMO_PASSWORD"))
    plain = Variable("LOGIN_NAME", at("k8s/ui.yaml", 14), source=("configmap", "demo", "DEMO_NAME"))
    made = system(
        SecretDeclared("db-config", "kubernetes", at("k8s/db.yaml", 4), key="DB_URI", in_clear=True),
        SecretDeclared("demo", "kubernetes", at("k8s/demo.yaml", 4), key="DEMO_PASSWORD", in_clear=True),
        deployment("api", Container("api", at("k8s/api.yaml"), build=said("api/Dockerfile"), imports=imports)),
        deployment("ui", Container("ui", at("k8s/ui.yaml"), build=said("ui/Dockerfile"), variables=(variable, plain))),
        read("DB_URI", "api/db.py"),
        read("LOGIN_PASSWORD", "ui/app.py"),
    )
    assert [(each.name, each.object, each.used_by, each.in_clear) for each in made.secrets] == [
        ("DB_URI", "db-config", ("api",), True),
        ("DEMO_PASSWORD", "demo", ("ui",), True),
    ]


def test_a_secret_that_is_mounted_is_used() -> None:
    mounts = (Stated(("secret", "jwt-key"), at("k8s/api.yaml", 9)), Stated(("configmap", "pages"), at("k8s/api.yaml", 11)))
    made = system(
        SecretDeclared("jwt-key", "kubernetes", at("k8s/jwt.yaml", 4), key="private.pem", in_clear=True),
        deployment("api", Container("api", at("k8s/api.yaml"), mounts=mounts)),
    )
    assert [(each.key, each.used_by) for each in made.secrets] == [("private.pem", ("api",))]
