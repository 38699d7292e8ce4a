"""helmfile: the releases of charts, in each of the environments that it names."""

from collections.abc import Iterator
from posixpath import basename

from opsworthy.facts.delivery.ground import address
from opsworthy.facts.delivery.helmfiles import NAMES, read_helmfile
from opsworthy.facts.delivery.helmfiles import Told as Release
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.go_templates.values import Value
from opsworthy.facts.helm.known_charts import resources_of
from opsworthy.facts.helm.scoping import lay_over
from opsworthy.facts.infrastructure import Delivery
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.text.source import Problem


def _wants(path: str) -> bool:
    return basename(path) in NAMES or (path.endswith((".yaml", ".yml")) and "helmfile.d/" in path)


def _detect(files: Files) -> Iterator[Told]:
    for path in files.wanted:
        problems: list[Problem] = []
        named: set[str] = set()
        for release in read_helmfile(files, path, problems):
            place = release.environment
            if place is not None and place.value not in named:
                named.add(place.value)
                yield EnvironmentDeclared(place.value, place.location, "kubernetes", ("helmfile", path))
            yield from _told(release)
        yield from problems


def _told(release: Release) -> Iterator[Told]:
    environment = release.environment.value if release.environment is not None else None
    chart = None if release.path is not None else release.chart.rpartition("/")[2]
    yield Delivery(
        "helmfile",
        release.name.value,
        release.name.location,
        repository=address(release.repository),
        path=release.path,
        chart=chart,
        revision=release.version,
        namespace=release.namespace,
        environment=environment,
    )
    if chart is not None:
        values = Value({})
        for each in release.values:
            lay_over(values, each)
        name = release.name.value
        yield from resources_of(chart, f"release/{name}", values, release.name.location, environment, name)


DETECTOR = Detector(
    "helmfile",
    "helmfile releases and environments",
    _wants,
    _detect,
    looks_at=("helmfile.yaml", "helmfile.yml", "helmfile.yaml.gotmpl", "helmfile.d/*.yaml", "helmfile.d/*.yml"),
)
