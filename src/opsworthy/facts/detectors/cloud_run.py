"""Cloud Run: services and jobs as YAML, and those that `gcloud run deploy` makes in Cloud Build steps and in scripts."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.google import builds, gcloud, knative
from opsworthy.facts.google.script_words import commands
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.text.location import Location, Stated
from opsworthy.text.source import Source

_MARKS = ("serving.knative.dev", "run.googleapis.com")
_CALLS = ("run", "functions")
_SCRIPTS = (".sh", ".bash")


def _wants(path: str) -> bool:
    return path.endswith((".yaml", ".yml", *_SCRIPTS)) or builds.is_build(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if source.path.endswith(_SCRIPTS):
            if "gcloud" in source.text and "deploy" in source.text:
                whole = Location(source.path, 1, 1, source.text.count("\n") + 1)
                yield from _orders(commands(source, source.text, whole))
        elif builds.is_build(source.path):
            if "deploy" in source.text and ("run" in source.text or "functions" in source.text):
                yield from _of_build(source, files)
        elif any(mark in source.text for mark in _MARKS):
            yield from _of_manifests(source, files)


def _of_manifests(source: Source, files: Files) -> Iterator[Told]:
    environment = knative.environment(source.path)
    documents = files.yaml(source).documents
    found = [told for document in documents for told in knative.read(document, environment)]
    if found and environment is not None:
        yield EnvironmentDeclared(environment, found[0].location, "cloud-run", ("cloud-run", source.path))
    yield from found


def _of_build(source: Source, files: Files) -> Iterator[Told]:
    if source.path.endswith(".json"):
        return
    documents = files.yaml(source).documents
    for step in builds.steps(documents[0]) if documents else ():
        yield from _orders(step.lines(source))


def _orders(lines: Iterator[list[Stated[str]]]) -> Iterator[Told]:
    for words in lines:
        order = gcloud.order(words)
        if order is not None:
            yield from gcloud.told(order)


DETECTOR = Detector(
    "cloud_run",
    "services and jobs for Cloud Run",
    _wants,
    _detect,
    looks_at=("*.yaml", "*.yml", "*.sh", "*.bash", "*cloudbuild*"),
    only_with=("serving.knative.dev", "run.googleapis.com", "gcloud", "cloudbuild"),
)
