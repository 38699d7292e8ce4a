"""ARM templates, by their schema, with the files of parameters beside them."""

from collections.abc import Iterator

from opsworthy.facts.azure.arm_reading import is_template, read
from opsworthy.facts.azure.deployment import Deployment
from opsworthy.facts.azure.detecting import told
from opsworthy.facts.azure.environments import Setting, of_json
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.json_files import may_describe
from opsworthy.text.source import Problem

_MARKERS = ("eploymentTemplate.json", "deploymentParameters.json")
_GENERATED = '"_generator"'
_LARGEST = 3_000_000


def _wants(path: str) -> bool:
    return may_describe(path)


def _detect(files: Files) -> Iterator[Told]:
    deployments: dict[str, Deployment] = {}
    settings: list[Setting] = []
    for source in files:
        if len(source.text) > _LARGEST or not any(mark in source.text[:3000] for mark in _MARKERS):
            continue
        if _GENERATED in source.text and files.exists(f"{source.path.removesuffix('.json')}.bicep"):
            continue
        root = files.json(source)
        if isinstance(root, Problem):
            yield root
            continue
        if is_template(root):
            deployments[source.path] = read(source.path, root)
        elif (found := of_json(source, root)) is not None:
            settings.append(found)
    yield from told(files, deployments, settings)


DETECTOR = Detector(
    "arm",
    "ARM templates of Azure",
    _wants,
    _detect,
    looks_at=("*.json",),
    only_with=("eploymentTemplate.json", "deploymentParameters.json"),
)
