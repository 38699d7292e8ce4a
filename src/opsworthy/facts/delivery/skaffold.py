"""skaffold.yaml: what it builds, what it brings to a cluster, and the profiles that change it."""

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.command_lines import withheld_path
from opsworthy.facts.delivery.environments import of_folders, of_names, of_values_files
from opsworthy.facts.delivery.paths import fixed_folder, within
from opsworthy.facts.fact import Told
from opsworthy.facts.go_templates.values import copied, of_node
from opsworthy.facts.helm.known_charts import resources_of
from opsworthy.facts.infrastructure import BuildDeclared, Delivery
from opsworthy.facts.operations import WayToRun
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Node, Scalar, find, items, stated, string

_BUILDERS = ("jib", "buildpacks", "ko", "bazel", "kaniko", "custom", "docker")
_MOST = 500


@dataclass(frozen=True, slots=True)
class _Config:
    """One configuration or one of its profiles; `label` names what it brings where it has no name itself."""

    path: str
    folder: str
    label: str
    node: Node
    environment: str | None = None
    named: Location | None = None


def is_skaffold(node: Node) -> bool:
    return (string(node, "apiVersion") or "").startswith("skaffold/") and (string(node, "kind") or "Config") == "Config"


def read_skaffold(path: str, node: Node) -> Iterator[Told]:
    """A configuration as it stands, then what each of its profiles changes."""
    folder = posixpath.dirname(path)
    name = string(node, "metadata", "name") or posixpath.basename(folder) or "skaffold"
    stands = find(node, "metadata", "name")
    named = stands.location if stands is not None else None
    plain = _Config(path, folder, name, node, named=named)
    yield from _way(plain, "skaffold run", Stated("skaffold run", node.location), node.location)
    yield from _told(plain)
    for profile in items(node, "profiles")[:_MOST]:
        called = stated(profile, "name")
        if called is None:
            continue
        told = list(_told(_Config(path, folder, name, profile, of_names((called.value,)), named)))
        command = f"skaffold run -p {called.value}"
        yield from _way(plain, command, Stated(command, called.location), called.location)
        brought = next((each for each in told if isinstance(each, Delivery) and each.environment), None)
        if brought is not None and brought.environment is not None:
            where = called.location if brought.environment in called.value else brought.location
            yield EnvironmentDeclared(brought.environment, where, "kubernetes", ("skaffold", path))
        yield from told


def _way(config: _Config, name: str, command: Stated[str], where: Location) -> Iterator[WayToRun]:
    needs = tuple(
        reached
        for item in items(config.node, "requires")
        if (written := string(item, "path")) and (reached := within(config.folder, written))
    )
    yield WayToRun(name, "skaffold", config.path, where, (command,), needs)


def _told(config: _Config) -> Iterator[Told]:
    for artifact in items(config.node, "build", "artifacts")[:_MOST]:
        yield from _artifact(config, artifact)
    for key in ("rawYaml",):
        yield from _manifests(config, items(config.node, "manifests", key))
    yield from _manifests(config, items(config.node, "deploy", "kubectl", "manifests"))
    for place in (("manifests", "kustomize"), ("deploy", "kustomize")):
        yield from _kustomize(config, find(config.node, *place))
    for place in (("manifests", "helm"), ("deploy", "helm")):
        for release in items(config.node, *place, "releases")[:_MOST]:
            yield from _release(config, release)


def _artifact(config: _Config, node: Node) -> Iterator[BuildDeclared]:
    image = stated(node, "image")
    if image is None:
        return
    written = stated(node, "context")
    context = within(config.folder, written.value if written else ".")
    file = stated(node, "docker", "dockerfile")
    dockerfile = within(context, file.value) if file is not None and context is not None else None
    builder = next((each for each in _BUILDERS if find(node, each) is not None), "docker")
    yield BuildDeclared(
        "skaffold",
        image.value,
        image.location,
        image=image,
        context=Stated(context, written.location if written else image.location) if context is not None else None,
        dockerfile=Stated(dockerfile, file.location) if file is not None and dockerfile is not None else None,
        stage=string(node, "docker", "target"),
        builder=builder,
    )


def _manifests(config: _Config, written: tuple[Node, ...]) -> Iterator[Delivery]:
    """One delivery for each folder of manifests."""
    known: set[str] = set()
    for item in written[:_MOST]:
        path = within(config.folder, item.text) if isinstance(item, Scalar) else None
        folder = fixed_folder(path) if path is not None else None
        if folder is not None and folder not in known:
            known.add(folder)
            yield _delivery(config, _from_name(config, item), folder)


def _from_name(config: _Config, item: Node) -> Location:
    """An item, from the line on that names the configuration."""
    if config.named is None or config.named > item.location:
        return item.location
    return replace(config.named, end_line=item.location.end_line or item.location.line, end_column=0)


def _kustomize(config: _Config, node: Node | None) -> Iterator[Delivery]:
    for item in items(node, "paths")[:_MOST]:
        path = within(config.folder, item.text) if isinstance(item, Scalar) else None
        if path is not None:
            yield _delivery(config, _from_name(config, item), path)
    if node is not None and not items(node, "paths") and find(node, "overlays") is None:
        yield _delivery(config, node.location, config.folder or ".")


def _delivery(config: _Config, where: Location, path: str) -> Delivery:
    return Delivery("skaffold", config.label, where, path=path, environment=of_folders((path,)) or config.environment)


def _release(config: _Config, node: Node) -> Iterator[Told]:
    name, local, remote = stated(node, "name"), string(node, "chartPath"), stated(node, "remoteChart")
    if name is None:
        return
    files = [each.text for each in items(node, "valuesFiles") if isinstance(each, Scalar)]
    environment = of_values_files(files) or config.environment
    repository = string(node, "repo")
    yield Delivery(
        "skaffold",
        name.value,
        name.location,
        repository=withheld_path(repository) if repository else None,
        path=within(config.folder, local) if local else None,
        chart=remote.value if remote else None,
        revision=string(node, "version"),
        namespace=string(node, "namespace"),
        environment=environment,
    )
    if remote is not None:
        values = copied(of_node(find(node, "setValues")))
        yield from resources_of(remote.value, f"release/{name.value}", values, remote.location, environment, name.value)
