"""Stages, jobs and steps of Azure Pipelines: what each waits for, where deployments go, who has to approve."""

import re
from collections.abc import Iterator
from dataclasses import field, replace

from opsworthy.facts.pipelines.azure_reading import Given, Item, Reading, choices, defaults
from opsworthy.facts.pipelines.steps import command, inputs, only, texts, words
from opsworthy.facts.project import PipelineJob, PipelineStep
from opsworthy.facts.workloads import Variable
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, entries, find, items, stated, string
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_secret

_SHELLS = ("script", "bash", "pwsh", "powershell")
_HOOKS = ("preDeploy", "deploy", "routeTraffic", "postRouteTraffic")
_OUTCOMES = ("failure", "success")
_MACRO = regex(r"\$\(([A-Za-z_][\w.\-]{0,100})\)|\$\{\{\s*variables(?:\.([A-Za-z_][\w.\-]{0,100})|\['([\w.\-]{1,100})'\])\s*\}\}")
_CHOSEN = regex(r"\$\{\{\s*parameters\.(\w{1,100})\s*\}\}")
_APPROVALS = ("manualvalidation", "manualintervention")
_MOST_PLACES = 20


@dataclass
class Jobs:
    """Reads one pipeline into jobs."""

    root: Mapping
    reading: Reading
    made: list[PipelineJob] = field(default_factory=list)
    stages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    needs_of: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def all(self) -> tuple[PipelineJob, ...]:
        whole, given = self._whole()
        before: str | None = None
        for stage in self.reading.items(find(whole, "stages"), "stages", given):
            name = stage.text("stage") or f"stage {len(self.stages) + 1}"
            asked = _depends(stage)
            waits = asked if asked is not None else (before,) if before else ()
            needs = tuple(job for each in waits for job in self._last_of(each or ""))
            first, said = len(self.made), stage.stated("stage")
            self.stages[name], self.needs_of[name] = self._jobs(stage.node, stage.given, name, needs), needs
            if said is not None:
                self.made[first:] = [replace(job, stage_at=said.location) for job in self.made[first:]]
            before = name
        if not self.stages:
            self._jobs(whole, given, None, ())
        return tuple(self.made)

    def _last_of(self, stage: str) -> tuple[str, ...]:
        """The jobs of a stage; of one without any, those that it waits for itself."""
        return self.stages.get(stage) or self.needs_of.get(stage, ())

    def _whole(self) -> tuple[Mapping, Given]:
        """The pipeline, or the template of this repository that it extends."""
        given = defaults(self.root)
        extended = string(self.root, "extends", "template")
        told = find(self.root, "extends")
        if extended is None or told is None:
            return self.root, given
        place = find(told, "template")
        template = self.reading.template(extended, place.location if place else told.location)
        if template is None:
            handed_over = find(told, "parameters")
            inside = any(find(handed_over, key) is not None for key in ("stages", "jobs", "steps"))
            return (handed_over if inside and isinstance(handed_over, Mapping) else self.root), given
        handed = {entry.key: entry.value for entry in entries(told, "parameters")}
        return template, {**defaults(template), **handed}

    def _jobs(self, body: Mapping, given: Given, stage: str | None, needs: tuple[str, ...]) -> tuple[str, ...]:
        listed = list(self.reading.items(find(body, "jobs"), "jobs", given))
        if not listed and find(body, "steps") is not None:
            listed = [Item(body, given)]
        names = [self._name(each, at, stage) for at, each in enumerate(listed)]
        short = {each.text("job") or each.text("deployment") or "": name for each, name in zip(listed, names, strict=True)}
        for each, name in zip(listed, names, strict=True):
            asked = _depends(each) if each.node is not body else None
            waits = tuple(short.get(other, other) for other in asked) if asked else needs
            self.made.append(self._job(each, name, stage, waits))
        return tuple(names)

    def _name(self, each: Item, at: int, stage: str | None) -> str:
        """The job's own name, with its stage before it where another stage has a job of that name."""
        own = each.text("job") or each.text("deployment")
        name = own or (stage if stage and not at else f"job {at + 1}" if at else "job")
        taken = {job.name for job in self.made}
        return f"{stage}.{name}" if stage and name in taken else name

    def _job(self, each: Item, name: str, stage: str | None, needs: tuple[str, ...]) -> PipelineJob:
        steps = tuple(self._steps(each))
        places = self._places(each)
        own = _place(each)
        return PipelineJob(
            name,
            own,
            steps,
            needs,
            only(places),
            each.text("condition"),
            variables=tuple(_variables(find(each.node, "variables"))),
            environments=places if len(places) > 1 else (),
            stage=stage,
            manual=any(step.manual for step in steps),
            deploys=find(each.node, "deployment") is not None,
            image=each.stated("container") or each.stated("container", "image"),
            services=tuple(texts(find(each.node, "services"))),
            contexts=groups(each.node),
            tolerated=_is_tolerated(each),
        )

    def _steps(self, each: Item) -> Iterator[PipelineStep]:
        yield from self._listed(find(each.node, "steps"), each.given)
        for strategy in entries(each.node, "strategy"):
            for hook in _HOOKS:
                yield from self._listed(find(strategy.value, hook, "steps"), each.given)
            for outcome in _OUTCOMES:
                for step in self._listed(find(strategy.value, "on", outcome, "steps"), each.given):
                    yield replace(step, condition=step.condition or f"on {outcome}")

    def _listed(self, steps: Node | None, given: Given) -> Iterator[PipelineStep]:
        for item in self.reading.items(steps, "steps", given):
            made = _step(item)
            if made is not None:
                yield made

    def _places(self, each: Item) -> tuple[Stated[str], ...]:
        """The environment of a deployment; a choice of the pipeline's parameters gives several."""
        raw = stated(each.node, "environment") or stated(each.node, "environment", "name")
        told = each.stated("environment") or each.stated("environment", "name")
        if raw is None or told is None or find(each.node, "deployment") is None:
            return ()
        chosen = _CHOSEN.fullmatch(raw.value.strip())
        options = choices(self.root).get(chosen.group(1), ()) if chosen and each.given == defaults(self.root) else ()
        listed = tuple(texts_of(options)) or (told,)
        named = (Stated(_environment(self._expanded(place.value)), place.location) for place in listed)
        return tuple(place for place in named if place.value and "$" not in place.value)[:_MOST_PLACES]

    def _expanded(self, text: str) -> str:
        known = {each.name: each.value or "" for each in _variables(find(self.root, "variables"))}

        def put(match: re.Match[str]) -> str:
            name = match.group(1) or match.group(2) or match.group(3)
            return known.get(name, match.group(0))

        return _MACRO.sub(put, text)


