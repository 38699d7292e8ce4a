"""The steps of a Buildkite pipeline as jobs: `wait` and `block` stand between what comes before and after them."""

from collections.abc import Iterator
from dataclasses import field

from opsworthy.facts.pipelines.steps import command, inputs, part, texts, variables, words
from opsworthy.facts.project import PipelineJob, PipelineStep
from opsworthy.text.dataclass import dataclass
from opsworthy.text.node import Mapping, Node, Scalar, Sequence, entries, find, items, string
from opsworthy.text.regex import regex

_EMOJI = regex(r":[\w+-]{1,60}:\s*")
_WAITS = ("wait", "waiter")
_ASKS = ("block", "input", "manual")
_DEEPEST = 4
_MOST = 500


@dataclass
class _Reading:
    """`before` is what the next step waits for, `since` what came after the last wait."""

    jobs: list[PipelineJob] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    since: list[str] = field(default_factory=list)

    def read(self, steps: Sequence, group: str | None, depth: int) -> None:
        for item in steps.items[:_MOST]:
            if isinstance(item, Scalar):
                self._word(item.text)
            elif isinstance(item, Mapping):
                self._step(item, group, depth)

    def _word(self, text: str) -> None:
        if text in _WAITS:
            self._barrier()

    def _step(self, step: Mapping, group: str | None, depth: int) -> None:
        inner = find(step, "steps")
        if isinstance(inner, Sequence) and find(step, "group") is not None:
            if depth < _DEEPEST:
                self.read(inner, _plain(string(step, "group") or string(step, "label") or ""), depth + 1)
            return
        if any(step.entry(word) is not None for word in _WAITS) or string(step, "type") in _WAITS:
            self._barrier()
            return
        asks = next((word for word in _ASKS if step.entry(word) is not None), None)
        if asks is not None or string(step, "type") in _ASKS:
            self._barrier()
            self._add(step, group, string(step, asks) if asks else None, manual=True)
            if asks != "input" and string(step, "type") != "input":
                self._barrier()
            return
        self._add(step, group, None, manual=False)

    def _barrier(self) -> None:
        """Everything after this waits for everything before it."""
        self.before, self.since = tuple(self.since) or self.before, []

    def _add(self, step: Mapping, group: str | None, label: str | None, manual: bool) -> None:
        steps = tuple(_parts(step))
        written = label or string(step, "label") or string(step, "name") or string(step, "key") or ""
        name = _plain(written) or (steps[0].name if steps else f"step {len(self.jobs) + 1}")
        self.names[string(step, "key") or string(step, "id") or name] = name
        asked = _dependencies(step)
        self.jobs.append(
            PipelineJob(
                name,
                step.location,
                steps,
                tuple(self.names.get(each, each) for each in asked) if asked is not None else self.before,
                condition=string(step, "if") or ", ".join(words(step, "branches")[:5]) or None,
                variables=variables(find(step, "env"), computed="$"),
                stage=group,
                manual=manual,
                concurrency=string(step, "concurrency_group"),
                tolerated=string(step, "soft_fail") == "true",
            )
        )
        self.since.append(name)


def jobs_of(steps: Sequence) -> tuple[PipelineJob, ...]:
    reading = _Reading()
    reading.read(steps, None, 0)
    return tuple(reading.jobs)


def _plain(label: str) -> str:
    return _EMOJI.sub("", label).strip()


def _dependencies(step: Mapping) -> tuple[str, ...] | None:
    """The keys of `depends_on`; None where the step says nothing."""
    told = find(step, "depends_on")
    if told is None:
        return None
    listed = told.items if isinstance(told, Sequence) else (told,)
    return tuple(each for item in listed if (each := string(item) or string(item, "step")))


def _parts(step: Mapping) -> Iterator[PipelineStep]:
    for key in ("command", "commands"):
        for line in texts(find(step, key)):
            yield command(line.value, line.location)
    for plugin in _listed(find(step, "plugins")):
        if isinstance(plugin, Scalar) and plugin.value is not None:
            yield part(plugin.text, "plugin", plugin.location)
        for entry in entries(plugin):
            yield part(entry.key, "plugin", entry.location, inputs(entries(entry.value)))
    told = step.entry("trigger")
    if told is not None and isinstance(told.value, Scalar):
        yield part(told.value.text, "trigger", told.location)
    for each in items(step, "notify"):
        for entry in entries(each):
            yield part(entry.key, "notify", entry.location)


def _listed(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,) if node is not None else ()
