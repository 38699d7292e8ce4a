"""Bicep files, with the modules of this repository that they take in and the environments of their parameters."""

from collections.abc import Iterator

from opsworthy.facts.azure.bicep_reading import Reading
from opsworthy.facts.azure.deployment import Deployment
from opsworthy.facts.azure.detecting import told
from opsworthy.facts.azure.environments import Setting, of_bicepparam, of_json
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.source import Problem
from opsworthy.text.syntax import first_error


def _wants(path: str) -> bool:
    return path.endswith((".bicep", ".bicepparam", ".parameters.json"))


def _detect(files: Files) -> Iterator[Told]:
    deployments: dict[str, Deployment] = {}
    settings: list[Setting] = []
    for source in files:
        if source.path.endswith(".bicep"):
            code = files.code(source)
            if code is None:
                continue
            read = Reading(code).read()
            broken = first_error(code.root)
            if broken is not None and not (read.resources or read.modules or read.parameters or read.variables):
                yield Problem(code.place(broken), "not valid Bicep", "mend the file at this line")
            deployments[source.path] = read
        else:
            json = source.path.endswith(".json")
            found = of_json(source, files.json(source)) if json else of_bicepparam(files, source)
            settings += [found] if found is not None else []
    yield from told(files, deployments, settings)


DETECTOR = Detector("bicep", "Bicep files of Azure", _wants, _detect, looks_at=("*.bicep", "*.bicepparam", "*.parameters.json"))
