"""The jobs of a GitLab pipeline: `extends` and `!reference` followed, defaults put in, stages turned into what waits for what."""

from collections.abc import Iterator
from dataclasses import field, replace

from opsworthy.facts.interpolation import expand
from opsworthy.facts.pipelines.gitlab_files import Configuration, merged
from opsworthy.facts.pipelines.steps import commands, only, part, texts, variables, words
from opsworthy.facts.project import PipelineJob, PipelineStep
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, entries, find, items, stated, string

_WORDS = frozenset(
    ["after_script", "before_script", "cache", "default", "image", "include", "services", "spec", "stages", "types", "variables",
     "workflow"]
)  # fmt: skip
_STAGES = ("build", "test", "deploy")
_DEFAULTS = ("after_script", "before_script", "image", "services")
_DEEPEST = 12
_MOST_PLACES = 20
_MOST_FOLLOWED = 20_000
_MOST_BEFORE = 500
"""Jobs of one stage that a job of the next waits for: as many as a pipeline may have on the public service."""

_QUIET = ("verify", "prepare", "access")


@dataclass
class Jobs:
    """Reads the jobs of one configuration; what a template comes to is worked out once."""

    whole: Configuration
    known: dict[str, Node] = field(default_factory=dict)
    followed: int = 0
    by_stage: dict[str, list[str]] = field(default_factory=dict)

    def all(self) -> tuple[PipelineJob, ...]:
        """Every job that runs, in the order of the file; those with a dot before their name are only templates."""
        told = [entry for entry in self.whole.root.entries if entry.key not in _WORDS and not entry.key.startswith(".")]
        read = [(entry, self._complete(entry)) for entry in told if isinstance(entry.value, Mapping)]
        stages = {entry.key: string(job, "stage") or "test" for entry, job in read}
        return tuple(self._job(entry, job, stages) for entry, job in read if _runs(job))

    def _complete(self, entry: Entry) -> Mapping:
        """A job with what it extends and the defaults of the pipeline."""
        job = self._extended(entry.value, 0)
        inherited = find(job, "inherit", "default")
        if isinstance(inherited, Scalar) and inherited.value is False:
            return job
        taken = words(inherited) or _DEFAULTS
        missing = [each for key in taken if find(job, key) is None and (each := self._default(key)) is not None]
        return Mapping((*job.entries, *missing), job.location)

    def _extended(self, node: Node, depth: int) -> Mapping:
        below: Node | None = None
        for name in words(node, "extends") if depth < _DEEPEST else ():
            other = self.whole.job(name)
            if isinstance(other, Mapping):
                if name not in self.known:
                    self.known[name] = other  # A template that extends itself is taken as it stands.
                    self.known[name] = self._extended(other, depth + 1)
                below = merged(below, self.known[name])
        whole = merged(below, node)
        return whole if isinstance(whole, Mapping) else Mapping((), node.location)

    def _default(self, key: str) -> Entry | None:
        default = find(self.whole.root, "default")
        found = default.entry(key) if isinstance(default, Mapping) else None
        return found or self.whole.root.entry(key)

    def _job(self, entry: Entry, job: Mapping, stages: dict[str, str]) -> PipelineJob:
        places = self._places(job)
        action = string(job, "environment", "action")
        address = stated(job, "environment", "url")
        return PipelineJob(
            entry.key,
            entry.location,
            tuple(self._steps(entry.key, job)),
            self._needs(entry.key, job, stages),
            only(places) if action not in _QUIET else None,
            _condition(job),
            address if address is not None and "$" not in address.value else None,
            variables(find(job, "variables"), computed="$"),
            environments=places if len(places) > 1 else (),
            stage=stages[entry.key],
            manual=_is_manual(job),
            deploys=job.entry("environment") is not None and action in (None, "start"),
            stops=action == "stop",
            calls=self._child(job),
            image=stated(job, "image") or stated(job, "image", "name"),
            services=tuple(told for each in items(job, "services") if (told := stated(each) or stated(each, "name"))),
            concurrency=string(job, "resource_group"),
            tolerated=string(job, "allow_failure") == "true",
        )

    def _steps(self, name: str, job: Mapping) -> Iterator[PipelineStep]:
        for key in ("before_script", "script", "after_script"):
            for step in commands(self.resolved(find(job, key))):
                yield replace(step, tolerated=True) if key == "after_script" else step
        for key in ("release", "trigger"):
            told = job.entry(key)
            if told is not None:
                yield part(key, "keyword", told.location)
        pages = job.entry("pages")
        if name == "pages" or (pages is not None and string(pages.value) not in (None, "false")):
            yield part("pages", "keyword", pages.location if pages is not None else job.location)

    def resolved(self, node: Node | None, depth: int = 0) -> Node | None:
        """A value with every `!reference [job, key]` in it replaced by what stands there."""
        self.followed += 1
        if not isinstance(node, Sequence) or depth > _DEEPEST or self.followed > _MOST_FOLLOWED:
            return node
        if node.tag == "!reference":
            path = words(node)
            target = self.whole.job(path[0]) if path else None
            found = find(target, *path[1:])
            if found is None and isinstance(target, Mapping):
                found = find(self._extended(target, 1), *path[1:])
            return self.resolved(found, depth + 1)
        made = tuple(each for item in node.items if (each := self.resolved(item, depth + 1)) is not None)
        return Sequence(made, node.location)

    def _needs(self, name: str, job: Mapping, stages: dict[str, str]) -> tuple[str, ...]:
        """What a job says that it waits for, or else the jobs of the stage before its own."""
        if find(job, "needs") is not None:
            told = items(job, "needs") or (find(job, "needs"),)
            return tuple(each for item in told if (each := string(item) or string(item, "job")) and each in stages)
        order = [".pre", *(words(self.whole.root, "stages") or _STAGES), ".post"]
        own = order.index(stages[name]) if stages[name] in order else 0
        return next((before for stage in reversed(order[:own]) if (before := self._in_stage(stage, stages))), ())

    def _in_stage(self, stage: str, stages: dict[str, str]) -> tuple[str, ...]:
        if not self.by_stage:
            for name, at in stages.items():
                self.by_stage.setdefault(at, []).append(name)
        return tuple(self.by_stage.get(stage, ())[:_MOST_BEFORE])

    def _places(self, job: Mapping) -> tuple[Stated[str], ...]:
        """The environment that a job names, its variables put in; several where a matrix or the options of one give several."""
        named = stated(job, "environment") or stated(job, "environment", "name")
        if named is None or not named.value.strip():
            return ()
        if "$" not in named.value:
            return (named,)
        single, several = self._values(job)
        found: dict[str, Stated[str]] = {}
        asked = next((name for name in expand(named.value, {}).names if name in several), None)
        for choice in several[asked] if asked else (None,):
            known = {**single, **({asked: choice.value} if asked and choice else {})}
            text = expand(named.value, known)
            if not text.missing and text.text.strip():
                found.setdefault(text.text, Stated(text.text, choice.location if choice else named.location))
        return tuple(found.values())[:_MOST_PLACES]

    def _values(self, job: Mapping) -> tuple[dict[str, str], dict[str, tuple[Stated[str], ...]]]:
        """Variables with one value, and those with several."""
        single: dict[str, str] = {}
        several: dict[str, tuple[Stated[str], ...]] = {}
        for entry in (*entries(self.whole.root, "variables"), *entries(job, "variables")):
            value = string(entry.value) or string(entry.value, "value")
            options = tuple(texts(find(entry.value, "options")))
            several |= {entry.key: options} if options else {}
            single |= {entry.key: value} if value is not None else {}
        for cell in items(job, "parallel", "matrix"):
            for entry in entries(cell):
                several[entry.key] = (*several.get(entry.key, ()), *texts(entry.value))
        return single, several

    def _child(self, job: Mapping) -> str | None:
        """The file of this repository whose pipeline a job starts."""
        told = find(job, "trigger", "include")
        first = told.items[0] if isinstance(told, Sequence) and told.items else told
        path = string(first) or string(first, "local")
        return path.removeprefix("./").lstrip("/") if path else None


def _runs(job: Mapping) -> bool:
    """Whether a mapping is a job: it has something to run, or changes one that another repository's file brings."""
    return any(
        find(job, key) is not None for key in ("script", "trigger", "run", "extends", "stage", "rules", "variables", "release")
    )


def _is_manual(job: Mapping) -> bool:
    """Whether a person starts the job in every case in which it runs."""
    rules = [rule for rule in items(job, "rules") if string(rule, "when") != "never" and isinstance(rule, Mapping)]
    own = string(job, "when")
    if rules:
        return all((string(rule, "when") or own) == "manual" for rule in rules)
    return own == "manual"


def _condition(job: Mapping) -> str | None:
    asked = [told for rule in items(job, "rules") if (told := string(rule, "if"))]
    refs = (*words(job, "only"), *words(job, "only", "refs"))
    return " || ".join(asked[:5]) or ", ".join(refs[:5]) or None
