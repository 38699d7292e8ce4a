"""The environment that the own values of a Helm chart are for, where they say one: `ENVIRONMENT: dev`."""

from collections.abc import Iterator
from posixpath import dirname

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import environment_of
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, Node, Scalar, Sequence, stated, string

_NAMES = ("values.yaml", "values.yml")
_KEYS = frozenset({"APP_ENV", "APP_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT", "DEPLOY_ENV", "ENV", "ENVIRONMENT", "ENVIRONMENT_NAME",
                   "ENV_NAME", "SPRING_PROFILES_ACTIVE"})  # fmt: skip
_TOP = frozenset({"environment", "env"})
_PASSING = frozenset({"local", "preview", "review", "test", "testing"})
_DEEPEST = 6
_MOST = 5000


def _wants(path: str) -> bool:
    return path.endswith(_NAMES) and path.rpartition("/")[2] in _NAMES


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        folder = dirname(source.path)
        if not files.exists(f"{folder}/Chart.yaml".lstrip("/")) or "env" not in source.text.lower():
            continue
        root = next(iter(files.yaml(source).documents), None)
        said = _said(root) if isinstance(root, Mapping) else None
        if said is not None:
            yield EnvironmentDeclared(said.value, said.location, "kubernetes", ("variable", source.path))


def _said(root: Mapping) -> Stated[str] | None:
    """The environment that all values speak of; None where they speak of several."""
    found = [each for each in _told(root, 0) if environment_of(each.value) == each.value.lower() not in _PASSING]
    return found[0] if len({each.value.lower() for each in found}) == 1 else None


def _told(node: Node, depth: int) -> Iterator[Stated[str]]:
    if depth > _DEEPEST:
        return
    if isinstance(node, Sequence):
        for item in node.items[:_MOST]:
            value = stated(item, "value") if string(item, "name") in _KEYS else None
            if value is not None:
                yield value
            yield from _told(item, depth + 1)
    elif isinstance(node, Mapping):
        for entry in node.entries[:_MOST]:
            named = entry.key in _KEYS or (entry.key in _TOP and depth < 2)
            if named and isinstance(entry.value, Scalar) and isinstance(entry.value.value, str):
                yield Stated(entry.value.text, entry.value.location)
            yield from _told(entry.value, depth + 1)


DETECTOR = Detector(
    "chart_environment",
    "the environment that a Helm chart's own values are for",
    _wants,
    _detect,
    looks_at=("values.yaml", "values.yml"),
)
