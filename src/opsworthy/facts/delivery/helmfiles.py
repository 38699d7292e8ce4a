"""helmfile.yaml: releases, and the environments that give them values."""

import posixpath
from collections.abc import Iterator

from opsworthy.facts.delivery.inline import at_dotted
from opsworthy.facts.delivery.paths import within
from opsworthy.facts.files import Files
from opsworthy.facts.go_templates.values import Origin, Value, copied, of_node
from opsworthy.text import yaml
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, Node, Scalar, entries, find, items, stated, string
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

NAMES = ("helmfile.yaml", "helmfile.yml", "helmfile.yaml.gotmpl")
_ENVIRONMENT = regex(r"\{\{-?\s*(?:requiredEnv\s+\S+|\.Environment\.Name|`\{\{ \.Environment\.Name \}\}`)\s*-?\}\}")
_TEMPLATED = regex(r"^\s*\{\{.*\}\}\s*$")
_MOST = 500


@dataclass(frozen=True, slots=True)
class Told:
    """One release in one environment (None where the file names none): `path` is the folder of a chart in this repository,
    else `chart` is one of the repository of charts at `repository`."""

    name: Stated[str]
    file: str
    environment: Stated[str] | None
    chart: str
    path: str | None
    repository: str | None
    version: str | None
    namespace: str | None
    values: tuple[Value, ...]


def helmfile_paths(files: Files) -> tuple[str, ...]:
    found = [path for name in NAMES for path in (*files.matching(name), *files.matching(f"*/{name}"))]
    return (*found, *files.matching("*helmfile.d/*.y*ml"))


def read_helmfile(files: Files, path: str, problems: list[Problem]) -> Iterator[Told]:
    """Every release of a file in every environment; lines that are nothing but a template are passed over."""
    source = files.open(path)
    if source is None:
        return
    lines = ("" if _TEMPLATED.match(line) else line for line in source.text.split("\n"))
    read = files.yaml(source) if "{{" not in source.text else yaml.parse(Source(path, "\n".join(lines)))
    documents = [each for each in read.documents if isinstance(each, Mapping)]
    if "{{" not in source.text:
        problems.extend(read.problems)
    named = [entry for each in documents for entry in entries(each, "environments") if entry.key != "default"]
    places: list[Stated[str] | None] = [Stated(entry.key, entry.location) for entry in named]
    listed = [item for each in documents for item in items(each, "repositories")]
    charts = {name: url for item in listed if (name := string(item, "name")) and (url := string(item, "url"))}
    for document in documents:
        for release in items(document, "releases")[:_MOST]:
            for place in places or [None]:
                yield from _release(files, path, release, place, charts)


def _release(files: Files, path: str, node: Node, place: Stated[str] | None, charts: dict[str, str]) -> Iterator[Told]:
    name, chart = stated(node, "name"), string(node, "chart")
    if name is None or not chart or string(node, "installed") == "false":
        return
    folder = posixpath.dirname(path)
    local = within(folder, chart) if chart.startswith((".", "/")) else None
    owner = chart.partition("/")[0]
    yield Told(
        Stated(_filled(name.value, place), name.location),
        path,
        place,
        chart,
        local,
        charts.get(owner) if "/" in chart else None,
        string(node, "version"),
        string(node, "namespace"),
        tuple(_values(files, folder, node, place)),
    )


def _values(files: Files, folder: str, node: Node, place: Stated[str] | None) -> Iterator[Value]:
    """Values files, values that stand in the release, and single ones."""
    for item in items(node, "values")[:_MOST]:
        if isinstance(item, Mapping):
            yield copied(of_node(item))
        elif isinstance(item, Scalar):
            reached = within(folder, _filled(item.text, place))
            source = files.open(reached) if reached and not reached.endswith(".gotmpl") else None
            documents = files.yaml(source).documents if source is not None else ()
            yield from (copied(of_node(each)) for each in documents[:1] if isinstance(each, Mapping))
    for item in items(node, "set")[:_MOST]:
        key, value = string(item, "name"), find(item, "value")
        if key and isinstance(value, Scalar):
            yield at_dotted(key, Value(value.value, Origin(value.location, said=True)))


def _filled(text: str, place: Stated[str] | None) -> str:
    return _ENVIRONMENT.sub(place.value, text) if place is not None else text
