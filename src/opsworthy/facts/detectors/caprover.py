"""CapRover: the one application of a captain-definition."""

from collections.abc import Iterator

from opsworthy.facts.command_lines import image_reference
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import folder_name
from opsworthy.facts.hosting.paths import dockerfile, folder_of
from opsworthy.facts.workloads import Container, Workload
from opsworthy.text.location import Stated
from opsworthy.text.node import find, stated
from opsworthy.text.source import Problem

_OURS = ("schemaVersion", "dockerfilePath", "dockerfileLines", "imageName", "templateId")


def _wants(path: str) -> bool:
    return path.rpartition("/")[2].startswith("captain-definition")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        root = files.json(source)
        if isinstance(root, Problem):
            yield root
        elif any(find(root, key) is not None for key in _OURS):
            name, folder, written = folder_name(source.path), folder_of(source.path), stated(root, "dockerfilePath")
            image = image_reference(stated(root, "imageName"))
            made = dockerfile(files, (folder, ""), written) if written is not None else None
            place = written.location if written is not None else image.location if image is not None else source.at(1)
            container = Container(name, place, image, made, context=Stated(folder or ".", place) if image is None else None)
            yield Workload("caprover", "app", name, place, containers=(container,))


DETECTOR = Detector("caprover", "applications of CapRover", _wants, _detect, looks_at=("captain-definition*",))
