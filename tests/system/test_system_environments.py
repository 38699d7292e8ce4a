"""Which names are environments, and which mean the same one."""

from dataclasses import replace

import pytest
from handmade import at, compose, container, deployment, front, job, overlay, process, said, service, system, workflow

from opsworthy.facts.project import EnvironmentDeclared, PipelineJob
from opsworthy.facts.workloads import Ingress, Quota, Variable


def test_overlays_and_pipelines_mean_the_same_places() -> None:
    made = system(
        overlay("dev", "shop-dev"),
        overlay("prod", "shop-prod"),
        deployment("api", environment="prod"),
        workflow(job("a", "make deploy", environment="development"), job("b", "make deploy", environment="production")),
    )
    assert [(each.name, each.deploy[0], each.namespace, each.production) for each in made.environments] == [
        ("dev", "kustomize", "shop-dev", False),
        ("prod", "kustomize", "shop-prod", True),
    ]
    assert [str(place) for place in made.environments[0].locations] == [
        "k8s/overlays/dev/kustomization.yaml:1",
        ".github/workflows/ci.yml:6",
    ]
    assert [each.environment for each in made.pipelines[0].jobs] == ["dev", "prod"]


def test_two_overlays_stay_two() -> None:
    made = system(overlay("prod-eu"), overlay("prod-us"), deployment("api", environment="prod-eu"))
    assert [(each.name, each.production) for each in made.environments] == [("prod-eu", True), ("prod-us", True)]


def test_two_overlays_stay_two_even_when_their_names_mean_the_same() -> None:
    made = system(overlay("prod"), overlay("production"), deployment("api", environment="prod"))
    assert [each.name for each in made.environments] == ["prod", "production"]


@pytest.mark.parametrize("name", ["pypi", "github-pages", "release", "${{ inputs.environment }}", "", "Docker-Hub"])
def test_places_where_nothing_runs(name: str) -> None:
    assert system(process("web"), workflow(job("publish", "heroku releases", environment=name))).environments == ()


def test_environments_that_only_guard_secrets() -> None:
    made = system(
        process("web"),
        workflow(
            job("a", "git push heroku main", environment="staging"), job("b", "make bench", environment="load-test-results")
        ),
    )
    assert [each.name for each in made.environments] == ["staging"]


def test_an_odd_name_to_which_a_job_deploys() -> None:
    made = system(
        process("web"), workflow(job("a", "git push heroku main", environment="mars"), job("b", "ls", environment="venus"))
    )
    assert [(each.name, each.platform) for each in made.environments] == [("mars", "heroku")]


def test_a_compose_file_beside_a_cluster_is_a_developers_machine() -> None:
    local = EnvironmentDeclared("local", at("compose.local.yaml"), "compose", ("compose", "compose.local.yaml"))
    assert system(deployment("api"), compose("api"), local).environments == ()
    assert [each.name for each in system(compose("api"), local).environments] == ["local"]


def test_overlays_that_are_ways_to_install() -> None:
    made = system(
        overlay("dev"), overlay("with-istio"), overlay("cert-manager"),
        deployment("api", environment="dev"), deployment("gateway", environment="with-istio"),
    )  # fmt: skip
    assert [each.name for each in made.environments] == ["dev"]
    assert [each.environment for each in service(made, "gateway").placements] == [None]


def test_endpoints_stand_where_their_overlay_says() -> None:
    made = system(
        overlay("dev"),
        overlay("prod"),
        [deployment("api", environment=name) for name in ("dev", "prod")],
        [front("api", (80, None), environment=name) for name in ("dev", "prod")],
        [Ingress("api", f"{name}.example.com", "/", "api", at("k8s/ingress.yaml", 9), tls=True, environment=name)
         for name in ("dev", "prod")],
        Ingress("other", "${HOST}", "/", "api", at("k8s/ingress.yaml", 19)),
        Ingress("nameless", None, "/", "api", at("k8s/ingress.yaml", 29)),
    )  # fmt: skip
    assert [(each.environment, each.host, each.service, each.tls) for each in made.endpoints] == [
        ("dev", "dev.example.com", "api", True),
        ("prod", "prod.example.com", "api", True),
    ]


def test_limits_of_a_namespace() -> None:
    quota = Quota("hard", (("limits.cpu", said("20", "k8s/quota.yaml", 7)),), at("k8s/quota.yaml"), "prod", "shop-prod")
    made = system(overlay("prod"), deployment("api", container(), environment="prod"), quota)
    assert [(each.environment, each.namespace, each.resource, each.value) for each in made.limits] == [
        ("prod", "shop-prod", "limits.cpu", "20")
    ]


def test_an_overlay_that_is_a_way_into_an_environment_is_none_of_its_own() -> None:
    made = system(
        overlay("staging", "shop-staging"),
        overlay("production", "shop-production"),
        overlay("init-db-production", "shop-production"),
        overlay("production-eu", "shop-production"),
        overlay("staging-next", "shop-next"),
        [deployment("api", environment=name) for name in ("staging", "production", "init-db-production", "production-eu")],
        deployment("fill", environment="init-db-production"),
    )
    assert [each.name for each in made.environments] == ["staging", "staging-next", "production", "production-eu"]
    assert [each.environment for each in service(made, "fill").placements] == ["production"]
    assert [each.environment for each in service(made, "api").placements] == ["staging", "production", "production-eu"]


def test_a_variable_of_a_job_that_deploys_names_the_environment() -> None:
    def told(one: PipelineJob, **variables: str) -> PipelineJob:
        place = at(".github/workflows/ci.yml", 9)
        return replace(one, variables=tuple(Variable(name, place, value) for name, value in variables.items()))

    made = system(
        compose("web", container("web", build="Dockerfile")),
        workflow(
            told(job("deploy", "docker compose up -d"), ENVIRONMENT="staging", NODE_ENV="production"),
            told(job("try", "pytest"), ENVIRONMENT="test"),
            told(job("deploy-here", "docker compose up -d"), ENVIRONMENT="local"),
            told(job("deploy-blue", "docker compose up -d"), ENVIRONMENT="blue"),
        ),
    )
    assert [(each.name, str(each.locations[0])) for each in made.environments] == [("staging", ".github/workflows/ci.yml:9")]
    assert [each.environment for each in made.pipelines[0].jobs] == ["staging", None, None, None]
