"""What the jobs of pipelines start on other machines, and where."""

from dataclasses import replace

from handmade import at, deployment, job, process, service, system, workflow

from opsworthy.facts.project import PipelineJob, PipelineStep, VariableRead
from opsworthy.facts.workloads import Variable

_RUN = "ssh deploy@server 'docker run -d --name shop -p 80:8000 -e SPRING_PROFILES_ACTIVE=prod example/shop:1.0'"


def _step(run: str, uses: str | None = None) -> PipelineStep:
    return PipelineStep("deploy", at(".github/workflows/ci.yml", 9), uses=uses, run=run)


def test_a_container_on_a_server_is_a_service() -> None:
    made = system(workflow(job("deploy", _RUN)))
    shop = service(made, "shop")
    assert (shop.platform, [port.number for port in shop.ports], shop.image and shop.image.value) == (
        "docker-run",
        [8000],
        "example/shop:1.0",
    )
    assert [each.name for each in made.environments] == ["prod"]


def test_a_container_of_a_test_is_none() -> None:
    assert system(workflow(job("test", "docker run -d --name db -p 5432:5432 example/shop:1.0", "make test"))).services == ()
    assert system(workflow(job("deploy", "ssh server 'docker run --rm -d --name shop example/shop:1.0'"))).services == ()


def test_a_text_that_an_action_runs_elsewhere() -> None:
    text = "docker pull example/shop:1.0\ndocker run -d \\\n  --name shop \\\n  -p 80:8000 \\\n  example/shop:1.0\n"
    told = PipelineJob("deploy", at(".github/workflows/ci.yml", 5), (_step(text, "appleboy/ssh-action@v1"),))
    assert [each.name for each in system(workflow(told)).services] == ["shop"]


def test_a_name_that_a_variable_of_the_job_fills_in() -> None:
    run = "gcloud run deploy ${{ env.NAME }} --image example/shop --port 8080"
    told = replace(job("deploy", run), variables=(Variable("NAME", at(".github/workflows/ci.yml", 3), "shop"),))
    made = system(workflow(told))
    assert [(each.name, each.platform) for each in made.services] == [("shop", "cloud-run")]
    assert system(workflow(job("deploy", run))).services == ()


def test_what_a_command_deploys_beside_a_cluster() -> None:
    run = "gcloud run deploy alerts --image example/alerts"
    several = system(deployment("api"), deployment("web"), workflow(job("deploy", run)))
    assert {each.name for each in several.services} == {"api", "web", "alerts"}
    # One that runs alone may be the same thing under another name.
    assert {each.name for each in system(deployment("api"), workflow(job("deploy", run))).services} == {"api"}


def test_a_profile_of_a_program_that_is_started_elsewhere() -> None:
    started = workflow(job("start", "ssh server 'nohup java -jar shop.jar --spring.profiles.active=prod &'"))
    tested = workflow(job("test", "mvn test -Dspring.profiles.active=prod"))
    assert [each.name for each in system(process("web"), started).environments] == ["prod"]
    assert system(process("web"), tested).environments == ()


def test_the_stage_of_a_job_that_deploys() -> None:
    told = replace(job("release", "az webapp deploy --name shop"), stage="Staging")
    assert [each.name for each in system(process("web"), workflow(told)).environments] == ["staging"]


def test_the_default_of_a_variable_that_code_reads() -> None:
    read = VariableRead("APP_ENVIRONMENT", "rust", at("src/main.rs", 4), "local")
    mode = VariableRead("APP_ENV", "php", at("config/app.php", 4), "production")
    assert [each.name for each in system(process("web"), read, mode).spoken_environments] == ["local"]
