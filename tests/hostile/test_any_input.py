"""Arbitrary Markdown is judged and arbitrary manifests are surveyed and written about: no exception, every place inside a text."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import nasty
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsworthy.app.estimate import estimate_system
from opsworthy.documents.document import Document
from opsworthy.documents.parse import parse
from opsworthy.documents.write import write
from opsworthy.documents.writer import Dossier
from opsworthy.facts.detect import detect
from opsworthy.findings.outcome import State
from opsworthy.reports.as_json import as_json
from opsworthy.reports.survey_text import survey_lines
from opsworthy.reports.system_view import view
from opsworthy.repository.memory import MemoryTree
from opsworthy.rules.judge import judge
from opsworthy.rules.rule import Subject
from opsworthy.system.build import build
from opsworthy.system.model import System
from opsworthy.text.location import Location
from opsworthy.text.source import Source

TODAY = date(2026, 1, 1)
QUICK = settings(deadline=None, suppress_health_check=list(HealthCheck))
EXAMPLES = Path(__file__).parents[2] / "examples"
MANIFESTS = ("compose.yaml", "Dockerfile", "deployment.yaml", "kustomization.yaml", "hpa.yaml", "Procfile", "app.json", "status.json", ".env.example",
             "pipeline.yml", "ci.yml", "package.json", "pyproject.toml", "main.go", "server.ts", "app.js", "settings.py", "external-secrets.yaml",
             "alerts.yaml", "ingress.yaml", "cronjob.yaml", "alembic.ini", "go.mod")  # fmt: skip

PIECES = [
    "# Runbook", "## Deployment", "## Rollback", "### Production", "**Steps**", "1. Do it", "- [ ] done", "- [x] done", "> quote", "---", "```bash",
    "```", "~~~", "kubectl rollout undo deployment/web -n shop", "heroku rollback v12 -a shop", "curl -fsS http://[::1", "curl http://localhost:99999/healthz",
    "kubectl scale deployment web --replicas=99999999999999999999", "| a | b |", "|---|---|", "| min | max |", "| ² | 3 |", "| 1 | 10 |",
    "Total: $1,234.56–$2,000 per month", "Expected duration: 15 minutes", "$99999999999999999999999999/month", "½ hour", "<!-- opsworthy:begin id=a -->",
    "<!-- opsworthy:end id=a -->", "<!-- opsworthy: allow rollback-unverified -->", "<!--", "-->", "[x](http://[)", "[x](runbook.md#y)", "![x](y)", "<a name=x>",
    "min replicas: 2, max replicas: 10", "replicas 5 to 2", "every 90 days", "`kubectl get pods -n {namespace}`", "TODO", "\\", "\t", "    code", "\u2028",
    "\u00a0", "١٢", "²", "\x00", "\x85", "a" * 500, "&#0;", "---\ntitle: x\n---", "+++", "* * *", "<details>", "EOF", "cat <<EOF", "$(", "'", '"', "if true; then",
]  # fmt: skip
DOCUMENTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=15), max_size=30).flatmap(
    lambda pieces: st.sampled_from(["\n", "\n\n", "\r\n", "\r", " ", "\n  "]).map(lambda between: between.join(pieces))
)
SCALARS = ["", "~", "[]", "{}", "-1", "0", "99999999999999999999", "9" * 5000, "0x" + "f" * 5000, "1e999", ".inf", ".nan", "1_000", "²", "true", "2026-01-01",
           "!!binary x", "*x", "&x y", "<<", "|", "? x", "${A:-${B}}", "{{ .Values.x }}", "http://[", "\ud800".encode("utf-8", "replace").decode(),
           *nasty.strings()]  # fmt: skip


@cache
def manifests() -> dict[str, dict[str, str]]:
    return {
        example.name: {
            each.relative_to(example).as_posix(): each.read_text("utf-8")
            for each in sorted(example.rglob("*"))
            if each.name in MANIFESTS
        }
        for example in sorted(EXAMPLES.iterdir())
        if example.is_dir()
    }


@cache
def example(name: str) -> System:
    return build(detect(MemoryTree(manifests()[name], name)), name)


def inside(location: Location, text: str) -> bool:
    return 1 <= location.line <= len(re.split(r"\r\n?|\n", text))


def judged(system: System, text: str) -> None:
    runbook = parse(Source("runbook.md", text), "runbook")
    plan = parse(Source("cost-plan.md", text), "cost-plan")
    subject = Subject(
        system=system, runbook=runbook, cost_plan=plan, estimate=estimate_system(system), anchor=Location("runbook.md", 1)
    )
    for outcome in judge(subject, TODAY):
        assert outcome.state is not State.ERROR, outcome.message
        if outcome.location.path in ("runbook.md", "cost-plan.md"):
            assert inside(outcome.location, text), outcome
    for document in (runbook, plan):
        _places(document, text)


def _places(document: Document, text: str) -> None:
    for found in re.findall(r"Location\(path='(?:runbook|cost-plan)\.md', line=(\d+)", repr(document)):
        assert 1 <= int(found) <= len(re.split(r"\r\n?|\n", text))


@settings(QUICK, max_examples=150)
@given(DOCUMENTS, st.sampled_from(sorted(manifests())))
def test_any_markdown_is_judged(text: str, name: str) -> None:
    judged(example(name), text)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """The manifests of an example, a few of them changed by a few strokes."""
    name = draw(st.sampled_from(sorted(manifests())))
    files = dict(manifests()[name])
    for path in draw(st.lists(st.sampled_from(sorted(files)), min_size=1, max_size=4)):
        lines = files[path].split("\n")
        for _ in range(draw(st.integers(1, 4))):
            at = draw(st.integers(0, len(lines) - 1))
            other = draw(st.integers(0, len(lines) - 1))
            lines = _stroke(draw, lines, at, other)
        files[path] = "\n".join(lines)
    return name, files


def _stroke(draw: st.DrawFn, lines: list[str], at: int, other: int) -> list[str]:
    scalar = draw(st.sampled_from(SCALARS) | st.text(max_size=8))
    match draw(st.sampled_from(["delete", "repeat", "swap", "indent", "value", "key", "word", "cut", "character"])):
        case "delete":
            return lines[:at] + lines[at + 1 :] or [""]
        case "repeat":
            return [*lines[:at], *lines[at : at + 5], *lines[at:]]
        case "swap":
            return [*lines[:at], lines[other], *lines[at + 1 :]]
        case "indent":
            return [*lines[:at], "  " + lines[at], *lines[at + 1 :]]
        case "value":
            return [
                *lines[:at],
                re.sub(r"([:=] ?).*", lambda found: found.group(1) + scalar, lines[at], count=1),
                *lines[at + 1 :],
            ]
        case "key":
            return [
                *lines[:at],
                re.sub(r"[\w\"-]+(\"?:)", lambda found: json.dumps(scalar) + found.group(1).strip('"'), lines[at], count=1),
                *lines[at + 1 :],
            ]
        case "word":
            return [*lines[:at], re.sub(r"\w+", lambda _: scalar, lines[at], count=1), *lines[at + 1 :]]
        case "cut":
            return lines[: at + 1]
        case _:
            return [*lines[:at], scalar + lines[at], *lines[at + 1 :]]


@settings(QUICK, max_examples=10)
@given(mutated())
def test_any_manifest_is_surveyed_and_written_about(given: tuple[str, dict[str, str]]) -> None:
    name, files = given
    facts = detect(MemoryTree(files, name))
    for problem in facts.problems:
        assert inside(problem.location, files[problem.location.path]), problem
        assert problem.advice, problem
    system = build(facts, name)
    assert json.loads(as_json(view(system)))["name"] == system.name
    assert all(line.text is not None for line in survey_lines(system, everything=True))
    estimate = estimate_system(system)
    dossier = Dossier(system, estimate, TODAY, "0")
    texts = {each.path: each.refreshed.text for each in write(dossier, {})}
    assert {each.path: each.refreshed.text for each in write(dossier, texts)} == texts
    if "runbook.md" in texts:
        parsed = {
            kind: parse(Source(path, texts[path]), kind)
            for kind, path in (("runbook", "runbook.md"), ("cost-plan", "cost-plan.md"))
            if path in texts
        }
        subject = Subject(
            system=system,
            runbook=parsed.get("runbook"),
            cost_plan=parsed.get("cost-plan"),
            estimate=estimate,
            anchor=Location("runbook.md", 1),
        )
        assert [each.message for each in judge(subject, TODAY) if each.state is State.ERROR] == []


@pytest.mark.parametrize("piece", PIECES)
def test_every_piece_alone(piece: str) -> None:
    judged(example("shop"), piece)
