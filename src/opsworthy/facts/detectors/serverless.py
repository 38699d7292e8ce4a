"""Services of the Serverless Framework."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.serverless.services import facts
from opsworthy.facts.serverless.variables import Variables, stages
from opsworthy.facts.told_again import Telling
from opsworthy.text.node import Mapping, find
from opsworthy.text.source import Problem, Source

_NAMES = ("serverless.yml", "serverless.yaml", "serverless.json")
_MOST_STAGES = 12


def _wants(path: str) -> bool:
    if not path.endswith((".yml", ".yaml", ".json")):
        return False
    name = path.rpartition("/")[2]
    return name in _NAMES or (name.startswith("serverless") and name.endswith((".yml", ".yaml")))


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        root = _root(files, source)
        if isinstance(root, Problem):
            yield root
        elif root is not None and find(root, "provider") is not None:
            yield from _of(files, source, root)


def _root(files: Files, source: Source) -> Mapping | Problem | None:
    if source.path.endswith(".json"):
        read = files.json(source)
        return read if isinstance(read, Mapping | Problem) else None
    documents = files.yaml(source)
    if documents.problems:
        return documents.problems[0]
    first = documents.documents[0] if documents.documents else None
    return first if isinstance(first, Mapping) else None


def _of(files: Files, source: Source, root: Mapping) -> Iterator[Told]:
    """What holds in every stage, then what is other in each stage that the file names."""
    telling = Telling()
    yield from telling.shared(facts(Variables(files, source.path, root), None))
    for stage, place in list(stages(root, source.text).items())[:_MOST_STAGES]:
        yield EnvironmentDeclared(stage, place, "serverless", ("serverless", source.path))
        yield from telling.of_environment(facts(Variables(files, source.path, root, {"stage": stage}), stage))


DETECTOR = Detector("serverless", "services of the Serverless Framework", _wants, _detect, looks_at=("serverless*",))
