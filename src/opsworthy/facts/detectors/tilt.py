"""Tilt: what a Tiltfile builds, brings to a development cluster and runs on the machine itself."""

from collections.abc import Iterator
from posixpath import basename

from opsworthy.facts.delivery.tiltfiles import read_tiltfile
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import is_packed


def _wants(path: str) -> bool:
    name = basename(path)
    return name == "Tiltfile" or name.endswith((".tiltfile", ".Tiltfile"))


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if not is_packed(source.text):
            yield from read_tiltfile(source)


DETECTOR = Detector("tilt", "Tiltfiles", _wants, _detect, looks_at=("Tiltfile", "*.tiltfile"))
