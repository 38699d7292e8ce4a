"""The files of hosting platforms and of what runs commands, in any shape: facts or problems, never an exception."""

import json

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsworthy.facts.detect import all_detectors
from opsworthy.facts.files import Files, Library
from opsworthy.repository.memory import MemoryTree
from opsworthy.text import hcl
from opsworthy.text.source import Problem, Source
from opsworthy.text.unit_file import parse

WORDS = [
    "accessories",
    "addons",
    "alias",
    "apiVersion",
    "app",
    "app_port",
    "apps",
    "args",
    "attributes",
    "autoscaling.knative.dev/maxScale",
    "automatic_scaling",
    "build",
    "builder",
    "checks",
    "clear",
    "cmd",
    "cmds",
    "command",
    "compute",
    "concurrency",
    "config",
    "configs",
    "constraints",
    "containers",
    "context",
    "count",
    "cpu",
    "cron",
    "cronSchedule",
    "crons",
    "databases",
    "deploy",
    "deps",
    "desc",
    "destination",
    "dictionary",
    "disk",
    "dispatch",
    "docker",
    "dockerfile",
    "domains",
    "entrypoint",
    "env",
    "envVarGroups",
    "envVars",
    "env_variables",
    "environment",
    "environments",
    "events",
    "experimental",
    "files",
    "forwarded_ports",
    "framework",
    "fromDatabase",
    "fromGroup",
    "fromService",
    "functions",
    "group",
    "groups",
    "handlers",
    "healthCheckPath",
    "healthcheck",
    "healthcheckPath",
    "host",
    "hosts",
    "http_checks",
    "http_service",
    "image",
    "images",
    "includes",
    "instances",
    "internal_port",
    "interval",
    "items",
    "key",
    "kind",
    "limits",
    "manual_scaling",
    "maxInstances",
    "memory",
    "metadata",
    "metrics",
    "min_machines_running",
    "mode",
    "mounts",
    "multiRegionConfig",
    "name",
    "namespace",
    "network",
    "numInstances",
    "numReplicas",
    "path",
    "periodic",
    "plan",
    "plugins",
    "port",
    "ports",
    "preDeployCommand",
    "processes",
    "projects",
    "properties",
    "proxy",
    "queue",
    "readinessProbe",
    "redirects",
    "registry",
    "replicas",
    "resources",
    "rewrites",
    "role",
    "roles",
    "routes",
    "runtime",
    "scaling",
    "schedule",
    "script",
    "scripts",
    "secret",
    "secretEnv",
    "secretKeyRef",
    "secretManager",
    "secrets",
    "serve",
    "servers",
    "service",
    "services",
    "size",
    "source",
    "spec",
    "startCommand",
    "steps",
    "sync",
    "target",
    "tasks",
    "tcp_checks",
    "template",
    "timeout",
    "type",
    "ungrouped",
    "url",
    "value",
    "variables",
    "versionName",
    "version",
    "vm",
    "volumes",
    "web",
]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(
        ["8080:80/udp", "${A}", "15s", "512mb", "static", "fly", "{{ x }}", "@vault", "runtime", "docker_container", "web"]
    ),
)
SHAPES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=5), inner, max_size=5),
    max_leaves=25,
)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

YAML_FILES = [
    ("render", "render.yaml", ("services", "databases", "projects", "envVarGroups")),
    ("app_engine", "app.yaml", ("runtime", "handlers", "automatic_scaling", "resources")),
    ("app_engine", "cron.yaml", ("cron",)),
    ("cloud_run", "service.yaml", ("apiVersion", "spec", "metadata")),
    ("cloud_run", "cloudbuild.yaml", ("steps", "substitutions")),
    ("kamal", "config/deploy.yml", ("servers", "proxy", "accessories", "env")),
    ("score", "score.yaml", ("containers", "service", "resources")),
    ("taskfile", "Taskfile.yml", ("tasks", "includes")),
    ("ansible", "site.yml", ("tasks", "vars")),
    ("pm2", "ecosystem.yml", ("apps",)),
    ("compose", "docker-stack.yml", ("services", "configs")),
]
JSON_FILES = [
    ("railway", "railway.json", ("deploy", "build", "environments")),
    ("vercel", "vercel.json", ("crons", "functions", "builds", "env", "rewrites")),
    ("package_scripts", "package.json", ("scripts",)),
    ("package_scripts", "deno.json", ("tasks",)),
    ("pm2", "ecosystem.config.json", ("apps",)),
]
HEADS: dict[str, dict[str, object]] = {
    "service.yaml": {"apiVersion": "serving.knative.dev/v1", "kind": "Service"},
    "score.yaml": {"apiVersion": "score.dev/v1b1", "metadata": {"name": "x"}},
    "config/deploy.yml": {"service": "x", "image": "y"},
}
TEXT_FILES = [
    ("fly", "fly.toml"), ("netlify", "netlify.toml"), ("nomad", "x.nomad"), ("systemd", "x.service"), ("systemd", "x.container"),
    ("makefile", "Makefile"), ("justfile", "justfile"), ("rakefile", "Rakefile"), ("supervisord", "supervisord.conf"),
    ("cloud_run", "deploy.sh"), ("pm2", "ecosystem.config.js"),
]  # fmt: skip


