"""Secret values stand in every place that a detector reads, each with a mark. No output and no file of ours holds a mark."""

import base64
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from runs import run, texts, write

from opsworthy.agent.tools import tools

MARK = "zq7"
"""Every secret value holds it, in its own or in base64; nothing else does."""

AWS_KEY = "AKIA" + "QW3RTYU8IOPZQ7XX"
AWS_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzq7KEYabcd"
GITHUB = "ghp_16C7e42F292c6912E7710c838347zq7Ae178"
STRIPE = "sk_live_4eC39HqLyjWDarjtT1zdzq7dc"
PASSWORD = "hunter2zq7hunter"
ADDRESS = f"postgres://shop:{PASSWORD}@db.internal:5432/shop"
PRIVATE = "-----BEGIN RSA PRIVATE KEY-----\nMIIEzq7OwIBAAKCAQEAzq7\n-----END RSA PRIVATE KEY-----"
VALUES = {
    "AWS_ACCESS_KEY_ID": AWS_KEY, "AWS_SECRET_ACCESS_KEY": AWS_SECRET, "GITHUB_TOKEN": GITHUB, "STRIPE_KEY": STRIPE,
    "DB_PASSWORD": PASSWORD, "DATABASE_URL": ADDRESS, "TLS_PRIVATE_KEY": PRIVATE, "SESSION_SECRET": f"{PASSWORD}-session",
}  # fmt: skip
ENCODED = {base64.b64encode(value.encode()).decode() for value in VALUES.values()}


def _manifests() -> dict[str, str]:
    pairs = [{"name": name, "value": value} for name, value in VALUES.items()]
    container = {"name": "api", "image": "example/api:1", "env": pairs, "ports": [{"containerPort": 8080}],
                 "command": ["sh", "-c", f"exec api --password={PASSWORD} --token {GITHUB}"], "args": ["--db", ADDRESS],
                 "readinessProbe": {"exec": {"command": ["psql", ADDRESS]}},
                 "livenessProbe": {"httpGet": {"path": f"/health?token={STRIPE}", "port": 8080,
                                               "httpHeaders": [{"name": "Authorization", "value": f"Bearer {GITHUB}"}]}}}  # fmt: skip
    meta = {"name": "api", "annotations": {"note": f"password: {PASSWORD}", "url": ADDRESS}, "labels": {"app": "api"}}
    documents = [
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": meta,
         "spec": {"selector": {"matchLabels": {"app": "api"}}, "template": {"metadata": meta, "spec": {"containers": [container]}}}},
        {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "api-env"}, "stringData": VALUES},
        {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "api-data"},
         "data": {name: base64.b64encode(value.encode()).decode() for name, value in VALUES.items()}},
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "api-config"},
         "data": VALUES | {"app.ini": f"[db]\npassword = {PASSWORD}\nurl = {ADDRESS}\n"}},
        {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "nightly"}, "spec": {"schedule": "0 3 * * *", "jobTemplate": {
            "spec": {"template": {"spec": {"containers": [container | {"name": "nightly"}]}}}}}},
    ]  # fmt: skip
    kustomization = {"resources": ["all.yaml"], "secretGenerator": [{"name": "made", "literals": [f"{k}={v}" for k, v in VALUES.items()]}],
                     "configMapGenerator": [{"name": "conf", "literals": [f"{k}={v}" for k, v in VALUES.items()]}],
                     "patches": [{"target": {"kind": "Deployment"}, "patch": yaml.safe_dump([
                         {"op": "add", "path": "/spec/template/spec/containers/0/env/-", "value": {"name": "API_KEY", "value": STRIPE}}])}]}  # fmt: skip
    return {"k8s/all.yaml": yaml.safe_dump_all(documents), "k8s/kustomization.yaml": yaml.safe_dump(kustomization)}


def _compose() -> dict[str, str]:
    service = {"image": "example/api:1", "environment": VALUES, "command": f"api --password {PASSWORD} --url {ADDRESS}",
               "entrypoint": ["sh", "-c", f"TOKEN={GITHUB} exec api"], "labels": {"traefik.password": PASSWORD}, "ports": ["80:80"],
               "healthcheck": {"test": ["CMD-SHELL", f"PGPASSWORD={PASSWORD} psql {ADDRESS}"]},
               "build": {"context": ".", "args": VALUES}}  # fmt: skip
    store = {"image": "postgres:16", "environment": [f"POSTGRES_PASSWORD={PASSWORD}"], "command": f"-c password={PASSWORD}"}
    cache = {"image": "redis:7", "command": f"redis-server --requirepass {PASSWORD}"}
    return {"compose.yaml": yaml.safe_dump({"services": {"web": service, "db": store, "cache": cache},
                                            "secrets": {"api": {"file": "./api.txt"}}, "x-note": ADDRESS}),
            "compose.prod.yaml": yaml.safe_dump({"services": {"web": {"environment": [f"{k}={v}" for k, v in VALUES.items()]}}})}  # fmt: skip


def _heroku() -> dict[str, str]:
    env = {name: {"value": value, "description": f"for example {value}"} for name, value in VALUES.items()}
    app = {"name": "shop", "env": env, "addons": ["heroku-postgresql:mini"], "scripts": {"postdeploy": f"curl -u a:{PASSWORD} x"},
           "environments": {"review": {"env": VALUES}}, "repository": f"https://ada:{GITHUB}@github.com/x/y"}  # fmt: skip
    return {"app.json": json.dumps(app), "Procfile": f"web: DB={ADDRESS} api --token {GITHUB}\nworker: work -p {PASSWORD}\n"}


