"""What becomes one service, what kind it is, and where it stands."""

from dataclasses import replace

import pytest
from handmade import (
    at,
    compose,
    container,
    deployment,
    dockerfile,
    front,
    needs,
    overlay,
    process,
    read,
    service,
    system,
    workflow,
)
from handmade import job as pipeline_job

from opsworthy.facts.workloads import Autoscaler, Ingress, Probe
from opsworthy.system.model import System
from opsworthy.text.location import Stated, Unknown


def _names(made: System) -> list[str]:
    return [each.name for each in made.services]


class TestMerging:
    def test_one_service_in_three_environments_and_compose(self) -> None:
        made = system(
            [overlay(name) for name in ("dev", "staging", "prod")],
            [deployment("api", environment=name, path="k8s/base/api.yaml") for name in ("dev", "staging", "prod")],
            compose("api", container("api", build="api/Dockerfile", ports=[8080])),
        )
        api = service(made, "api")
        assert _names(made) == ["api"]
        assert api.platform == "kubernetes"
        assert [(each.environment, each.platform) for each in api.placements] == [
            ("dev", "kubernetes"),
            ("staging", "kubernetes"),
            ("prod", "kubernetes"),
            (None, "compose"),
        ]
        assert api.folder == "api"
        assert [port.number for port in api.ports] == [8080]

    def test_a_helper_of_compose_is_no_service_beside_kubernetes(self) -> None:
        made = system(deployment("api"), compose("api"), compose("mailhog", container("mailhog", "mailhog/mailhog")))
        assert _names(made) == ["api"]

    def test_names_with_the_environment_do_not_split_a_service(self) -> None:
        made = system(
            overlay("dev"),
            overlay("prod"),
            deployment("dev-api", environment="dev"),
            deployment("prod-api", environment="prod"),
        )
        assert _names(made) == ["api"]
        assert [(each.environment, each.workload) for each in service(made, "api").placements] == [
            ("dev", "dev-api"),
            ("prod", "prod-api"),
        ]

    def test_a_name_that_only_looks_like_an_environment_stands(self) -> None:
        made = system(overlay("dev"), deployment("dev-portal", environment="dev"), deployment("test-runner"))
        assert sorted(_names(made)) == ["dev-portal", "test-runner"]

    def test_names_give_the_environment_where_two_of_them_differ_only_in_it(self) -> None:
        made = system(deployment("api-staging"), deployment("api-production"))
        assert _names(made) == ["api"]
        assert [each.environment for each in service(made, "api").placements] == ["staging", "production"]
        assert [each.name for each in made.environments if each.production] == ["production"]

    def test_a_name_prefix_of_one_overlay(self) -> None:
        made = system(
            overlay("dev"),
            overlay("prod"),
            [deployment(name, environment="dev") for name in ("api", "web")],
            [deployment(f"acme-{name}", environment="prod") for name in ("api", "web")],
        )
        assert sorted(_names(made)) == ["api", "web"]

    def test_a_job_that_loads_a_database_is_not_the_database(self) -> None:
        made = system(
            overlay("dev"),
            overlay("prod"),
            deployment("accounts-db", container("db", "postgres:16"), environment="dev", kind="StatefulSet"),
            deployment("populate-accounts-db", container("psql", "postgres:16"), environment="prod", kind="Job"),
        )
        assert [each.name for each in made.datastores] == ["accounts-db"]
        assert _names(made) == ["populate-accounts-db"]

    def test_compose_services_of_one_name_in_unrelated_folders(self) -> None:
        made = system(
            compose("backend", container("backend", build="flask/Dockerfile"), path="flask/compose.yaml"),
            compose("backend", container("backend", build="django/Dockerfile"), path="django/compose.yaml"),
        )
        assert sorted(_names(made)) == ["backend", "flask-backend"]

    def test_one_name_twice_and_no_name_at_all(self) -> None:
        made = system(deployment("api"), deployment("api"), deployment(""), deployment("  "))
        assert _names(made) == ["api"]


