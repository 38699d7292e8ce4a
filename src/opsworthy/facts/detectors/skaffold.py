"""Skaffold: what is built, and what is brought to a cluster with which profile."""

from collections.abc import Iterator
from posixpath import basename

from opsworthy.facts.delivery.skaffold import is_skaffold, read_skaffold
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _wants(path: str) -> bool:
    name = basename(path)
    return name.endswith((".yaml", ".yml")) and name.startswith("skaffold")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        read = files.yaml(source) if "skaffold/" in source.text else None
        if read is not None and "{{" not in source.text:
            yield from read.problems
        for document in read.documents if read is not None else ():
            if is_skaffold(document):
                yield from read_skaffold(source.path, document)


DETECTOR = Detector("skaffold", "Skaffold builds, deployments and profiles", _wants, _detect, looks_at=("skaffold*",))
