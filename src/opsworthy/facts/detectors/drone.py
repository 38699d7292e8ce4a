"""Drone and Woodpecker: pipelines whose steps are containers, with their plugins, targets and secrets."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.pipelines.drone_steps import jobs_of, secret_names
from opsworthy.facts.pipelines.names import Names
from opsworthy.facts.pipelines.places import declared
from opsworthy.facts.pipelines.steps import words
from opsworthy.facts.project import PipelineDeclared, SecretDeclared
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Sequence, find, stated, string
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_secret_name
from opsworthy.text.source import Problem, Source

_FILE = regex(r"\.drone\.ya?ml|\.woodpecker\.ya?ml|\.woodpecker/(?:[\w.-]{1,80}/)?[\w.-]{1,80}\.ya?ml")


def _wants(path: str) -> bool:
    return path.startswith((".drone.", ".woodpecker")) and _FILE.fullmatch(path) is not None


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        read = files.yaml(source)
        if "{%" not in source.text and "{{" not in source.text:
            yield from read.problems
        provider = "woodpecker" if source.path.startswith(".woodpecker") else "drone"
        pipelines = [told for each in read.documents if (told := _pipeline(each, source, provider)) is not None]
        if read.documents and not pipelines and not read.problems:
            yield Problem(read.documents[0].location, "a pipeline without steps", "write them under `steps:`")
        yield from pipelines
        yield from declared(pipelines)
        yield from _secrets(read.documents, provider, source)


def _pipeline(root: Node, source: Source, provider: str) -> PipelineDeclared | None:
    if not isinstance(root, Mapping) or string(root, "kind") not in (None, "pipeline"):
        return None
    jobs = jobs_of(root)
    if not jobs:
        return None
    named = stated(root, "name") or Stated(source.path.rpartition("/")[2].rpartition(".")[0], source.at(1))
    return PipelineDeclared(named.value, source.path, provider, named.location, _triggers(root), jobs)


def _triggers(root: Mapping) -> tuple[str, ...]:
    found: list[str] = []
    for key in ("trigger", "when"):
        told = find(root, key)
        for each in told.items if isinstance(told, Sequence) else (told,):
            found += (*words(each, "event"), *words(each, "event", "include"))
    return tuple(dict.fromkeys(found))


def _secrets(documents: tuple[Node, ...], provider: str, source: Source) -> Iterator[SecretDeclared]:
    """Each secret at its first use; a document of the kind `secret` says where its value stands. Before its first version Drone
    put them in for `${NAME}`."""
    outside = {name: each for each in documents if string(each, "kind") == "secret" and (name := string(each, "name"))}
    found: dict[str, Location] = {}
    for root in documents:
        for told in secret_names(root):
            found[told.value] = min(told.location, found.get(told.value, told.location))
        names = Names()
        if provider == "drone" and isinstance(steps := find(root, "pipeline"), Mapping):
            names.read(steps, source)
        for name, at in names.missing(lambda name: not is_secret_name(name) or name.startswith(("DRONE_", "CI_"))):
            found.setdefault(name, at)
    for name, location in sorted(found.items(), key=lambda pair: pair[1]):
        remote = string(outside[name], "get", "path") if name in outside else None
        yield SecretDeclared(name, provider, location, remote=remote)


DETECTOR = Detector(
    "drone",
    "pipelines of Drone and Woodpecker",
    _wants,
    _detect,
    looks_at=(".drone.*", ".woodpecker*", ".woodpecker/*.yml", ".woodpecker/*.yaml"),
)