class TestPlatform:
    def test_kubernetes_before_heroku_before_compose(self) -> None:
        assert service(system(process("web"), compose("web")), "web").platform == "heroku"
        assert {each.platform for each in system(deployment("api"), process("web")).services} == {"kubernetes"}

    def test_stray_manifests_beside_a_full_compose_file(self) -> None:
        built = [
            compose(name, container(name, build=f"{name}/Dockerfile", ports=[80])) for name in ("web", "cart", "user", "orders")
        ]
        made = system(built, deployment("cart-patch"), deployment("load"))
        assert sorted(_names(made)) == ["cart", "orders", "user", "web"]
        assert {each.platform for each in made.services} == {"compose"}

    def test_compose_runs_the_web_process_locally(self) -> None:
        made = system(process("web", "gunicorn app"), compose("app", container("app", build="Dockerfile", ports=[8000])))
        web = service(made, "web")
        assert [each.platform for each in web.placements] == ["heroku", "compose"]

    def test_compose_in_a_folder_of_examples_runs_nothing(self) -> None:
        made = system(compose("demo", container("demo", "demo:1"), path="examples/compose.yaml"))
        assert made.services == ()
        assert made.deployable.because[0].text == "all that runs stands among examples and tests"

    def test_an_overlay_called_test_is_no_folder_of_tests(self) -> None:
        made = system(overlay("test"), deployment("api", environment="test", path="k8s/overlays/test/api.yaml"))
        assert _names(made) == ["api"]

    def test_an_overlay_among_examples_is_an_example(self) -> None:
        made = system(overlay("dev"), deployment("api", environment="dev", path="examples/overlays/dev/api.yaml"))
        assert made.services == ()

    def test_helpers_of_a_program_that_compose_does_not_run(self) -> None:
        made = system(
            compose("tunnel", container("tunnel", "someone/tunnel:1", ports=[99])),
            compose("db", container("db", "postgres:16")),
            dockerfile("Dockerfile", ports=[8080]),
        )
        assert _names(made) == ["weather"]
        assert service(made, "weather").platform == "docker"
        assert [each.name for each in made.datastores] == ["db"]


