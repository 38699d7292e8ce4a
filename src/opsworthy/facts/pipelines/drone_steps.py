"""The steps of Drone and Woodpecker as jobs: each runs in its own container, one after the other or as they say."""

from collections.abc import Iterator

from opsworthy.facts.pipelines.steps import commands, inputs, only, part, texts, variables, words
from opsworthy.facts.project import PipelineJob, PipelineStep
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, Sequence, entries, find, items, stated, string, walk

_DEPLOYS = frozenset(["deployment", "promote", "rollback"])
_STEP_WORDS = frozenset(
    ["backend_options", "commands", "depends_on", "detach", "directory", "entrypoint", "environment", "failure", "group", "image",
     "name", "network_mode", "privileged", "pull", "resources", "secrets", "settings", "tty", "user", "volumes", "when"]
)  # fmt: skip
_MOST = 300


def jobs_of(root: Mapping) -> tuple[PipelineJob, ...]:
    """The steps of one pipeline. Where one says what it depends on, those that say nothing wait for nothing."""
    written = list(_steps(root))[:_MOST]
    places = _targets(root, "trigger") or _targets(root, "when")
    ordered = not any(find(step, "depends_on") is not None for _, step, _ in written)
    groups = _Groups(ordered)
    return tuple(_job(name, step, at, groups.needs(name, step), places, root) for name, step, at in written)


def _steps(root: Mapping) -> Iterator[tuple[str, Mapping, Location]]:
    """Steps by name, as a list or as a mapping; the first form of Drone had them under `pipeline`."""
    for key in ("steps", "pipeline"):
        told = find(root, key)
        if isinstance(told, Mapping):
            yield from ((each.key, each.value, each.location) for each in told.entries if isinstance(each.value, Mapping))
        for at, item in enumerate(told.items if isinstance(told, Sequence) else ()):
            if isinstance(item, Mapping):
                named = stated(item, "name")
                yield named.value if named else f"step {at + 1}", item, named.location if named else item.location


class _Groups:
    """What each step waits for: what it names, or the step before it; steps of one `group` run together."""

    def __init__(self, ordered: bool) -> None:
        self._ordered = ordered
        self._before: tuple[str, ...] = ()
        self._now: list[str] = []
        self._group: str | None = None

    def needs(self, name: str, step: Mapping) -> tuple[str, ...]:
        if not self._ordered:
            return words(step, "depends_on")
        group = string(step, "group")
        if group is None or group != self._group:
            self._before, self._now = tuple(self._now), []
        self._group = group
        self._now.append(name)
        return self._before


def _job(
    name: str, step: Mapping, at: Location, needs: tuple[str, ...], places: tuple[Stated[str], ...], root: Mapping
) -> PipelineJob:
    own = _targets(step, "when") or places
    image = stated(step, "image")
    return PipelineJob(
        name,
        at,
        tuple(_parts(step)),
        needs,
        only(own),
        _condition(step),
        variables=variables(find(step, "environment"), computed="$"),
        environments=own if len(own) > 1 else (),
        image=image,
        services=tuple(_services(root)),
        tolerated=string(step, "failure") == "ignore",
    )


def _parts(step: Mapping) -> Iterator[PipelineStep]:
    ran = tuple(commands(find(step, "commands")))
    yield from ran
    image = stated(step, "image")
    if not ran and image is not None:
        loose = (entry for entry in step.entries if entry.key not in _STEP_WORDS)
        given = (*entries(step, "settings"), *loose)
        yield part(image.value, "image", image.location, inputs(given), string(step, "name"))


def _targets(node: Node, key: str) -> tuple[Stated[str], ...]:
    """The environments that a deployment or promotion must aim at for a step to run: `target`, or `environment` of old."""
    told = find(node, key)
    found: list[Stated[str]] = []
    for each in told.items if isinstance(told, Sequence) else (told,):
        events = {*words(each, "event"), *words(each, "event", "include")}
        if events & _DEPLOYS or find(each, "target") is not None or isinstance(find(each, "environment"), Scalar):
            for name in ("target", "environment"):
                found.extend(texts(find(each, name, "include") or find(each, name)))
    return tuple({each.value: each for each in reversed(found) if not any(mark in each.value for mark in "*$")}.values())[::-1]


def _condition(step: Mapping) -> str | None:
    told = find(step, "when")
    first = told.items[0] if isinstance(told, Sequence) and told.items else told
    said = (f"{entry.key} {', '.join(words(entry.value)[:5])}" for entry in entries(first))
    return "; ".join(said) or None


def _services(root: Mapping) -> Iterator[Stated[str]]:
    told = find(root, "services")
    listed = told.items if isinstance(told, Sequence) else tuple(entry.value for entry in entries(told))
    yield from (image for each in listed if (image := stated(each, "image")) is not None)


def secret_names(root: Node) -> Iterator[Stated[str]]:
    """The secrets that steps ask for: `from_secret`, or a list `secrets` of names."""
    for node in walk(root):
        told = stated(node, "from_secret")
        if told is not None:
            yield told
        if isinstance(node, Mapping) and find(node, "image") is not None:
            for each in items(node, "secrets"):
                named = stated(each) or stated(each, "source")
                if named is not None:
                    yield named
