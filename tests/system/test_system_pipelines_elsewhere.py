"""What the jobs of other providers than GitHub are for, and where they go."""

import pytest
from handmade import at, process, system

from opsworthy.facts.project import PipelineDeclared, PipelineJob, PipelineStep
from opsworthy.system.model import Job
from opsworthy.text.location import Stated


def jobs_of(*jobs: PipelineJob, provider: str = "gitlab-ci") -> dict[str, Job]:
    """The jobs of the model, by name."""
    told = PipelineDeclared("main", "ci.yml", provider, at("ci.yml", 1), jobs=jobs)
    return {each.name: each for each in system(process("web"), told).pipelines[0].jobs}


def ran(text: str) -> tuple[PipelineStep, ...]:
    return (PipelineStep(text, at("ci.yml", 2), run=text),)


@pytest.mark.parametrize(
    ("kind", "uses", "inputs", "purposes"),
    [
        ("task", "Docker@2", (("command", "buildAndPush"),), ("build", "release")),
        ("task", "Docker@2", (("command", "build"),), ("build",)),
        ("task", "Docker@2", (("command", "push"),), ("release",)),
        ("task", "Docker@2", (("command", "login"),), ()),
        ("task", "DotNetCoreCLI@2", (("command", "test"),), ("test",)),
        ("task", "Npm@1", (("command", "custom"), ("customCommand", "run build")), ("build",)),
        ("task", "HelmDeploy@0", (("command", "upgrade"),), ("deploy",)),
        ("task", "KubernetesManifest@1", (("action", "deploy"),), ("deploy",)),
        ("task", "KubernetesManifest@1", (("action", "bake"),), ("build",)),
        ("task", "SSH@0", (("commands", "docker service update web"),), ("deploy",)),
        ("task", "PublishPipelineArtifact@1", (), ()),
        ("orb", "circleci/aws-ecr/build_and_push_image", (), ("build", "release")),
        ("orb", "circleci/slack/notify", (), ("notify",)),
        ("orb", "acme/tools/deploy-staging", (), ("deploy",)),
        ("pipe", "atlassian/aws-ecs-deploy:1.6.2", (), ("deploy",)),
        ("pipe", "atlassian/slack-notify:2.0.0", (), ("notify",)),
        ("plugin", "docker-compose#v5.2.0", (("push", "app"),), ("release",)),
        ("plugin", "docker-compose#v5.2.0", (("run", "app"),), ()),
        ("image", "docker.io/woodpeckerci/plugin-docker-buildx:6.1.1", (), ("build", "release")),
        ("image", "plugins/ansible:3", (("syntax_check", "true"),), ()),
        ("image", "plugins/slack", (), ("notify",)),
        ("step", "slackSend", (), ("notify",)),
        ("step", "app.push", (), ("release",)),
        ("step", "deployToCluster", (), ("deploy",)),
        ("step", "build", (("job", "shop/deploy-web"),), ("deploy",)),
        ("step", "build", (("job", "shop/housekeeping"),), ()),
        ("provider", "heroku", (), ("deploy",)),
        ("provider", "npm", (), ("release",)),
        ("notify", "slack", (), ("notify",)),
        ("keyword", "release", (), ("release",)),
    ],
)
def test_a_ready_made_part_says_what_a_job_is_for(
    kind: str, uses: str, inputs: tuple[tuple[str, str], ...], purposes: tuple[str, ...]
) -> None:
    step = PipelineStep(uses, at("ci.yml", 2), uses=uses, kind=kind, inputs=inputs)
    assert jobs_of(PipelineJob("main", at("ci.yml", 1), (step,)))["main"].purposes == purposes


@pytest.mark.parametrize(
    ("command", "purposes"),
    [
        ("ansible-playbook -i hosts site.yml --syntax-check", ("test",)),
        ("go run gotest.tools/gotestsum@latest --format testname", ("test",)),
        ("/kaniko/executor --context . --destination shop", ("build", "release")),
        ("mvn verify sonar:sonar", ("build", "test", "scan")),
        ("${SCANNER_HOME}/bin/sonar-scanner", ("scan",)),
        ("./snyk test", ("scan",)),
    ],
)
def test_a_command_says_what_a_job_is_for(command: str, purposes: tuple[str, ...]) -> None:
    assert jobs_of(PipelineJob("main", at("ci.yml", 1), ran(command)))["main"].purposes == purposes


def test_a_person_approves_a_manual_job_and_a_manual_step() -> None:
    hold = PipelineStep("Go?", at("ci.yml", 3), uses="input", kind="step", manual=True)
    made = jobs_of(
        PipelineJob("gate", at("ci.yml", 1), manual=True),
        PipelineJob("ship", at("ci.yml", 2), (hold, *ran("kubectl apply -k k8s")), manual=True),
    )
    assert made["gate"].purposes == ("approve",)
    assert made["ship"].purposes == ("approve", "deploy")


def test_what_the_provider_takes_for_a_deployment_deploys_and_what_follows_it_is_a_smoke_test() -> None:
    place = Stated("production", at("ci.yml", 2))
    made = jobs_of(
        PipelineJob("ship", at("ci.yml", 1), ran("./tool"), environment=place, deploys=True),
        PipelineJob("ask", at("ci.yml", 4), ran("curl -f https://shop.example.com/health"), needs=("ship",)),
    )
    assert made["ship"].purposes == ("deploy",)
    assert made["ask"].purposes == ("smoke-test",)


def test_a_job_that_takes_an_environment_down_does_not_deploy() -> None:
    place = Stated("staging", at("ci.yml", 2))
    stop = PipelineJob("stop", at("ci.yml", 1), ran("helm upgrade web ./chart"), environment=place, stops=True)
    assert jobs_of(stop)["stop"].purposes == ()


def test_a_job_for_several_places_is_one_job_for_each() -> None:
    places = (Stated("staging", at("ci.yml", 3)), Stated("production", at("ci.yml", 4)))
    made = jobs_of(
        PipelineJob("ship", at("ci.yml", 1), ran("kubectl apply -k k8s"), environments=places),
        PipelineJob("tell", at("ci.yml", 6), ran("true"), needs=("ship",)),
    )
    assert {name: each.environment for name, each in made.items()} == {
        "ship (staging)": "staging", "ship (production)": "production", "tell": None,
    }  # fmt: skip
    assert made["tell"].needs == ("ship (staging)", "ship (production)")


@pytest.mark.parametrize(
    ("name", "command", "environment"),
    [
        ("deploy-staging", "kubectl apply -k k8s", "staging"),
        ("DeployToProduction", "kubectl apply -k k8s", "production"),
        ("deploy-to-pre-production", "kubectl apply -k k8s", "pre-production"),
        ("promote staging to production", "kubectl apply -k k8s", None),
        ("deploy-preview", "kubectl apply -k k8s", None),
        ("deploy-test", "kubectl apply -k k8s", None),
        ("build-production", "docker build .", None),
    ],
)
def test_the_name_of_a_job_that_deploys_says_where(name: str, command: str, environment: str | None) -> None:
    assert jobs_of(PipelineJob(name, at("ci.yml", 1), ran(command)))[name].environment == environment