def detect(detector: str, files: dict[str, str]) -> list[object]:
    chosen = next(each for each in all_detectors() if each.name == detector)
    found = list(chosen.detect(Files(Library(MemoryTree(files)), chosen.wants)))
    for told in found:
        assert told.location.path in files
        assert 1 <= told.location.line <= files[told.location.path].count("\n") + 2
    return list(found)


@pytest.mark.parametrize(("detector", "path", "keys"), YAML_FILES)
@QUICK
@given(st.lists(SHAPES, min_size=4, max_size=4))
def test_yaml(detector: str, path: str, keys: tuple[str, ...], values: list[object]) -> None:
    shape = {**HEADS.get(path, {}), **dict(zip(keys, values, strict=False))}
    play = [{"hosts": "all", **shape}]
    detect(detector, {path: yaml.safe_dump(play if detector == "ansible" else shape)})


@pytest.mark.parametrize(("detector", "path", "keys"), JSON_FILES)
@QUICK
@given(st.lists(SHAPES, min_size=5, max_size=5))
def test_json(detector: str, path: str, keys: tuple[str, ...], values: list[object]) -> None:
    detect(detector, {path: json.dumps(dict(zip(keys, values, strict=False)))})


@pytest.mark.parametrize(("detector", "path"), TEXT_FILES)
@QUICK
@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(['"', "=", "{", "}", "[", "]", "\n", "\t", "\\\n", ":", "#", "$(", ")", "[["])
                | st.text(max_size=4), max_size=40))  # fmt: skip
def test_text(detector: str, path: str, pieces: list[str]) -> None:
    detect(detector, {path: " ".join(pieces)})


@QUICK
@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.integers(0, 10**6) | st.from_regex(r"[a-z ./:-]{0,20}", fullmatch=True)
    )
)
def test_what_is_written_in_hcl_is_read(values: dict[str, object]) -> None:
    """Every attribute of a block is found, with its value and on its line."""
    lines = [f"  {name} = {json.dumps(value)}" for name, value in values.items()]
    block = hcl.parse(Source("x.hcl", "\n".join(['job "x" {', *lines, "}"])))
    assert not isinstance(block, Problem)
    told = {entry.key: (entry.value.value, entry.location.line) for entry in block.blocks[0].entries}  # type: ignore[union-attr]
    assert told == {name: (value, index + 2) for index, (name, value) in enumerate(values.items())}


@QUICK
@given(
    st.lists(st.tuples(st.from_regex(r"[A-Z][a-z]{0,8}", fullmatch=True), st.from_regex(r"[a-z/ %-]{1,20}[a-z]", fullmatch=True)))
)
def test_what_is_written_in_a_unit_is_read(pairs: list[tuple[str, str]]) -> None:
    lines = [f"{key}={value.strip()}" for key, value in pairs]
    found = parse(Source("x.service", "\n".join(["[Service]", *lines])))
    assert [(each.key, each.value, each.location.line) for each in found[0].settings] == [
        (key, value.strip(), index + 2) for index, (key, value) in enumerate(pairs)
    ]


@pytest.mark.parametrize(
    ("detector", "path", "text"),
    [
        ("nomad", "x.nomad", 'job "x" ' + "{ a " * 5000),
        ("nomad", "x.nomad", 'variable "a" { default = "' + "b" * 2000 + '" }\njob "x" { group "g" { count = "' + "${var.a}" * 50_000 + '" } }'),
        ("makefile", "Makefile", "a: " + "$(" * 50_000),
        ("makefile", "Makefile", "a" + " " * 500_000 + "b"),
        ("justfile", "justfile", "a:\n" + "  b \\\n" * 15_000),
        ("systemd", "x.service", "[Service]\nExecStart=a \\\n" + "  b \\\n" * 15_000),
        ("cloud_run", "deploy.sh", "gcloud run deploy x \\\n" + "  --set-env-vars A=$A,B=$B \\\n" * 3000),
        ("supervisord", "supervisord.conf", "[program:x]\ncommand=" + "a " * 200_000),
    ],
)  # fmt: skip
def test_hostile_texts_end_soon(detector: str, path: str, text: str) -> None:
    detect(detector, {path: text})
