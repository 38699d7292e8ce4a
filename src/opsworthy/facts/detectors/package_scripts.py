"""The named commands of package.json, composer.json, pyproject.toml, deno.json and their relatives."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.running.scripts import is_toml, is_wanted, places_of, ways
from opsworthy.text.source import Problem


def _wants(path: str) -> bool:
    return path.endswith((".json", ".jsonc", ".toml", "Pipfile")) and is_wanted(path)


def _detect(files: Files) -> Iterator[Told]:
    """What cannot be parsed is told by the detector of the package itself."""
    for source in files:
        root = files.toml(source) if is_toml(source.path) else files.json(source)
        if isinstance(root, Problem):
            continue
        for place in places_of(source.path):
            yield from ways(root, place, source.path, files)


DETECTOR = Detector(
    "package_scripts", "named commands of packages", _wants, _detect, looks_at=("*.json", "*.jsonc", "*.toml", "Pipfile")
)
