"""Names that try to mean something: to a shell, to Markdown, to HTML, to our own markers, or to a terminal.

Every one holds the word `Nasty` with a number, by which a test finds it again wherever it went.
"""

import json

import yaml

SHAPES = (
    "$(touch {})",
    "`touch {}`",
    "; touch {} #",
    "&& touch {}",
    "| tee {}",
    "> {}",
    "--{}",
    "-rf {}",
    "'{}'",
    '"{}"',
    "'\"{}\"'",
    "a'$({})'b",
    "${{{}}}",
    "{}\ntouch {}",
    "{}\r\ntouch {}",
    "{}\ttab",
    "{}\x1b[31m",
    "{}\x07\x08",
    "{}\x9b31m",
    "{}\u202egnp",
    "{}\u2028line",
    "{}\u200b",
    "<script>{}</script>",
    "<img src=x onerror={}>",
    "--> {}",
    "<!-- opsworthy:end id=x --> {}",
    "{}\n<!-- opsworthy:begin id=x -->\n",
    "opsworthy:end {}",
    "[{}](javascript:alert)",
    "![{}](http://evil.example/x.png)",
    "[{}]: http://evil.example",
    "<http://evil.example/{}>",
    "https://evil.example/{}",
    "# {}",
    "```\n{}\n```",
    "~~~ {}",
    "| {} | x |",
    "*{}* _x_ **y**",
    "\\{}\\",
    "{} " + "x" * 300,
    "../../{}",
    "/etc/{}",
    "{}%0a%24(id)",
    "&lt;{}&amp;",
    "\ufeff{}",
    "{}\u0301\U0001f4a3",
    "*?[{}]",
    "~{}",
    "!{}",
    "{{{{ {} }}}}",
    "{{0}} {{name}} {}",
    "%s %d {}",
)


def strings() -> list[str]:
    """One string of every shape, each with a number of its own."""
    return [shape.format(*[f"Nasty{number:03}"] * 2) for number, shape in enumerate(SHAPES)]


def compose(nasty: list[str]) -> dict[str, str]:
    """A Compose file with a nasty string in every place that takes free text."""
    a = _Endless(nasty)
    services = {
        f"s{number}": {
            "image": next(a), "container_name": next(a), "command": [next(a), next(a)], "entrypoint": next(a),
            "environment": {next(a): next(a), "DATABASE_URL": f"postgres://u@{next(a)}/x", "API_KEY": f"${{{next(a)}}}"},
            "labels": {next(a): next(a)}, "volumes": [f"{next(a)}:/data", {"type": "volume", "source": next(a), "target": next(a)}],
            "networks": [next(a)], "ports": ["8080:80", next(a)], "env_file": next(a), "profiles": [next(a)],
            "healthcheck": {"test": ["CMD", "curl", f"http://localhost:80/{next(a)}"]}, "depends_on": ["db", next(a)],
            **({"build": {"context": next(a), "dockerfile": next(a), "args": {next(a): next(a)}, "target": next(a)}} if number % 2 else {}),
            "secrets": [next(a)], "configs": [next(a)], "hostname": next(a), "user": next(a), "working_dir": next(a),
        }
        for number in range(len(nasty))
    }  # fmt: skip
    services |= {
        each: {"image": f"registry.example/{each}:1", "healthcheck": {"test": each}, "ports": ["80:80"]} for each in nasty
    }
    services |= {"db": {"image": "postgres:16", "volumes": [f"{next(a)}:/var/lib/postgresql/data"], "command": next(a)}}
    top = {"name": next(a), "services": services, "volumes": {next(a): {"name": next(a)}}, "networks": {next(a): {}},
           "secrets": {next(a): {"file": next(a)}, "s": {"external": True, "name": next(a)}}}  # fmt: skip
    return {"compose.yaml": _yaml(top)}


