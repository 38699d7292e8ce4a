"""GitHub Actions workflows: triggers, jobs, the environments that they deploy to and the secrets that they use."""

import re
from collections.abc import Iterator

from opsworthy.facts.command_lines import withheld
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import EnvironmentDeclared, PipelineDeclared, PipelineJob, PipelineStep, SecretDeclared
from opsworthy.facts.workloads import Variable
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, entries, find, items, stated, string, walk
from opsworthy.text.secrecy import is_secret
from opsworthy.text.source import Problem, Source

_WORKFLOW = re.compile(r"\.github/workflows/[^/]+\.ya?ml")
_SECRET = re.compile(r"\bsecrets\s*(?:\.\s*([A-Za-z_][A-Za-z0-9_\-]*)|\[\s*['\"]([A-Za-z_][A-Za-z0-9_\-]*)['\"]\s*\])")
_EXPRESSION = re.compile(r"\$\{\{((?:[^}]|\}(?!\})){0,4000})\}\}")
_GIVEN = frozenset({"GITHUB_TOKEN"})


def _wants(path: str) -> bool:
    return _WORKFLOW.fullmatch(path) is not None


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        documents = files.yaml(source)
        yield from documents.problems
        root = documents.documents[0] if documents.documents else None
        if isinstance(root, Mapping) and find(root, "jobs") is not None:
            pipeline = _pipeline(root, source)
            yield pipeline
            yield from _environments(pipeline)
            yield from _secrets(root, source)
        elif root is not None:
            yield Problem(root.location, "a workflow without jobs", "write its jobs under `jobs:`")


def _pipeline(root: Mapping, source: Source) -> PipelineDeclared:
    named = stated(root, "name")
    name = named.value if named else source.path.rpartition("/")[2].rpartition(".")[0]
    jobs = tuple(_job(entry) for entry in entries(root, "jobs"))
    return PipelineDeclared(name, source.path, "github-actions", source.at(1), _triggers(root), jobs)


def _triggers(root: Mapping) -> tuple[str, ...]:
    """The events under `on`, which YAML 1.1 would read as a boolean; our entries keep the key as it is written."""
    events = find(root, "on")
    if isinstance(events, Mapping):
        return tuple(entry.key for entry in events.entries)
    listed = events.items if isinstance(events, Sequence) else (events,)
    return tuple(item.text for item in listed if isinstance(item, Scalar))


def _job(entry: Entry) -> PipelineJob:
    job = entry.value
    called = stated(job, "uses")
    steps = tuple(_step(item) for item in items(job, "steps") if isinstance(item, Mapping))
    if called is not None:
        steps = (PipelineStep(string(job, "name") or called.value, called.location, uses=called.value),)
    return PipelineJob(
        entry.key, entry.location, steps, _needs(job), _environment(job), string(job, "if"), _address(job), _variables(job)
    )


def _address(job: Node) -> Stated[str] | None:
    address = stated(job, "environment", "url")
    return address if address is not None and "${{" not in address.value else None


def _variables(job: Node) -> tuple[Variable, ...]:
    """The job's own variables with a literal value; what is computed, secret by name or carries a password is left out."""
    told = ((entry, stated(entry.value)) for entry in entries(job, "env"))
    return tuple(
        Variable(entry.key, entry.location, value.value)
        for entry, value in told
        if value is not None and "${{" not in value.value and not is_secret(entry.key, value.value)
    )


def _needs(job: Node) -> tuple[str, ...]:
    needs = find(job, "needs")
    listed = needs.items if isinstance(needs, Sequence) else (needs,)
    return tuple(item.text for item in listed if isinstance(item, Scalar) and item.value is not None)


def _environment(job: Node) -> Stated[str] | None:
    """The environment that a job names outright; one that is computed is not known before the run."""
    named = stated(job, "environment") or stated(job, "environment", "name")
    return named if named is not None and named.value.strip() and "${{" not in named.value else None


def _step(step: Mapping) -> PipelineStep:
    uses, run = string(step, "uses"), withheld((string(step, "run") or "",))[0] or None
    first = next((line.strip() for line in (run or "").splitlines() if line.strip()), "")
    pushes = (string(step, "with", "push") or "false").strip().lower() not in ("", "false")
    return PipelineStep(string(step, "name") or uses or first, step.location, uses, run, pushes)


def _environments(pipeline: PipelineDeclared) -> Iterator[EnvironmentDeclared]:
    named = {job.environment.value: job.environment.location for job in reversed(pipeline.jobs) if job.environment}
    for name, location in sorted(named.items(), key=lambda pair: pair[1]):
        yield EnvironmentDeclared(name, location, "github-actions", ("workflow", pipeline.path))


def _secrets(root: Mapping, source: Source) -> Iterator[SecretDeclared]:
    found: dict[str, Location] = {}
    lines = source.text.splitlines()
    for node in walk(root):
        if isinstance(node, Scalar) and "secrets" in node.text:
            for name, location in _used(node, lines):
                if name not in _GIVEN:
                    found[name] = min(location, found.get(name, location))
    for name, location in sorted(found.items(), key=lambda pair: pair[1]):
        yield SecretDeclared(name, "github-actions", location)


def _used(scalar: Scalar, lines: list[str]) -> Iterator[tuple[str, Location]]:
    """The secrets that a text names within `${{ … }}`, each where it stands in the file."""
    for expression in _EXPRESSION.finditer(scalar.text):
        for match in _SECRET.finditer(expression.group(1)):
            name = match.group(1) or match.group(2)
            yield name, _line_of(name, scalar.location, lines)


def _line_of(name: str, within: Location, lines: list[str]) -> Location:
    word = re.compile(rf"\bsecrets\b[\s.'\"\[]{{1,20}}{re.escape(name)}\b")
    for number in range(within.line, min(within.end_line, len(lines)) + 1):
        match = word.search(lines[number - 1])
        if match is not None:
            return Location(within.path, number, match.start() + 1)
    return within


DETECTOR = Detector("github_actions", "workflows of GitHub Actions", _wants, _detect)
