"""Google Cloud Build: steps of a build, the images that it pushes and the secrets that it fetches."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.pipelines.steps import command, part, texts, variables
from opsworthy.facts.project import PipelineDeclared, PipelineJob, PipelineStep, SecretDeclared
from opsworthy.text.node import Mapping, find, items, stated, string
from opsworthy.text.source import Problem, Source

_PROVIDER = "google-cloud-build"
_SHELLS = frozenset(["bash", "sh", "/bin/bash", "/bin/sh", "ash"])
_IMAGES = {"gcloud": "gcloud", "cloud-sdk": "gcloud", "docker": "docker", "kubectl": "gcloud", "npm": "npm", "yarn": "yarn",
           "mvn": "mvn", "gradle": "gradle", "git": "git", "gsutil": "gsutil", "go": "go", "helm": "helm", "skaffold": "skaffold",
           "gke-deploy": "gke-deploy", "pack": "pack", "bazel": "bazel", "ko": "ko", "terraform": "terraform"}  # fmt: skip
_MOST = 300


def _wants(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return name.startswith("cloudbuild") and name.endswith((".yaml", ".yml", ".json"))


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        read = files.yaml(source)
        yield from read.problems
        root = read.documents[0] if read.documents else None
        if isinstance(root, Mapping) and items(root, "steps"):
            name = source.path.rpartition("/")[2]
            yield PipelineDeclared(name, source.path, _PROVIDER, source.at(1), jobs=(_job(root, source),))
            yield from _secrets(root)
        elif isinstance(root, Mapping) and not read.problems:
            yield Problem(root.location, "a build without steps", "write them under `steps:`")


def _job(root: Mapping, source: Source) -> PipelineJob:
    written = [each for each in items(root, "steps")[:_MOST] if isinstance(each, Mapping)]
    steps = [replace(step, tolerated=string(each, "allowFailure") == "true") for each in written for step in _steps(each)]
    pushed = [part(told.value, "pushed", told.location) for told in texts(find(root, "images"))]
    return PipelineJob("build", source.at(1), (*steps, *pushed), variables=variables(find(root, "substitutions"), computed="$"))


def _steps(step: Mapping) -> Iterator[PipelineStep]:
    """A step as the command that its container runs: what a shell is given, or the program of its image with the words."""
    name, script = string(step, "id"), stated(step, "script")
    image, given = string(step, "name") or "", [each.value for each in texts(find(step, "args"))]
    entry = string(step, "entrypoint")
    program = entry or _IMAGES.get(image.rpartition("/")[2].partition(":")[0].partition("@")[0])
    if script is not None:
        yield command(script.value, step.location, name)
    elif program is not None and program.rpartition("/")[2] in {each.rpartition("/")[2] for each in _SHELLS}:
        yield command("\n".join(word for word in given if word not in ("-c", "-ec", "-e", "-x", "-exc")), step.location, name)
    elif program is not None:
        words = given if given[:1] == [program] else [program, *given]
        yield command(" ".join(words), step.location, name)
    elif image:
        yield part(image, "image", step.location, name=name)


def _secrets(root: Mapping) -> Iterator[SecretDeclared]:
    """The versions of secrets that a build fetches, by their own names."""
    seen: set[str] = set()
    for each in items(root, "availableSecrets", "secretManager"):
        version = stated(each, "versionName")
        parts = version.value.split("/") if version is not None else []
        name = parts[parts.index("secrets") + 1] if "secrets" in parts[:-1] else string(each, "env")
        if version is not None and name and name not in seen:
            seen.add(name)
            yield SecretDeclared(name, "google-secret-manager", version.location, remote=version.value)


DETECTOR = Detector("google_cloud_build", "builds of Google Cloud Build", _wants, _detect, looks_at=("cloudbuild*",))
