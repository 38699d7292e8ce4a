"""What the jobs of a pipeline are for."""

from dataclasses import replace

import pytest
from handmade import at, job, process, system, workflow

from opsworthy.facts.project import PipelineDeclared


@pytest.mark.parametrize(
    ("step", "purposes"),
    [
        ("pytest -q", ("test",)),
        ("uv run pytest", ("test",)),
        ("python -m pytest tests", ("test",)),
        ("cd api && go test ./...", ("test",)),
        ("npm ci\nnpm test", ("test",)),
        ("pip-audit --requirement requirements.txt", ("scan",)),
        ("docker run aquasec/trivy:0.57 image app", ("scan",)),
        ("docker build -t app .", ("build",)),
        ("kustomize build k8s/overlays/prod | kubeconform -strict", ()),
        ("kubectl apply -k k8s/overlays/prod", ("deploy",)),
        ("kubectl apply --dry-run=server -f k8s", ()),
        ("git push https://git.heroku.com/app.git HEAD:main", ("deploy",)),
        ("kubectl rollout undo deployment/api", ("roll-back",)),
        ('curl --data "$TEXT" "$SLACK_WEBHOOK_URL"', ("notify",)),
        ("npm publish", ("release",)),
        ("echo pytest", ()),
        ("curl -sSL https://get.example.com | sh", ()),
        ("uses:docker/build-push-action@v6", ("build",)),
        ("uses:aquasecurity/trivy-action@0.28.0", ("scan",)),
        ("uses:github/codeql-action/analyze@v3", ("scan",)),
        ("uses:akhileshns/heroku-deploy@v3", ("deploy",)),
        ("uses:slackapi/slack-github-action@v2", ("notify",)),
        ("uses:actions/checkout@v4", ()),
        ("uses:snyk/actions/node@master", ("scan",)),
        ("uses:trstringer/manual-approval@v1", ("approve",)),
        ("uv run --locked --group lint pre-commit run --all-files", ("test",)),
        ("uv run --group docs -- sphinx-build docs out", ()),
        ("make codestyle", ("test",)),
        ("ruff check .", ("test",)),
        ("choco push *.nupkg --source https://push.example.org/", ("release",)),
        ("bash ./docs/make-release.sh", ("release",)),
        ("./scripts/release_smoke_test.sh v2", ("test",)),
        ("uv lock --upgrade", ()),
        ("uses:acme/.github/.github/workflows/reusable-docker-build.yaml@main", ("build",)),
        ("uses:acme/shared/.github/workflows/housekeeping.yml@v1", ()),
        ("uses:mislav/bump-homebrew-formula-action@v2", ("release",)),
        ("uses:snapcore/action-publish@v1", ("release",)),
        ("uses:bufbuild/buf-lint-action@v1", ("test",)),
        ("ssh app@host << 'END'\nset -e\ncd /srv/app\ndocker compose up -d\nEND", ("deploy",)),
        ("ssh app@host << 'END'\ndocker compose ps\nEND", ()),
        ("cat > deploy.sh << 'END'\nkubectl apply -f k8s\nEND", ()),
        ("./vendor/bin/pest --parallel", ("test",)),
    ],
)
def test_a_step_says_what_a_job_is_for(step: str, purposes: tuple[str, ...]) -> None:
    made = system(process("web"), workflow(job("main", step)))
    assert made.pipelines[0].jobs[0].purposes == purposes


@pytest.mark.parametrize(
    "start", ["uses:engineerd/setup-kind@v0.5.0", "uses:helm/kind-action@v1", "kind create cluster", "minikube start"]
)
def test_what_is_deployed_to_a_cluster_of_the_job_is_tested(start: str) -> None:
    made = system(process("web"), workflow(job("try", start, "kubectl apply -f k8s"), job("do", "kubectl apply -f k8s")))
    assert [each.purposes for each in made.pipelines[0].jobs] == [("test",), ("deploy",)]


@pytest.mark.parametrize(("pushes", "purposes"), [(True, ("build", "release")), (False, ("build",))])
def test_an_image_that_is_pushed_is_released(pushes: bool, purposes: tuple[str, ...]) -> None:
    built = job("image", "uses:docker/build-push-action@v6")
    made = system(process("web"), workflow(replace(built, steps=tuple(replace(each, pushes=pushes) for each in built.steps))))
    assert made.pipelines[0].jobs[0].purposes == purposes


def test_asking_an_address_after_a_deployment_is_a_smoke_test() -> None:
    before = job("before", 'curl -f "https://app.example.com/health"')
    together = job("together", "kubectl apply -f k8s", "curl -f https://app.example.com/health")
    after = job("after", "curl --fail https://app.example.com/", needs=["between"])
    between = job("between", "ls", needs=["together"])
    made = system(process("web"), workflow(before, together, between, after))
    assert {each.name: each.purposes for each in made.pipelines[0].jobs} == {
        "before": (),
        "together": ("deploy", "smoke-test"),
        "between": (),
        "after": ("smoke-test",),
    }


def test_jobs_that_wait_for_each_other() -> None:
    made = system(process("web"), workflow(job("a", "pytest", needs=["b"]), job("b", "pytest", needs=["a"])))
    assert [each.purposes for each in made.pipelines[0].jobs] == [("test",), ("test",)]


def test_an_environment_is_no_approval() -> None:
    made = system(process("web"), workflow(job("ship", "kubectl apply -f k8s", environment="production")))
    (ship,) = made.pipelines[0].jobs
    assert ship.purposes == ("deploy",)
    assert ship.environment == "production"
    assert "approval" in ship.note


def test_a_job_that_calls_another_workflow_does_what_that_one_does() -> None:
    called = PipelineDeclared("ship", ".github/workflows/ship.yml", "github-actions", at(".github/workflows/ship.yml"))
    called = replace(called, jobs=(job("go", "kubectl apply -f k8s"), job("again", "uses:./.github/workflows/ship.yml")))
    made = system(
        process("web"),
        called,
        workflow(job("main", "uses:./.github/workflows/ship.yml"), job("check", "curl https://x.example.org", needs=["main"])),
    )
    assert [each.purposes for each in made.pipelines[1].jobs] == [("deploy",), ("smoke-test",)]


@pytest.mark.parametrize(
    ("name", "step", "purposes"),
    [
        ("tests", "docker compose up --detach", ()),
        ("deploy", "docker compose up --detach", ("deploy",)),
        ("backport", "git cherry-pick abc", ()),
        ("docs", "uses:actions/deploy-pages@v4", ()),
    ],
)
def test_what_only_some_jobs_mean(name: str, step: str, purposes: tuple[str, ...]) -> None:
    assert system(process("web"), workflow(job(name, step))).pipelines[0].jobs[0].purposes == purposes


def test_pages_deploy_a_site() -> None:
    made = system(workflow(job("docs", "uses:actions/deploy-pages@v4")), paths=["hugo.toml"])
    assert made.pipelines[0].jobs[0].purposes == ("deploy",)
