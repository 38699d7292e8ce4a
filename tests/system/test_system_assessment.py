"""Whether there is something to deploy, and whether it costs money."""

import pytest
from handmade import at, compose, container, deployment, dockerfile, job, process, said, system, workflow

from opsworthy.facts.fact import Fact
from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.project import Answer, AppDeclared, PackageDeclared, PipelineJob, PipelineStep, ProductUsed, SecretDeclared
from opsworthy.facts.workloads import Workload

_DATABASE = Resource(
    "aws", "terraform", "aws_db_instance", "db", "aws_db_instance.db", "database", at("main.tf"), "mysql", paid=True
)
_STRIPE_KEY = SecretDeclared("STRIPE_API_KEY", "compose", at("compose.yaml", 9))
_STRIPE = ProductUsed("Stripe", "saas", "stripe", at("requirements.txt"), True)


def _package(path: str = "pyproject.toml", *, publishable: bool = False, command: str | None = None) -> PackageDeclared:
    commands = (said(command, path, 9),) if command else ()
    return PackageDeclared(path, "python", at(path), "weather", commands=commands, publishable=publishable)


def _framework(path: str = "requirements.txt") -> ProductUsed:
    return ProductUsed("Flask", "framework", "flask", at(path, 2))


def _task(task: str) -> PipelineJob:
    return PipelineJob(
        "release", at("azure-pipelines.yml", 5), (PipelineStep(task, at("azure-pipelines.yml", 9), uses=task, kind="task"),)
    )


@pytest.mark.parametrize(
    ("facts", "paths", "value", "kind"),
    [
        ([deployment("api")], [], True, "service"),
        ([process("web")], [], True, "service"),
        ([deployment("sweep", kind="CronJob")], [], True, "job"),
        ([compose("api", container("api", build="Dockerfile", ports=[80]))], [], True, "service"),
        ([_package(publishable=True)], [], False, "library"),
        ([_package(publishable=True, command="weather")], [], False, "cli"),
        ([_package(publishable=True), compose("db", container("db", "postgres:16"))], [], False, "library"),
        ([_package(publishable=True), compose("tests", container("tests", build="Dockerfile"))], [], False, "library"),
        ([_package(publishable=True), dockerfile("docs/Dockerfile", ports=[80])], [], False, "library"),
        ([_package(publishable=True), dockerfile("Dockerfile", command="weather")], [], False, "library"),
        ([_package(publishable=True), process("web", path="guide/Procfile")], [], False, "library"),
        ([_package(publishable=True), dockerfile("Dockerfile", ports=[80])], [], True, "service"),
        ([_package("backend/pyproject.toml", publishable=True), compose("api", container("api", build="backend/Dockerfile"))],
         [], True, "service"),
        ([_package(), _framework()], [], True, "service"),
        ([_framework(), dockerfile("Dockerfile", command="node server.js")], [], True, "service"),
        ([dockerfile("Dockerfile", command="/weather")], [], False, "cli"),
        ([], ["hugo.toml", "content/index.md"], True, "static-site"),
        ([], ["fly.toml", "main.go"], True, "service"),
        ([], ["main.tf", "prod.tfvars"], True, "infrastructure"),
        ([], ["main.tf", "variables.tf", "outputs.tf", "examples/full/main.tf"], False, "library"),
        ([], ["README.md", "data.csv"], False, "none"),
        ([], ["examples/site/hugo.toml"], False, "none"),
    ],
)  # fmt: skip
def test_what_is_deployed(facts: list[Fact], paths: list[str], value: bool, kind: str) -> None:
    made = system(facts, paths=paths)
    assert (made.deployable.value, made.deployable.kind) == (value, kind)
    assert made.deployable.because


def test_a_person_knows_better() -> None:
    answers = [
        Answer(("assessment", "kind"), "job", at("opsworthy.toml", 2)),
        Answer(("assessment", "paid-resources"), True, at("opsworthy.toml", 3)),
    ]
    made = system(_package(publishable=True), answers)
    assert (made.deployable.value, made.deployable.kind) == (True, "job")
    assert made.paid_resources.value
    assert str(made.deployable.because[0].locations[0]) == "opsworthy.toml:2"


def test_a_person_says_that_nothing_is_deployed() -> None:
    made = system(process("web"), Answer(("assessment", "deployable"), False, at("opsworthy.toml", 2)))
    assert (made.deployable.value, made.deployable.kind, made.paid_resources.value) == (False, "none", False)


@pytest.mark.parametrize(
    ("facts", "paths", "value", "says"),
    [
        ([process("web")], [], False, "no file names a paid resource"),
        ([process("web"), AppDeclared("heroku", "weather", at("app.json"))], [], True, "Heroku bills dynos"),
        ([deployment("api")], [], False, "no file names a paid resource"),
        ([compose("api")], [], False, "no file names a paid resource"),
        ([compose("api", container("api", build="Dockerfile")), _STRIPE], [], False, "no file names a paid resource"),
        ([compose("api", container("api", build="Dockerfile")), _STRIPE, _STRIPE_KEY], [], True, "Stripe is a paid service"),
        ([_package(publishable=True), _STRIPE], [], False, "nothing is deployed"),
        ([], ["main.tf"], False, "no file names a paid resource"),
        ([_DATABASE], ["main.tf"], True, "resources of aws that send bills are declared"),
        ([deployment("api"), *workflow(job("deploy", "uses:azure/setup-kubectl@v4", "kubectl apply -f k8s"))], [], False,
         "no file names a paid resource"),
        ([process("web"), *workflow(_task("AzureRmWebAppDeployment@5"))], [], True, "the job release deploys to a cloud"),
        ([deployment("api"), *workflow(job("deploy", "uses:azure/login@v2", "kubectl apply -f k8s"))], [], True,
         "the job deploy deploys to a cloud"),
    ],
)  # fmt: skip
def test_what_costs_money(facts: list[Fact], paths: list[str], value: bool, says: str) -> None:
    made = system(facts, paths=paths)
    assert made.paid_resources.value is value
    assert says in [reason.text for reason in made.paid_resources.because]


def test_pages_about_a_package_make_it_no_service() -> None:
    package = PackageDeclared("pyproject.toml", "python", at("pyproject.toml"), name="shop", publishable=True)
    pages = Workload("cloudflare-pages", "static-site", "shop", at("wrangler.toml"), containers=(container("shop"),))
    assert not system(package, pages).deployable.value
    assert system(pages).deployable.value
