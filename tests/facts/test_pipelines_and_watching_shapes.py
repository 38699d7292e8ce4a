"""Pipelines, watching and catalogues of any shape: every file ends in facts or problems at lines that it has, and in good time."""

import json
import time

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsworthy.facts.detect import all_detectors
from opsworthy.facts.files import Files, Library
from opsworthy.repository.memory import MemoryTree

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = [
    "jobs",
    "steps",
    "stages",
    "stage",
    "script",
    "run",
    "uses",
    "with",
    "needs",
    "environment",
    "name",
    "url",
    "action",
    "when",
    "rules",
    "if",
    "manual",
    "variables",
    "default",
    "include",
    "local",
    "extends",
    "trigger",
    "on",
    "inputs",
    "matrix",
    "strategy",
    "parallel",
    "!reference",
    "before_script",
    "image",
    "services",
    "workflows",
    "requires",
    "type",
    "approval",
    "context",
    "orbs",
    "commands",
    "parameters",
    "filters",
    "branches",
    "only",
    "pipelines",
    "step",
    "deployment",
    "pipe",
    "plugins",
    "wait",
    "block",
    "group",
    "command",
    "depends_on",
    "notify",
    "kind",
    "pipeline",
    "settings",
    "from_secret",
    "secrets",
    "template",
    "task",
    "dependsOn",
    "deployment",
    "deploy",
    "runOnce",
    "groups",
    "alert",
    "expr",
    "for",
    "labels",
    "annotations",
    "severity",
    "scrape_configs",
    "job_name",
    "static_configs",
    "targets",
    "spec",
    "endpoints",
    "selector",
    "matchLabels",
    "receivers",
    "route",
    "receiver",
    "routes",
    "matchers",
    "slack_configs",
    "channel",
    "exporters",
    "panels",
    "title",
    "schemaVersion",
    "uid",
    "metadata",
    "owner",
    "links",
    "apiVersion",
    "service",
    "orgId",
    "data",
    "condition",
    "model",
    "contactPoints",
    "query",
    "message",
    "options",
    "thresholds",
    "x-cortex-tag",
    "info",
    "component",
]
TEXTS = [
    "production",
    "${{inputs.a}}",
    "${{matrix.b&&'x'||'y'}}",
    "$PLACE/$CI_COMMIT_SHA",
    "<<parameters.a>>",
    "backstage.io/v1alpha1",
    "Component",
    "monitoring.coreos.com/v1",
    "ServiceMonitor",
    "ConfigMap",
    "PrometheusRule",
    "manual",
    "approval",
    "up==0",
    "5m",
    "./.github/workflows/a.yml",
    "alert:",
    "ci/a.yml",
    "./.github/actions/a",
    "OpenTelemetryCollector",
    "Secret",
    "grafana.integreatly.org/v1beta1",
    "GrafanaDashboard",
]
PATHS = {
    "github_actions": ".github/workflows/a.yml", "gitlab_ci": ".gitlab-ci.yml", "circleci": ".circleci/config.yml",
    "bitbucket": "bitbucket-pipelines.yml", "buildkite": ".buildkite/pipeline.yml", "drone": ".drone.yml",
    "azure_pipelines": "azure-pipelines.yml", "travis_ci": ".travis.yml", "google_cloud_build": "cloudbuild.yaml",
    "prometheus_rules": "rules.yml", "prometheus_scrapes": "prometheus.yml", "alertmanager": "alertmanager.yml",
    "otel_collector": "otel.yml", "grafana": "grafana.yml", "datadog": "monitor.yml", "backstage": "catalog-info.yaml",
    "opslevel": "opslevel.yml", "cortex": "cortex.yaml", "datadog_service": "service.datadog.yaml", "compass": "compass.yml",
}  # fmt: skip
MARKS = "# alert: expr receivers: route: pipelines exporters schemaVersion panels backstage.io/v x-cortex-tag scrape_configs query typeId\n"


def shapes() -> st.SearchStrategy[object]:
    scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(TEXTS)
    keys = st.sampled_from(WORDS) | st.text(max_size=4)
    return st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=6), max_leaves=30
    )


def detect(detector: str, files: dict[str, str]) -> list[object]:
    chosen = next(each for each in all_detectors() if each.name == detector)
    found = list(chosen.detect(Files(Library(MemoryTree(files)), chosen.wants)))
    for told in found:
        assert told.location.path in files
        assert 1 <= told.location.line <= files[told.location.path].count("\n") + 1
    return list(found)


@pytest.mark.parametrize("detector", sorted(PATHS))
@QUICK
@given(st.dictionaries(st.sampled_from(WORDS), shapes(), max_size=8), shapes())
def test_any_shape(detector: str, root: dict[str, object], other: object) -> None:
    text = MARKS + yaml.safe_dump(root, allow_unicode=True)
    others = {path: yaml.safe_dump(other) for path in ("ci/a.yml", ".github/actions/a/action.yml")}
    detect(detector, {PATHS[detector]: text, **others})


@QUICK
@given(st.dictionaries(st.sampled_from(["dashboard", "panels", "schemaVersion", "title", "rows", "spec"]), shapes(), max_size=6))
def test_any_dashboard(root: dict[str, object]) -> None:
    detect("grafana", {"dashboards/a.json": json.dumps({**root, "schemaVersion": 1, "panels": root.get("panels", [])})})


@QUICK
@given(
    st.lists(
        st.sampled_from(["stage('a') {", "}", "sh 'x'", "steps {", "pipeline {", "'''", '"', "''", "input 'go'", "(", "[", "a:"])
    )
)
def test_any_jenkinsfile(parts: list[str]) -> None:
    detect("jenkins", {"Jenkinsfile": "\n".join(parts)})


@QUICK
@given(st.text(alphabet="@/*# []^ab.\\\n\t", max_size=60))
def test_any_owners(text: str) -> None:
    detect("codeowners", {"CODEOWNERS": text})


def _templates(start: str, item: str, levels: int) -> str:
    return "\n".join(start.format(at, ", ".join([item.format(at + 1)] * 30)) for at in range(levels))


BOMBS = {
    "gitlab_ci": {".gitlab-ci.yml": _templates(".t{}: {{extends: [{}]}}", ".t{}", 12) + "\na: {extends: .t0, script: x}"},
    "gitlab_ci references": {
        ".gitlab-ci.yml": _templates(".r{}: {{script: [{}]}}", "!reference [.r{}, script]", 12)
        + "\na: {script: [!reference [.r0, script]]}"
    },
    "circleci": {
        ".circleci/config.yml": "commands:\n" + _templates("  c{}: {{steps: [{}]}}", "c{}", 12) + "\njobs: {a: {steps: [c0]}}"
    },
    "azure_pipelines": {"azure-pipelines.yml": "trigger: [a]\nsteps: [" + "{template: azure-pipelines.yml}, " * 60 + "]"},
    "github_actions": {
        ".github/workflows/a.yml": "jobs:\n" + "\n".join(f"  j{at}: {{uses: ./.github/workflows/a.yml}}" for at in range(200))
    },
    "jenkins": {"Jenkinsfile": "stage('a') {" * 2000},
    "jenkins comments": {"Jenkinsfile": "/*" * 200_000},
    "prometheus_rules": {"rules.yml": "groups: [{rules: [{alert: a, expr: '" + "(" * 15_000 + "'}]}]"},
}


@pytest.mark.parametrize("bomb", sorted(BOMBS))
def test_what_unfolds_without_end_is_cut_short(bomb: str) -> None:
    begun = time.monotonic()
    detect(bomb.split(maxsplit=1)[0], BOMBS[bomb])
    assert time.monotonic() - begun < 10
