"""Dockerfiles: what an image is built from, listens on, runs, and how it checks its health."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.images import image_of, secrets_of
from opsworthy.text import dockerfile
from opsworthy.text.source import Problem

_NOT_BUILT = (".dockerignore", ".erb", ".in", ".j2", ".jinja", ".jinja2", ".md", ".template", ".tmpl", ".tpl", ".txt")


# Folders of editors and pipelines: the images that stand there are for developing and building, not for running.
_ELSEWHERE = frozenset({".circleci", ".devcontainer", ".github", ".gitlab", ".vscode"})


def _wants(path: str) -> bool:
    *folders, name = path.lower().split("/")
    named = name in ("dockerfile", "containerfile") or name.startswith(("dockerfile.", "containerfile."))
    built = (named or name.endswith(".dockerfile")) and not name.endswith(_NOT_BUILT)
    return built and not _ELSEWHERE.intersection(folders) and not name.startswith(".")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        instructions = dockerfile.parse(source)
        image = image_of(source.path, instructions)
        yield image or Problem(source.at(1), "no FROM in this Dockerfile: it builds nothing", "begin it with FROM")
        yield from secrets_of(instructions)


DETECTOR = Detector(
    "dockerfile",
    "images that Dockerfiles build, and the secrets that they ask for",
    _wants,
    _detect,
    looks_at=("Dockerfile*", "Containerfile*", "*.dockerfile"),
)
