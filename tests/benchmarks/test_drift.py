"""Seeded drift: what files declare, where documents mention it, what is changed, and what counts as caught."""

import subprocess
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from benchmarks.drift.clones import listed
from benchmarks.drift.declared import declarations
from benchmarks.drift.draw import drawn
from benchmarks.drift.found import labelled
from benchmarks.drift.ground import Ground, drift_rules
from benchmarks.drift.mentioned import lines_of, mentions
from benchmarks.drift.renaming import renamed
from benchmarks.drift.seeds import Seed, files_after, seeds, text_after
from benchmarks.drift.trial import Trials

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop-prod
spec:
  replicas: 3
  selector: {}
  template:
    spec:
      containers:
        - name: api
          image: registry.example/shop/api:1.4.2
          ports:
            - containerPort: 8080
          env:
            - name: STRIPE_KEY
              valueFrom:
                secretKeyRef:
                  name: stripe
                  key: token
"""
SCALER = """\
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: api
  namespace: shop-prod
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: api
  minReplicas: 2
  maxReplicas: 10
"""
COMPOSE = "services:\n  web:\n    ports: ['3000:80']\n    environment:\n      - CACHE_URL=redis\n"
WORKFLOW = "name: Ship it\non:\n  schedule:\n    - cron: '5 4 * * *'\njobs:\n  deploy-all:\n    steps: []\n"
RUNBOOK = """\
# Runbook of the shop

## Deployment

```bash
kubectl -n shop-prod rollout restart deployment/api
```

Two autoscaled replicas at least: 2 to 10.

## Rollback

