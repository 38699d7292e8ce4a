"""GitHub Actions workflows: triggers, jobs, the environments that they deploy to and the secrets that they use."""

from collections import defaultdict
from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.pipelines import github_secrets
from opsworthy.facts.pipelines.github_jobs import Workflows, concurrency, permissions
from opsworthy.facts.pipelines.places import declared
from opsworthy.facts.project import PipelineDeclared
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, Scalar, Sequence, entries, find, items, stated, string
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_WORKFLOW = regex(r"\.github/workflows/[^/]+\.ya?ml")


def _wants(path: str) -> bool:
    return path.startswith(".github/") and _WORKFLOW.fullmatch(path) is not None


def _detect(files: Files) -> Iterator[Told]:
    read: dict[str, tuple[Mapping, Source]] = {}
    for source in files:
        documents = files.yaml(source)
        yield from documents.problems
        root = documents.documents[0] if documents.documents else None
        if isinstance(root, Mapping) and find(root, "jobs") is not None:
            read[source.path] = (root, source)
        elif root is not None:
            yield Problem(root.location, "a workflow without jobs", "write its jobs under `jobs:`")
    workflows, renamed = Workflows(files), _renamed(read)
    for path, (root, source) in read.items():
        pipeline = _pipeline(root, source, workflows)
        yield pipeline
        yield from declared((pipeline,))
        yield from github_secrets.secrets(root, source, renamed.get(path, frozenset()))


def _pipeline(root: Mapping, source: Source, workflows: Workflows) -> PipelineDeclared:
    named = stated(root, "name")
    return PipelineDeclared(
        named.value if named else source.path.rpartition("/")[2].rpartition(".")[0],
        source.path,
        "github-actions",
        named.location if named else source.at(1),
        _triggers(root),
        tuple(workflows.job(entry, root) for entry in entries(root, "jobs")),
        settings=github_secrets.settings(root, source),
        concurrency=concurrency(root),
        permissions=permissions(root),
        schedules=tuple(told for each in items(root, "on", "schedule") if (told := stated(each, "cron")) is not None),
        branches=_branches(root, "push"),
        asked=_branches(root, "pull_request"),
    )


def _triggers(root: Mapping) -> tuple[str, ...]:
    """The events under `on`, which YAML 1.1 would read as a boolean; our entries keep the key as it is written."""
    events = find(root, "on")
    if isinstance(events, Mapping):
        return tuple(entry.key for entry in events.entries)
    listed = events.items if isinstance(events, Sequence) else (events,)
    return tuple(item.text for item in listed if isinstance(item, Scalar))


def _branches(root: Mapping, event: str) -> tuple[Stated[str], ...]:
    """The branches for which an event starts it; a push of a tag is another matter."""
    listed = find(root, "on", event, "branches")
    written = listed.items if isinstance(listed, Sequence) else (listed,)
    return tuple(Stated(each.text, each.location) for each in written if isinstance(each, Scalar) and each.value is not None)


def _renamed(read: dict[str, tuple[Mapping, Source]]) -> dict[str, frozenset[str]]:
    """For each called workflow, the secrets that it knows by a name of its own: a caller hands another one over as that."""
    handed: dict[str, set[str]] = defaultdict(set)
    inherited: set[str] = set()
    for root, _ in read.values():
        for entry in entries(root, "jobs"):
            called = (string(entry.value, "uses") or "").removeprefix("./")
            handed[called] |= github_secrets.handed(entry.value)
            inherited |= {called} if github_secrets.inherits(entry.value) else set()
    return {path: github_secrets.own_names(root) & handed[path] for path, (root, _) in read.items() if path not in inherited}


DETECTOR = Detector(
    "github_actions",
    "workflows of GitHub Actions",
    _wants,
    _detect,
    looks_at=(".github/workflows/*.yml", ".github/workflows/*.yaml"),
)
