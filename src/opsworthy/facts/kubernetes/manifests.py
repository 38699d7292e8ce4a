"""Objects as they stand in files: several to a file, broken ones between whole ones, templates left to their tools."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from opsworthy.facts.files import Files
from opsworthy.facts.kubernetes.objects import Object, objects_of
from opsworthy.text import yaml
from opsworthy.text.dataclass import dataclass
from opsworthy.text.node import Node
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_SEPARATOR = regex(r"^---(?=[ \t\r]|$)", re.MULTILINE)
_MOST_PARTS = 200
_KIND = regex(r"""^["']?kind["']?:[ \t]*["']?(\w+)""", re.MULTILINE)
_LOOKS_LIKE = regex(r"""^[ \t-]*["']?kind["']?[ \t]*:""", re.MULTILINE)


def wants(path: str) -> bool:
    """Any YAML file may hold objects, but for those that are known to hold something else."""
    name = path.rpartition("/")[2].lower()
    elsewhere = path.startswith((".github/", ".circleci/")) or name.startswith(("docker-compose", "compose."))
    return name.endswith((".yaml", ".yml")) and not elsewhere


@dataclass(frozen=True)
class Manifest:
    """The objects of one file, and what could not be read of it."""

    objects: tuple[Object, ...]
    problems: tuple[Problem, ...] = ()


def manifest(files: Files, source: Source, is_told: Callable[[str], bool]) -> Manifest:
    """The objects of these kinds in a file. What Helm fills in is no manifest yet, and broken YAML there is no fault."""
    if "apiVersion" not in source.text or not _LOOKS_LIKE.search(source.text) or _is_chart_template(files, source.path):
        return Manifest(())
    documents, problems = parsed(files, source, lambda kind: not (is_told(kind) or kind.endswith("List")))
    objects = tuple(each for document in documents for each in objects_of(document))
    return Manifest(objects, () if "{{" in source.text else problems)


def _is_chart_template(files: Files, path: str) -> bool:
    folders = path.split("/")[:-1]
    places = (index for index, folder in enumerate(folders) if folder == "templates")
    return any(files.exists("/".join((*folders[:index], "Chart.yaml"))) for index in places)


def is_definition(kind: str) -> bool:
    """Whether a document only defines a kind: long, and it runs nothing."""
    return kind == "CustomResourceDefinition"


def parsed(
    files: Files, source: Source, unwanted: Callable[[str], bool] = is_definition
) -> tuple[tuple[Node, ...], tuple[Problem, ...]]:
    """The documents of a YAML file, without those of unwanted kinds; where one is broken, those after it are read all the
    same."""
    parts = _parts(source.text)
    dropped = [part for part in parts if _is_of(part, unwanted)]
    if dropped:
        source = Source(source.path, "".join(_blank(part) if _is_of(part, unwanted) else part for part in parts))
    read = yaml.parse(source) if dropped else files.yaml(source)
    if not read.problems or len(parts) > _MOST_PARTS:
        return read.documents, read.problems
    alone = [yaml.parse(each) for each in _alone(source)]
    documents = tuple(document for each in alone for document in each.documents)
    return documents, tuple(problem for each in alone for problem in each.problems)


def _parts(text: str) -> list[str]:
    starts = [0, *(match.start() for match in _SEPARATOR.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(starts) if end > start]


def _is_of(part: str, unwanted: Callable[[str], bool]) -> bool:
    kind = _KIND.search(part)
    return kind is not None and unwanted(kind.group(1))


def _blank(part: str) -> str:
    """As many lines with nothing in them."""
    return ("---" if part.startswith("---") else "") + "\n" * part.count("\n")


def _alone(source: Source) -> Iterator[Source]:
    """Each document by itself, blank lines before it so that it keeps its line numbers."""
    above = 0
    for part in _parts(source.text):
        if part.strip():
            yield Source(source.path, "\n" * above + part)
        above += part.count("\n")
