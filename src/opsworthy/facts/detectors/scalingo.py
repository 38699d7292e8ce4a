"""Scalingo: the add-ons and variables of a scalingo.json beside a Procfile."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.heroku import app_json
from opsworthy.facts.project import SecretDeclared
from opsworthy.text.node import items
from opsworthy.text.source import Problem

_PLATFORM = "scalingo"


def _wants(path: str) -> bool:
    return path.rpartition("/")[2] == "scalingo.json"


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        root = files.json(source)
        if isinstance(root, Problem):
            yield root
            continue
        yield replace(app_json.application(root, source), platform=_PLATFORM)
        for each in app_json.add_ons(items(root, "addons")):
            yield replace(each, platform=_PLATFORM, product=each.product.removeprefix("scalingo-"))
        for told in app_json.variables(root):
            yield replace(told, store=_PLATFORM) if isinstance(told, SecretDeclared) else told


DETECTOR = Detector("scalingo", "applications for Scalingo", _wants, _detect, looks_at=("scalingo.json",))