def _code() -> dict[str, str]:
    quoted = {name: json.dumps(value) for name, value in VALUES.items()}
    return {
        "settings.py": "import os\n" + "".join(f"{k} = os.environ.get('{k}', {v})\nX_{k} = {v}\n" for k, v in quoted.items()),
        "index.js": "".join(f"const a{i} = process.env.{k} || {v};\n" for i, (k, v) in enumerate(quoted.items())),
        "index.ts": "".join(f"export const a{i}: string = process.env.{k} ?? {v};\n" for i, (k, v) in enumerate(quoted.items())),
        "main.go": 'package main\nimport "os"\nfunc main() {\n'
        + "".join(f'\tif os.Getenv("{k}") == "" {{ os.Setenv("{k}", {v}) }}\n' for k, v in quoted.items()) + "}\n",
        "package.json": json.dumps({"name": "a", "dependencies": {"express": f"git+https://x:{GITHUB}@github.com/a/b"},
                                    "scripts": {"start": f"DB_PASSWORD={PASSWORD} node index.js"}}),
        "requirements.txt": f"flask\ngit+https://x:{GITHUB}@github.com/a/b.git\n--index-url https://u:{PASSWORD}@pypi.internal/simple\n",
        "go.mod": "module a\n", "alembic.ini": f"[alembic]\nsqlalchemy.url = {ADDRESS}\n",
    }  # fmt: skip


def _around() -> dict[str, str]:
    lines = "".join(f"{name}={json.dumps(value) if chr(10) in value else value}\n" for name, value in VALUES.items())
    job = {"runs-on": "ubuntu-latest", "environment": {"name": "prod", "url": f"https://a:{PASSWORD}@shop.example"}, "env": VALUES,
           "steps": [{"name": "go", "run": f"deploy --token {GITHUB}\nexport DB_PASSWORD={PASSWORD}\nkubectl apply -f k8s --token={GITHUB}"},
                     {"uses": "a/deploy@v1", "with": {"token": GITHUB, "password": PASSWORD, "url": ADDRESS}}]}  # fmt: skip
    return {
        ".env": lines, ".env.example": "".join(f"# for example {v}\n{k}={v}\n" for k, v in VALUES.items() if "\n" not in v),
        "Dockerfile": "FROM python:3.12\n" + "".join(f"ENV {k}={json.dumps(v)}\nARG B_{k}={json.dumps(v)}\n" for k, v in VALUES.items() if "\n" not in v)
        + f'RUN curl -u a:{PASSWORD} https://x\nLABEL token={GITHUB}\nEXPOSE 80\nHEALTHCHECK CMD curl "http://a:{PASSWORD}@localhost/?k={STRIPE}"\nCMD ["api", "--password", "{PASSWORD}"]\n',
        ".github/workflows/ci.yml": yaml.safe_dump({"name": "ci", "on": "push", "env": VALUES, "jobs": {"deploy": job}}),
        "status.json": json.dumps({"status": "active", "notes": f"the password is {PASSWORD}"}),
        "README.md": f"# Shop\n\nThe password is `{PASSWORD}`.\n", "architecture.md": f"# Shop\n\n{ADDRESS}\n",
        "monitoring/alerts.yaml": yaml.safe_dump({"groups": [{"name": "a", "rules": [{"alert": "Down", "expr": f'up{{token="{GITHUB}"}} == 0',
                                                                                     "annotations": {"url": ADDRESS}}]}]}),
    }  # fmt: skip


def _nothing_but_code() -> dict[str, str]:
    return {"Procfile": "web: x\n"}


WORLDS = {"kubernetes": _manifests, "compose": _compose, "heroku": _heroku, "code": _nothing_but_code}
COMMANDS = (
    ("survey", "--all"), ("survey", "--format", "json"), ("cost", "estimate"), ("cost", "estimate", "--format", "json"),
    ("write", "--diff"), ("init",), ("prepare",), ("check", "-v"), ("check", "--format", "json"), ("rehearse",), ("fleet",),
)  # fmt: skip


def _marks(text: str) -> list[str]:
    found = [text[max(0, at.start() - 60) : at.end() + 20] for at in re.finditer(MARK, text, re.IGNORECASE)]
    return found + [encoded for encoded in ENCODED if encoded in text]


def _given(root: Path, files: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Everything that leaves the program, with a name."""
    for words in COMMANDS:
        code, said = run(*words, root)
        assert code in (0, 1, 4), (words, said)
        yield " ".join(words), said
    for tool in tools(root, lambda: date(2026, 1, 1)):
        if tool.argument == "folder":
            yield f"tool {tool.name}", tool.call(".")
    for path, content in texts(root).items():
        if path not in files:
            yield path, content.decode()


@pytest.mark.parametrize("world", WORLDS)
def test_no_secret_value_leaves_the_program(world: str, tmp_path: Path) -> None:
    files = WORLDS[world]() | _code() | _around()
    assert all(_marks(text) for path, text in files.items() if path not in ("go.mod", "Procfile"))
    root = write(tmp_path / "shop", files)
    told = {name: _marks(text) for name, text in _given(root, files)}
    assert {name: marks for name, marks in told.items() if marks} == {}
    assert {"runbook.md", "opsworthy.toml"} <= set(told)


@pytest.mark.parametrize("key", ["monitoring.dashboard", "contacts.on-call"])
def test_a_secret_in_an_answer_stays_in_the_answers(key: str, tmp_path: Path) -> None:
    files = {"Procfile": "web: x\n"}
    root = write(tmp_path / "shop", files)
    assert run("answer", root, "--key", key, "--value", f"https://ada:{PASSWORD}@grafana.example")[0] == 0
    told = {name: _marks(text) for name, text in _given(root, files | {"opsworthy.toml": ""})}
    assert {name: marks for name, marks in told.items() if marks} == {}