def texts_of(nodes: tuple[Node, ...]) -> Iterator[Stated[str]]:
    return (told for each in nodes if (told := stated(each)) is not None)


def _environment(name: str) -> str:
    """`prod.web` is the resource `web` of the environment `prod`."""
    return name.strip().partition(".")[0]


def _step(item: Item) -> PipelineStep | None:
    node = item.node
    name, condition = item.text("displayName"), item.text("condition")
    for shell in _SHELLS:
        text = item.text(shell)
        if text is not None:
            return replace(command(text, node.location, name, condition), tolerated=_is_tolerated(item))
    task = item.text("task")
    if task is None:
        return None
    script = item.text("inputs", "script") or item.text("inputs", "inlineScript") or item.text("inputs", "Inline")
    plain = command(script or "", node.location, name or task, condition)
    told = tuple((key, value) for key, value in inputs(entries(node, "inputs")) if "\n" not in value)
    manual = task.partition("@")[0].lower().startswith(_APPROVALS)
    return replace(plain, uses=task, kind="task", inputs=told, manual=manual, tolerated=_is_tolerated(item))


def _is_tolerated(item: Item) -> bool:
    return (item.text("continueOnError") or "").strip().lower() == "true"


def _place(each: Item) -> Location:
    named = stated(each.node, "job") or stated(each.node, "deployment")
    return named.location if named is not None else each.node.location


def _depends(each: Item) -> tuple[str, ...] | None:
    """What a stage or job says that it waits for; None where it says nothing."""
    return words(each.node, "dependsOn") if find(each.node, "dependsOn") is not None else None


def _variables(node: Node | None) -> Iterator[Variable]:
    """Literal variables, written as a mapping or as a list of names and values."""
    for entry in entries(node):
        yield from _variable(entry.key, entry.value, entry.location)
    for each in items(node):
        name, value = stated(each, "name"), find(each, "value")
        if name is not None and value is not None:
            yield from _variable(name.value, value, name.location)


def _variable(name: str, value: Node, at: Location) -> Iterator[Variable]:
    if isinstance(value, Scalar) and value.value is not None and "$" not in value.text and not is_secret(name, value.text):
        yield Variable(name, at, value.text)


def groups(node: Node) -> tuple[Stated[str], ...]:
    """The groups of variables that a pipeline, stage or job is given."""
    return tuple(told for each in items(node, "variables") if (told := stated(each, "group")) is not None)
