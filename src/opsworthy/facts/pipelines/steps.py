"""Steps and variables of a job, as every provider's file writes them."""

from collections.abc import Iterator

from opsworthy.facts.command_lines import withheld
from opsworthy.facts.project import PipelineJob, PipelineStep
from opsworthy.facts.workloads import Pairs, Variable
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, entries, find, stated
from opsworthy.text.secrecy import is_secret

_LONGEST = 200
_MOST = 1000


def command(text: str, at: Location, name: str | None = None, condition: str | None = None) -> PipelineStep:
    """A step that runs shell text, named by its first line where nobody named it; what is secret in it is withheld."""
    run = withheld((text,))[0] or None
    first = next((line.strip() for line in (run or "").splitlines() if line.strip()), "")
    return PipelineStep(name or first, at, run=run, condition=condition)


def part(uses: str, kind: str, at: Location, inputs: Pairs = (), name: str | None = None) -> PipelineStep:
    """A step that uses a ready-made part of some kind."""
    return PipelineStep(name or uses, at, uses=uses, kind=kind, inputs=inputs)


def commands(node: Node | None, condition: str | None = None) -> Iterator[PipelineStep]:
    """One step for each line of a script: a text, or a list of texts that may hold lists."""
    for line in texts(node):
        yield command(line.value, line.location, condition=condition)


def texts(node: Node | None) -> Iterator[Stated[str]]:
    """The texts of a list, or the one text that stands in its place; lists within are unfolded, so far and no further."""
    waiting = [node] if node is not None else []
    for _ in range(_MOST):
        if not waiting:
            return
        here = waiting.pop()
        if isinstance(here, Sequence):
            waiting.extend(reversed(here.items[:_MOST]))
        elif isinstance(here, Scalar) and here.value is not None and here.text.strip():
            yield Stated(here.text, here.location)


def words(node: Node | None, *path: str | int) -> tuple[str, ...]:
    """The texts at a path, without their places."""
    return tuple(each.value for each in texts(find(node, *path)))


def variables(node: Node | None, computed: str = "${{") -> tuple[Variable, ...]:
    """The variables of a mapping that have a literal value: what is computed, secret or carries a password is left out."""
    told = ((entry, stated(entry.value) or stated(entry.value, "value")) for entry in entries(node))
    return tuple(
        Variable(entry.key, entry.location, value.value)
        for entry, value in told
        if value is not None and computed not in value.value and not is_secret(entry.key, value.value)
    )


def inputs(given: Iterator[Entry] | tuple[Entry, ...]) -> Pairs:
    """What a ready-made part is told, as far as it is short and not secret."""
    return tuple(
        (entry.key, entry.value.text)
        for entry in given
        if isinstance(entry.value, Scalar)
        and entry.value.value is not None
        and len(entry.value.text) <= _LONGEST
        and not is_secret(entry.key, entry.value.text)
    )


def only(told: tuple[Stated[str], ...]) -> Stated[str] | None:
    """The one environment of a job that names no second."""
    return told[0] if len(told) == 1 else None


def is_mapping_of(node: Node | None, *keys: str) -> bool:
    """Whether a node is a mapping with at least one of these keys."""
    return isinstance(node, Mapping) and any(find(node, key) is not None for key in keys)


def environments_of(job: PipelineJob) -> tuple[Stated[str], ...]:
    """Every environment that a job can go to."""
    return job.environments or ((job.environment,) if job.environment else ())