def kubernetes(nasty: list[str]) -> dict[str, str]:
    """Manifests of every kind that we read, one Deployment for each nasty string."""
    a = _Endless(nasty)
    documents: list[object] = []
    for name in nasty:
        labels = {"app": name, next(a): next(a)}
        meta = {"name": name, "namespace": next(a), "labels": labels, "annotations": {"description": next(a)}}
        env = [
            {"name": next(a), "value": next(a)},
            {"name": "A_TOKEN", "valueFrom": {"secretKeyRef": {"name": next(a), "key": next(a)}}},
            {"name": next(a), "valueFrom": {"configMapKeyRef": {"name": next(a), "key": next(a)}}},
        ]
        container = {
            "name": next(a), "image": next(a), "command": [next(a)], "args": [next(a)], "env": env,
            "ports": [{"containerPort": 8080, "name": next(a)}],
            "readinessProbe": {"httpGet": {"path": next(a), "port": next(a)}},
            "livenessProbe": {"exec": {"command": ["sh", "-c", next(a)]}},
            "resources": {"requests": {"cpu": "1", "memory": "64Mi"}, "limits": {next(a): next(a)}},
            "envFrom": [{"secretRef": {"name": next(a)}}, {"configMapRef": {"name": next(a)}}],
        }  # fmt: skip
        pod = {"metadata": {"labels": labels}, "spec": {"containers": [container], "serviceAccountName": next(a)}}
        spec = {"replicas": 2, "selector": {"matchLabels": {"app": name}}, "template": pod}
        documents += [
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": meta, "spec": spec},
            {"apiVersion": "v1", "kind": "Service", "metadata": meta, "spec": {"selector": labels, "ports": [{"port": 80, "targetPort": next(a)}]}},
            {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": next(a)}, "stringData": {next(a): "changeme"}},
            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": next(a)}, "data": {next(a): next(a)}},
            {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": next(a)}},
            {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": next(a)},
             "spec": {"minReplicas": 1, "maxReplicas": 3, "scaleTargetRef": {"kind": "Deployment", "name": name}}},
            {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": next(a)},
             "spec": {"rules": [{"host": next(a), "http": {"paths": [{"path": next(a), "backend": {"service": {"name": name, "port": {"number": 80}}}}]}}]}},
        ]  # fmt: skip
    documents.append({"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": next(a)}, "spec": {
        "schedule": next(a), "jobTemplate": {"spec": {"template": {"spec": {"containers": [{"name": next(a), "image": next(a)}]}}}}}})  # fmt: skip
    return {"k8s/all.yaml": "---\n".join(_yaml(each) for each in documents)}


def heroku(nasty: list[str]) -> dict[str, str]:
    """A Heroku app whose every text is nasty."""
    a = _Endless(nasty)
    app = {
        "name": next(a), "description": next(a), "keywords": [next(a)], "website": next(a), "repository": next(a), "stack": next(a),
        "addons": ["heroku-postgresql:mini", next(a), {"plan": next(a), "as": next(a)}], "buildpacks": [{"url": next(a)}],
        "env": {each: {"description": next(a), "value": next(a), "required": True} for each in nasty},
        "formation": {each: {"quantity": 1, "size": next(a)} for each in nasty},
        "scripts": {"postdeploy": next(a)},
        "environments": {next(a): {"env": {next(a): next(a)}}},
    }  # fmt: skip
    lines = [f"p{number}: {text}" for number, text in enumerate(nasty) if "\n" not in text and "\r" not in text]
    return {"app.json": json.dumps(app), "Procfile": "\n".join(["web: gunicorn app:app", "release: " + next(a), *lines]) + "\n"}


def around(nasty: list[str]) -> dict[str, str]:
    """What stands around the manifests: pipelines, environment files, answers, status, documents, packages."""
    a = _Endless(nasty)
    job = {"runs-on": next(a), "environment": {"name": next(a), "url": next(a)}, "needs": [next(a)],
           "env": {next(a): f"${{{{ secrets.{next(a)} }}}}"}, "steps": [{"name": each, "run": each, "uses": each} for each in nasty]}  # fmt: skip
    return {
        ".github/workflows/ci.yml": _yaml({"name": next(a), "on": {"push": {"branches": [next(a)]}}, "jobs": {next(a): job}}),
        ".env.example": "".join(f"# {each}\nVARIABLE_{number}_KEY={each}\n" for number, each in enumerate(_lines(nasty))),
        "Dockerfile": "".join(f"ENV X{number}={each}\n" for number, each in enumerate(_lines(nasty))) + f"FROM {next(a)}\nEXPOSE 80\n",
        "status.json": json.dumps({"status": "active", "current_phase": "deployment", "notes": next(a)}),
        "architecture.md": "# " + " ".join(_lines(nasty)) + "\n",
        "README.md": "".join(f"# {each}\n" for each in _lines(nasty)),
        "package.json": json.dumps({"name": next(a), "scripts": {each: each for each in nasty}, "dependencies": {"express": next(a)}}),
        "index.js": "".join(f"app.get({json.dumps('/' + each)}, f); process.env[{json.dumps(each)}];\n" for each in nasty),
    }  # fmt: skip


def _lines(nasty: list[str]) -> list[str]:
    return [" ".join(each.split()) for each in nasty]


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=False, width=10**6)


class _Endless:
    """The strings again and again, each time from one further on, so that every place meets many of them."""

    def __init__(self, strings: list[str]) -> None:
        self._strings = strings
        self._at = 0
        self._turn = 0

    def __next__(self) -> str:
        chosen = self._strings[(self._at + self._turn) % len(self._strings)]
        self._at += 1
        if self._at == len(self._strings):
            self._at, self._turn = 0, self._turn + 1
        return chosen
