"""What others' charts install: the names of their workloads are made by the chart, and no file of a repository declares them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from opsworthy.commands.command import Command
from opsworthy.system.model import System
from opsworthy.text.regex import regex

# Folders in which releases of charts are kept.
_RELEASES = frozenset(["argo", "argocd", "argo-cd", "chart", "charts", "flux", "gitops", "helm", "helmfile", "helmrelease"])
_STEM = regex(r"\.(?:ya?ml|json|tf|tpl|gotmpl)$|[-_.]?values[-_.]?|[-_.](?:app|application|release)$", re.IGNORECASE)
_USUAL = frozenset(
    [
        "app", "apps", "application", "applications", "base", "chart", "common", "deployment", "development",
        "environment", "environments", "overlays", "prod", "production", "project", "root", "service", "staging", "template",
        "templates", "values",
    ]
)  # fmt: skip
_SHORTEST = 4


def made_by_a_chart(name: str, system: System, commands: Iterable[Command]) -> bool:
    """Whether a name is that of a release, or of a chart that is taken in, or begins with one."""
    every = (*_releases(system.paths), *(each.name for chart in system.charts for each in chart.dependencies), *_asked(commands))
    return any(_of(name, each) for each in every)


def _of(name: str, release: str) -> bool:
    alike = name == release or name.startswith(f"{release}-") or release.startswith(f"{name}-")
    return alike or (len(release) > 2 * _SHORTEST and release in name)


def _asked(commands: Iterable[Command]) -> Iterator[str]:
    """The releases that commands install."""
    for command in commands:
        if command.tool == "helm":
            yield from (name for name in command.names("release") if len(name) >= _SHORTEST)


@lru_cache(maxsize=4)
def _releases(paths: frozenset[str]) -> frozenset[str]:
    """What the folders and files are called that hold releases of charts or the values for them; not a chart of one's own."""
    own = {path.rpartition("/")[0] for path in paths if path.endswith("/Chart.yaml")}
    found: set[str] = set()
    for path in paths:
        parts = path.lower().split("/")
        if not path.endswith((".yaml", ".yml", ".tf", ".gotmpl")) or _RELEASES.isdisjoint(parts[:-1]):
            continue
        if not any(path.startswith(f"{folder}/") for folder in own):
            found.update(_STEM.sub("", part) for part in parts)
    return frozenset(each for each in found - _USUAL - _RELEASES if len(each) >= _SHORTEST)


def makes_namespace(command: Command) -> bool:
    """Whether a command that creates something creates the namespace that it names, and not only something in it."""
    return bool({"namespace", "namespaces", "ns", "new-project", "--create-namespace"} & set(command.words))
