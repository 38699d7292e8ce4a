"""azure.yaml of the Azure Developer CLI: the services of an application, and where each of them runs."""

from collections.abc import Iterator
from posixpath import join, normpath

from opsworthy.facts.command_lines import image_reference
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.given_variables import Given, of_mapping, secrets, variables
from opsworthy.facts.project import AppDeclared
from opsworthy.facts.view import View, span
from opsworthy.facts.workloads import Container, Workload
from opsworthy.text.location import Stated
from opsworthy.text.node import Entry, Mapping, find, stated
from opsworthy.text.source import Source

_PLATFORMS = {
    "aks": "kubernetes",
    "appservice": "app-service",
    "containerapp": "container-apps",
    "function": "azure-functions",
    "springapp": "spring-apps",
    "staticwebapp": "static-web-apps",
}
_ELSEWHERE = "kubernetes"


def _wants(path: str) -> bool:
    return path.endswith(("azure.yaml", "azure.yml")) and path.rpartition("/")[2] in ("azure.yaml", "azure.yml")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        documents = files.yaml(source)
        yield from documents.problems
        for root in documents.documents[:1]:
            name = stated(root, "name")
            services = View(find(root, "services"))
            if name is None or not isinstance(services.found, Mapping):
                continue
            yield AppDeclared("azd", name.value, name.location)
            for entry, held in services.entries():
                yield from _service(source, entry, held)


def _service(source: Source, entry: Entry, held: View) -> Iterator[Told]:
    """One service; what runs on a cluster is told by its manifests."""
    platform = _PLATFORMS.get(held.at("host").string() or "")
    if platform is None or platform == _ELSEWHERE:
        return
    folder = source.path.rpartition("/")[0]
    project = _within(folder, held.at("project").stated())
    docker = held.at("docker", "path").stated()
    build = _within(project.value, docker) if docker is not None and project is not None else None
    given: tuple[Given, ...] = of_mapping(held.at("env"))
    yield Workload(
        platform,
        "service",
        entry.key,
        span(entry),
        containers=(
            Container(
                entry.key,
                span(entry),
                image=image_reference(held.at("image").stated()),
                build=build,
                variables=variables(given),
                context=project,
            ),
        ),
    )
    yield from secrets(given, "azd")


def _within(folder: str, written: Stated[str] | None) -> Stated[str] | None:
    if written is None:
        return None
    path = normpath(join(folder, written.value))
    return Stated("" if path == "." else path, written.location) if not path.startswith(("..", "/")) else None


DETECTOR = Detector("azd", "services of the Azure Developer CLI", _wants, _detect, looks_at=("azure.yaml", "azure.yml"))
