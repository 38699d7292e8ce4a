"""The jobs of a workflow of GitHub Actions, those that it calls in this repository followed."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from opsworthy.facts.files import Files
from opsworthy.facts.pipelines.github_expressions import Values, possible
from opsworthy.facts.pipelines.github_inputs import declared_inputs, given_inputs, lookup
from opsworthy.facts.pipelines.steps import command, inputs, only, part, texts, variables
from opsworthy.facts.project import PipelineJob, PipelineStep
from opsworthy.facts.workloads import Pairs, Variable
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, entries, find, items, stated, string

_DEEPEST = 4
_MOST_STEPS = 300
_MOST_PLACES = 20
_MOST_OPENED = 1000
_ACTION_FILES = ("action.yml", "action.yaml")


@dataclass
class Workflows:
    """Reads jobs; other files of the repository are opened where a job calls them, so often and no more."""

    files: Files
    opened: int = 0

    def job(self, entry: Entry, root: Mapping) -> PipelineJob:
        job = entry.value
        called = stated(job, "uses")
        steps = tuple(self._steps(items(job, "steps")))[:_MOST_STEPS]
        if called is not None:
            steps = (part(called.value, "action", called.location, name=string(job, "name")),)
        places = self.places(job, declared_inputs(root))
        calls = _local(called.value) if called is not None else None
        return PipelineJob(
            entry.key,
            entry.location,
            steps,
            tuple(each.value for each in texts(find(job, "needs"))),
            only(places),
            string(job, "if"),
            _address(job),
            _variables(job, root),
            environments=places if len(places) > 1 else (),
            calls=calls if calls is not None and self.files.exists(calls) else None,
            image=_image(find(job, "container")),
            services=tuple(told for each in entries(job, "services") if (told := _image(each.value)) is not None),
            concurrency=concurrency(job),
            permissions=permissions(job),
            tolerated=string(job, "continue-on-error") == "true",
        )

    def places(self, job: Node, given: dict[str, Values], above: tuple[str, ...] = ()) -> Values:
        """Every environment that a job, or a job of the workflow that it calls, can go to."""
        known = lookup(given, job)
        named = stated(job, "environment") or stated(job, "environment", "name")
        if named is not None:
            return possible(named, known)[:_MOST_PLACES] if named.value.strip() else ()
        path = _local(string(job, "uses") or "")
        root = self._root(path) if path is not None and path not in above and len(above) < _DEEPEST else None
        if root is None or path is None:
            return ()
        handed = {**declared_inputs(root), **given_inputs(job, known)}
        found = [place for each in entries(root, "jobs") for place in self.places(each.value, handed, (*above, path))]
        return tuple({each.value: each for each in reversed(found)}.values())[::-1][:_MOST_PLACES]

    def _root(self, path: str) -> Mapping | None:
        self.opened += 1
        source = self.files.open(path) if self.opened < _MOST_OPENED else None
        documents = self.files.yaml(source).documents if source is not None else ()
        return documents[0] if documents and isinstance(documents[0], Mapping) else None

    def _steps(self, written: tuple[Node, ...], depth: int = 0) -> Iterator[PipelineStep]:
        """The steps, with those of the repository's own composite actions after the step that uses one."""
        for item in written[:_MOST_STEPS]:
            if isinstance(item, Mapping):
                step = _step(item)
                yield step
                yield from self._inside(step, depth)

    def _inside(self, step: PipelineStep, depth: int) -> Iterator[PipelineStep]:
        folder = (step.uses or "").removeprefix("./").rstrip("/") if (step.uses or "").startswith("./") else ""
        if not folder or depth >= _DEEPEST:
            return
        root = next((found for name in _ACTION_FILES if (found := self._root(f"{folder}/{name}")) is not None), None)
        for inner in self._steps(items(root, "runs", "steps"), depth + 1):
            yield replace(inner, condition=inner.condition or step.condition)


def _variables(job: Node, root: Mapping) -> tuple[Variable, ...]:
    """Those of the job, and those of the workflow that it does not set itself."""
    own, names = variables(find(job, "env")), {entry.key for entry in entries(job, "env")}
    return (*own, *(each for each in variables(find(root, "env")) if each.name not in names))


def _local(uses: str) -> str | None:
    """The path of a workflow of this repository; None for what stands elsewhere."""
    return uses.removeprefix("./") if uses.startswith("./.github/workflows/") else None


def _step(step: Mapping) -> PipelineStep:
    uses, condition = string(step, "uses"), string(step, "if")
    run = string(step, "run") or _run_elsewhere(step, uses or "")
    ready = command(run, step.location, string(step, "name") or uses, condition)
    pushes = (string(step, "with", "push") or "false").strip().lower() not in ("", "false")
    told = inputs(entries(step, "with")) if uses else ()
    tolerated = string(step, "continue-on-error") == "true"
    text = _whole(step, uses or "") if run else None
    return replace(ready, uses=uses, pushes=pushes, inputs=told, text=text, tolerated=tolerated)


def _whole(step: Mapping, uses: str) -> Location | None:
    """The lines of the text that a step runs."""
    names = _remote().get(uses.partition("@")[0].lower(), ())
    nodes = [find(step, "run"), *(find(step, "with", name) for name in names)]
    held = next((node for node in nodes if isinstance(node, Scalar) and node.text.strip()), None)
    if held is None:
        return None
    at = held.location
    block = at.end_line > at.line
    return replace(at, end_line=max(at.end_line, at.line + held.text.rstrip("\n").count("\n") + 1)) if block else at


def _run_elsewhere(step: Mapping, uses: str) -> str:
    """The shell text that an action runs on another machine; empty for every other action."""
    held = _remote().get(uses.partition("@")[0].lower(), ())
    return "\n".join(text for name in held if (text := string(step, "with", name)))


@cache
def _remote() -> dict[str, list[str]]:
    return data_of("opsworthy.facts.pipelines", "remote.toml")


def _address(job: Node) -> Stated[str] | None:
    address = stated(job, "environment", "url")
    return address if address is not None and "${{" not in address.value else None


def _image(node: Node | None) -> Stated[str] | None:
    told = stated(node) or stated(node, "image")
    return told if told is not None and "${{" not in told.value else None


def concurrency(node: Node) -> str | None:
    """The group whose runs wait for each other, as written."""
    return string(node, "concurrency") or string(node, "concurrency", "group")


def permissions(node: Node) -> Pairs:
    """What the job's token may do; `*` where one word says it of everything."""
    whole = string(node, "permissions")
    named = entries(node, "permissions")
    return (("*", whole),) if whole else tuple((each.key, each.value.text) for each in named if isinstance(each.value, Scalar))
