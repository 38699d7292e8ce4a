"""docker buildx bake: targets in HCL or JSON, each an image from a Dockerfile."""

from collections.abc import Iterator
from posixpath import basename

from opsworthy.facts.delivery.bake import facts_of_bake
from opsworthy.facts.delivery.bake_files import is_bake_json, of_hcl, of_json
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.source import Problem, Source
from opsworthy.text.syntax import first_error


def _wants(path: str) -> bool:
    name = basename(path)
    return "bake" in name and name.endswith((".hcl", ".json")) and not name.endswith("package.json")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        yield from _hcl(files, source) if source.path.endswith(".hcl") else _json(files, source)


def _hcl(files: Files, source: Source) -> Iterator[Told]:
    code = files.code(source) if "target" in source.text else None
    if code is None:
        return
    error = first_error(code.root)
    if error is not None:
        yield Problem(code.place(error), "not valid HCL", "mend the bake file at this line")
    yield from facts_of_bake(of_hcl(code))


def _json(files: Files, source: Source) -> Iterator[Told]:
    read = files.json(source) if '"target"' in source.text else None
    if isinstance(read, Problem):
        yield read
    elif read is not None and is_bake_json(read):
        yield from facts_of_bake(of_json(source.path, read))


DETECTOR = Detector(
    "docker_bake", "docker buildx bake targets and groups", _wants, _detect, looks_at=("*bake*.hcl", "*bake*.json")
)
