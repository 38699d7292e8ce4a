"""Google Cloud Build: the steps of cloudbuild.yaml, what it pushes, and the secrets that it takes from Secret Manager."""

from collections.abc import Iterator

from opsworthy.facts.command_lines import withheld
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.google.builds import Step, is_build, steps
from opsworthy.facts.hosting.naming import is_filled_in_elsewhere
from opsworthy.facts.project import PipelineDeclared, PipelineJob, PipelineStep, SecretDeclared
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, Node, entries, find, items, stated, string
from opsworthy.text.source import Problem, Source

_STORE = "google-secret-manager"
_MOST = 200


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        root = _root(source, files)
        if isinstance(root, Problem):
            yield root
        elif isinstance(root, Mapping) and find(root, "steps") is not None:
            yield _pipeline(root, source)
            yield from _secrets(root)


def _root(source: Source, files: Files) -> Node | Problem | None:
    if source.path.endswith(".json"):
        return files.json(source)
    documents = files.yaml(source)
    if documents.problems:
        return documents.problems[0]
    return documents.documents[0] if documents.documents else None


def _pipeline(root: Mapping, source: Source) -> PipelineDeclared:
    name = source.path.rpartition("/")[2].rpartition(".")[0]
    place = next((entry.location for entry in root.entries if entry.key == "steps"), source.at(1))
    images = tuple(_images(root))
    job = PipelineJob("build", place, (*(_step(each) for each in steps(root)), *images))
    return PipelineDeclared(name, source.path, "google-cloud-build", place, jobs=(job,))


def _step(step: Step) -> PipelineStep:
    run = withheld((step.run,))[0].strip() or None
    return PipelineStep(step.name, step.location, uses=step.image or None, run=run, pushes=_pushes(step), kind="image")


def _pushes(step: Step) -> bool:
    """Whether the step pushes an image: `docker push`, `docker buildx build --push`, Kaniko, `gcloud builds submit --tag`."""
    words = [word.value for word in step.words] or step.run.split()
    if "kaniko" in step.image:
        return any(word.startswith("--destination") for word in words)
    return "--push" in words or ("push" in words and ("docker" in step.image or "docker" in words))


def _images(root: Mapping) -> Iterator[PipelineStep]:
    """The images that Cloud Build pushes when all steps have passed."""
    for item in items(root, "images")[:_MOST]:
        written = stated(item)
        if written is not None:
            yield PipelineStep(f"push {written.value}", written.location, pushes=True, kind="image")


def _secrets(root: Mapping) -> Iterator[SecretDeclared]:
    for item in items(root, "availableSecrets", "secretManager")[:_MOST]:
        version = stated(item, "versionName")
        if version is not None:
            remote = _remote(version)
            yield SecretDeclared(string(item, "env") or remote or "", _STORE, version.location, remote=remote)
    for block in items(root, "secrets")[:_MOST]:
        for entry in entries(block, "secretEnv")[:_MOST]:
            yield SecretDeclared(entry.key, "google-kms", entry.location)


def _remote(version: Stated[str]) -> str | None:
    """The name within `projects/…/secrets/NAME/versions/…`, where it is written out."""
    parts = version.value.split("/")
    found = parts[parts.index("secrets") + 1] if "secrets" in parts[:-1] else ""
    return None if is_filled_in_elsewhere(found) else found


DETECTOR = Detector("cloud_build", "pipelines of Google Cloud Build", is_build, _detect)