class TestKind:
    @pytest.mark.parametrize(
        ("facts", "kind"),
        [
            ([deployment("api", container(ports=[80]))], "api"),
            ([deployment("api", container(ports=[80])), front("api", (80, None), type="LoadBalancer")], "web"),
            (
                [
                    deployment("api", container(ports=[80])),
                    front("api", (80, None)),
                    Ingress("api", "api.example.com", "/", "api", at("k8s/ingress.yaml")),
                ],
                "web",
            ),
            ([deployment("storefront", container(ports=[80]))], "web"),
            ([deployment("mailer", container("mailer", "mailer:1"))], "worker"),
            ([deployment("load", kind="Job")], "job"),
            ([deployment("api-migrate", kind="Job")], "release-task"),
            ([deployment("schema", container(command="alembic upgrade head"), kind="Job")], "release-task"),
            ([deployment("sweep", kind="CronJob")], "scheduled-job"),
            ([process("web")], "web"),
            ([process("worker")], "worker"),
            ([process("release", "python manage.py migrate")], "release-task"),
            ([compose("celeryworker", container(command="celery worker"))], "worker"),
            ([compose("backend")], "api"),
            ([compose("prestart", container(command="bash scripts/prestart.sh"))], "release-task"),
            ([dockerfile("Dockerfile", ports=[80])], "api"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_kind(self, facts: list[object], kind: str) -> None:
        made = system(facts)  # type: ignore[arg-type]
        assert [each.kind for each in made.services] == [kind]

    def test_a_service_of_the_network_for_fewer_pods_than_these(self) -> None:
        outside = replace(front("api", (80, None), type="LoadBalancer"), selector=(("app", "api"), ("track", "canary")))
        assert service(system(deployment("api", container(ports=[80])), outside), "api").kind == "api"

    def test_a_sidecar_and_an_init_container_are_no_services(self) -> None:
        made = system(
            deployment(
                "api",
                container("envoy", "envoyproxy/envoy:v1", ports=[15000]),
                container("server", "registry.example.com/api:1", ports=[8080]),
                container("wait", "busybox", init=True),
            )
        )
        api = service(made, "api")
        assert api.image == Stated("registry.example.com/api:1", at("somewhere", 2))
        assert [each.name for each in api.containers] == ["server", "envoy", "wait"]


class TestPlacement:
    def test_replicas_that_a_file_states(self) -> None:
        placed = service(system(deployment("api", replicas=3)), "api").placements[0]
        assert placed.replicas == Stated(3, at("k8s/app.yaml", 5))

    def test_replicas_that_an_autoscaler_bounds(self) -> None:
        scaler = Autoscaler("api", "Deployment", "api", Stated(10, at("k8s/hpa.yaml", 9)), at("k8s/hpa.yaml"),
                            minimum=Stated(2, at("k8s/hpa.yaml", 8)))  # fmt: skip
        placed = service(system(deployment("api"), scaler), "api").placements[0]
        assert placed.replicas == Stated(2, at("k8s/hpa.yaml"))
        assert placed.autoscaling is not None
        assert (placed.autoscaling.minimum, placed.autoscaling.maximum) == (2, 10)

    def test_an_autoscaler_of_another_environment_does_not_count(self) -> None:
        scaler = Autoscaler("api", "Deployment", "api", Stated(10, at("h")), at("h"), environment="prod")
        made = system(overlay("dev"), overlay("prod"), scaler, [deployment("api", environment=name) for name in ("dev", "prod")])
        dev, prod = service(made, "api").placements
        assert (dev.autoscaling, prod.autoscaling is not None) == (None, True)

    def test_kubernetes_runs_one_where_no_file_says(self) -> None:
        assert service(system(deployment("api")), "api").placements[0].replicas == Stated(1, at("k8s/app.yaml"))

    def test_nobody_knows_how_many_dynos_or_nodes(self) -> None:
        assert isinstance(service(system(process("web")), "web").placements[0].replicas, Unknown)
        assert isinstance(service(system(deployment("logs", kind="DaemonSet")), "logs").placements[0].replicas, Unknown)

    def test_a_process_stands_in_the_environment_that_the_pipeline_deploys_to(self) -> None:
        made = system(process("web"), workflow(pipeline_job("deploy", "git push heroku main", environment="production")))
        assert [each.environment for each in service(made, "web").placements] == ["production"]

    def test_what_the_base_alone_has_belongs_to_no_environment(self) -> None:
        made = system(overlay("dev"), overlay("prod"), deployment("api", environment="dev"), deployment("tool"))
        assert [each.environment for each in service(made, "tool").placements] == [None]

    def test_the_image_is_that_of_production(self) -> None:
        made = system(
            overlay("dev"),
            overlay("prod"),
            deployment("api", container("api", "api:2.0-rc1"), environment="dev"),
            deployment("api", container("api", "api:1.9"), environment="prod"),
        )
        assert service(made, "api").image == Stated("api:1.9", at("somewhere", 2))
        assert made.contradictions == ()


class TestPortsAndHealth:
    def test_ports_of_the_dockerfile_count_where_its_command_runs(self) -> None:
        made = system(
            deployment("api", container("api", "registry.example.com/api:1")),
            deployment("api-worker", container("w", "registry.example.com/api:1", command="celery worker")),
            dockerfile("services/api/Dockerfile", ports=[8080]),
        )
        assert [port.number for port in service(made, "api").ports] == [8080]
        assert service(made, "api").folder == "services/api"
        assert service(made, "api-worker").ports == ()

    def test_a_service_of_the_network_tells_ports_that_the_container_does_not(self) -> None:
        made = system(deployment("api"), front("api", (80, "8080")))
        assert [port.number for port in service(made, "api").ports] == [8080]

    def test_each_probe_once(self) -> None:
        probe = Probe("readiness", "http", at("k8s/app.yaml", 12), "/ready", "8080")
        made = system(
            overlay("dev"),
            overlay("prod"),
            [deployment("api", container(ports=[8080], probes=[probe]), environment=name) for name in ("dev", "prod")],
        )
        assert [(each.role, each.path) for each in service(made, "api").health] == [("readiness", "/ready")]

    def test_code_belongs_to_the_deepest_folder(self) -> None:
        made = system(
            compose("web", container("web", build="Dockerfile", ports=[80])),
            compose("api", container("api", build="services/api/Dockerfile", ports=[81])),
            compose("redis", container("redis", "redis:7")),
            read("REDIS_URL", "services/api/app.py"),
        )
        assert needs(made, "api") == {"redis": "its code reads `REDIS_URL`"}
        assert needs(made, "web") == {}


class TestMonitoring:
    def test_what_watches_the_system_has_a_kind_of_its_own(self) -> None:
        watchers = [
            deployment("grafana-core", container("grafana", "grafana/grafana:7.5.5", ports=[3000])),
            deployment("tracing", container("jaeger", "docker.io/jaegertracing/all-in-one:1.57", ports=[16686])),
            replace(deployment("disk-usage", container("tools", "acme/tiny-tools")), namespace="monitoring"),
        ]
        made = system(
            front("grafana-core", (3000, None), type="LoadBalancer"), watchers, deployment("api", container(ports=[80]))
        )
        assert [(each.name, each.kind) for each in made.services] == [
            ("api", "api"),
            ("grafana-core", "monitoring"),
            ("tracing", "monitoring"),
            ("disk-usage", "monitoring"),
        ]

    def test_a_system_that_watches_is_a_system(self) -> None:
        made = system(compose("grafana", container("grafana", "grafana/grafana:10", ports=[3000])))
        assert [(each.name, each.kind) for each in made.services] == [("grafana", "api")]

    def test_what_is_built_here_is_no_foreign_program(self) -> None:
        made = system(
            compose("prometheus", container("prometheus", "prometheus", build="prometheus/Dockerfile", ports=[9090])),
            compose("web"),
        )
        assert "monitoring" not in {each.kind for each in made.services}
