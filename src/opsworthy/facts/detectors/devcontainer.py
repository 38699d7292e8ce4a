"""Development containers: devcontainer.json, which may hold comments."""

from collections.abc import Iterator
from posixpath import basename

from opsworthy.facts.delivery.devcontainers import read_devcontainer
from opsworthy.facts.delivery.loose_json import without_last_commas
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.node import Mapping
from opsworthy.text.source import Problem


def _wants(path: str) -> bool:
    return basename(path) in ("devcontainer.json", ".devcontainer.json")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        root = files.json(without_last_commas(source)) if source.text.strip() else None
        if isinstance(root, Problem):
            yield root
        elif isinstance(root, Mapping):
            yield from read_devcontainer(source.path, root)


DETECTOR = Detector(
    "devcontainer", "containers that developers work in", _wants, _detect, looks_at=("devcontainer.json", ".devcontainer.json")
)