```bash
kubectl -n shop-prod rollout undo deployment/api
```
"""


def _told(path: str, text: str) -> set[tuple[str, str]]:
    return {(each.kind, each.value) for each in declarations({path: text}) if each.kind != "path"}


def test_reads_what_manifests_declare() -> None:
    assert _told("k8s/api.yaml", DEPLOYMENT) == {
        ("workload", "api"), ("namespace", "shop-prod"), ("replicas", "3"), ("image", "registry.example/shop/api:1.4.2"),
        ("port", "8080"), ("variable", "STRIPE_KEY"), ("secret", "stripe"),
    }  # fmt: skip
    assert _told("k8s/hpa.yaml", SCALER) == {("bound", "2-10"), ("namespace", "shop-prod"), ("workload", "api")}


def test_reads_other_files() -> None:
    assert _told("compose.yaml", COMPOSE) == {("service", "web"), ("port", "3000"), ("port", "80"), ("variable", "CACHE_URL")}
    assert _told(".github/workflows/ship.yml", WORKFLOW) == {
        ("workflow", "ship.yml"), ("workflow", "Ship it"), ("cron", "5 4 * * *"), ("job", "deploy-all"),
    }  # fmt: skip
    assert _told("Makefile", "IMAGE := x\nmigrate: build\n\tgo run\n") == {("target", "migrate")}
    assert _told("package.json", '{"scripts": {"db:seed": "node seed.js"}}') == {("script", "db:seed")}
    assert _told("main.tf", "min_capacity = 1\n  max_capacity = 4\n") == {("bound", "1-4")}
    assert _told("Dockerfile", "FROM x\nEXPOSE 9000\n") == {("port", "9000")}
    assert ("port", "8080") in _told("templates/d.yaml", "{{- if .x }}\nports:\n  - containerPort: 8080\n{{- end }}\n")


@pytest.mark.parametrize(
    ("kind", "value", "text", "lines"),
    [
        ("namespace", "shop", "`kubectl -n shop get pods`\n`kubectl -n shop-two get pods`\n", [1]),
        ("namespace", "shop", "The namespace is `shop`.\nThe team is `shop`.\n", [1]),
        ("port", "8080", "`kubectl port-forward svc/api 9000:8080`\n", [1]),
        ("port", "9000", "```sh\nkubectl port-forward svc/api 9000:8080\ncurl localhost:9000\n```\n", []),
        ("variable", "A_KEY", "`A_KEY` opens it.\nFor example `A_KEY`.\n", [1]),
        ("secret", "stripe", "`kubectl create secret generic stripe`\n`kubectl get secret stripe`\n", [2]),
        ("bound", "2-10", "It has 2–10 replicas.\nIt takes 2–10 minutes.\n", [1]),
        ("bound", "2-10", "| service | min replicas | max |\n|---|---|---|\n| api | 2 | 10 |\n", [3]),
        ("path", "bin/run", "`./bin/run`\n`other/bin/run`\n`bin/run.sh`\n", [1]),
        ("target", "ship", "`make ship`\n`make shipping`\n", [1]),
    ],
)
def test_finds_where_a_value_is_claimed(kind: str, value: str, text: str, lines: list[int]) -> None:
    assert [each.line for each in mentions(lines_of(text), kind, value)] == lines


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("path", "scripts/db/restore.sh"), ("host", "api.shop.example"), ("variable", "STRIPE_KEY"), ("flag", "--dry-run"),
        ("cron", "5 4 * * *"), ("bound", "2-10"), ("image", "shop/api:1.4.2"), ("health", "/healthz"), ("alert", "PodDown"),
    ],
)  # fmt: skip
def test_renames_within_the_shape_of_a_value(kind: str, value: str) -> None:
    for style in ("word", "added", "whole", "slip"):
        new = renamed(kind, value, style, Random(3))
        if new is None:
            continue
        assert new != value
        first = {"path": "scripts/db/", "flag": "--", "bound": "2-", "health": "/", "image": "shop/"}.get(kind, "")
        last = {"path": ".sh", "host": ".shop.example"}.get(kind, "")
        assert new.startswith(first)
        assert new.endswith(last)
        assert new.isupper() == value.isupper()


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    clone = tmp_path / "owner+shop"
    for path, text in {"k8s/api.yaml": DEPLOYMENT, "k8s/hpa.yaml": SCALER, "docs/runbook.md": RUNBOOK}.items():
        (clone / path).parent.mkdir(parents=True, exist_ok=True)
        (clone / path).write_text(text)
    git = ["git", "-C", str(clone), "-c", "user.name=a", "-c", "user.email=a@b.example"]
    for step in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *step], check=True)
    return Ground(clone, "HEAD", ("docs/runbook.md",), "owner/shop")


def _seed(ground: Ground, kind: str, side: str) -> Seed:
    return next(
        each
        for each in seeds(ground, Random(1))
        if (each.kind, each.side, each.document.path) == (kind, side, "docs/runbook.md") and each.style in ("slip", "whole")
    )


def test_changes_the_files_wherever_they_say_it(ground: Ground) -> None:
    seed = _seed(ground, "namespace", "files")
    texts, moved = files_after(seed, ground.files, ground.declared)
    assert set(texts) == {"k8s/api.yaml", "k8s/hpa.yaml"}
    assert not moved
    assert not any(seed.old in text for text in texts.values())


def test_renames_a_variable_where_code_reads_it(ground: Ground) -> None:
    seed = replace(_seed(ground, "namespace", "files"), kind="variable", old="CACHE_URL", new="STORE_URL")
    files = {"app.js": "connect(process.env.CACHE_URL)", "ci.yml": "url: ${{ secrets.CACHE_URL }} # CACHE_URL_OLD"}
    texts, _ = files_after(seed, files, ())
    assert texts == {"app.js": "connect(process.env.STORE_URL)", "ci.yml": "url: ${{ secrets.STORE_URL }} # CACHE_URL_OLD"}


def test_changes_one_place_of_a_document(ground: Ground) -> None:
    seed = _seed(ground, "namespace", "document")
    assert text_after(seed).count(seed.new) == 1
    assert text_after(seed).count(seed.old) == RUNBOOK.count(seed.old) - 1


@pytest.mark.parametrize("side", ["files", "document"])
def test_says_that_a_change_was_caught(ground: Ground, side: str) -> None:
    trial = Trials(ground).tried(_seed(ground, "bound", side))
    assert trial is not None
    assert {each.rule for each in trial.caught} == {"OW803"}
    assert not trial.wrong


def test_judges_what_the_program_wrote_beside_what_a_person_wrote(ground: Ground) -> None:
    assert {(each.path, each.made) for each in ground.documents} >= {
        ("docs/runbook.md", False),
        ("docs/drafted/runbook.md", True),
    }


def test_draws_evenly_and_the_same_again(ground: Ground) -> None:
    found = list(seeds(ground, Random(1)))
    first = drawn(found, 12, Random(5))
    assert [each.name for each in first] == [each.name for each in drawn(list(found), 12, Random(5))]
    assert len({(each.kind, each.side, each.document.made) for each in first}) == 12


def test_the_list_and_the_labels_are_whole() -> None:
    every = listed()
    assert len({each.repository for each in every}) == len(every) >= 40
    assert all(len(each.commit) == 40 for each in every)
    assert {row["repository"] for row in labelled().values()} <= {each.repository for each in every}
    assert {row["label"] for row in labelled().values()} <= {"right", "wrong"}
    assert drift_rules()
