"""Facts made by hand, in as few words as a reader needs."""

from collections.abc import Iterable

from opsworthy.facts.fact import Fact
from opsworthy.facts.project import EnvironmentDeclared, PipelineDeclared, PipelineJob, PipelineStep, VariableRead
from opsworthy.facts.said import Facts
from opsworthy.facts.workloads import Container, ImageBuilt, NetworkService, Pairs, Port, Probe, Variable, Workload
from opsworthy.system.build import build
from opsworthy.system.model import Datastore, Service, System
from opsworthy.text.location import Location, Stated


def at(path: str, line: int = 1) -> Location:
    return Location(path, line)


def said(value: str, path: str = "somewhere", line: int = 1) -> Stated[str]:
    return Stated(value, at(path, line))


def system(*facts: Fact | Iterable[Fact], name: str = "weather", paths: Iterable[str] = ()) -> System:
    """The model of a repository that says just these facts."""
    told: list[Fact] = []
    for fact in facts:
        told.extend(fact if isinstance(fact, Iterable) else [fact])
    return build(Facts(tuple(told), paths=tuple(paths)), name)


def container(
    name: str = "main",
    image: str | None = None,
    *,
    build: str | None = None,
    ports: Iterable[int] = (),
    command: str = "",
    settings: Pairs = (),
    secrets: Iterable[tuple[str, str, str]] = (),
    probes: Iterable[Probe] = (),
    init: bool = False,
    path: str = "somewhere",
) -> Container:
    """`settings` are variables with plain values; `secrets` are variables that come from an object's key."""
    literal = [Variable(variable, at(path, 20), value) for variable, value in settings]
    taken = [Variable(variable, at(path, 30), source=("secret", owner, key)) for variable, owner, key in secrets]
    return Container(
        name,
        at(path),
        image=said(image, path, 2) if image else None,
        build=said(build, path, 3) if build else None,
        command=tuple(command.split()),
        ports=tuple(Port(number, at(path, 10)) for number in ports),
        variables=(*literal, *taken),
        probes=tuple(probes),
        init=init,
        context=said(build.rpartition("/")[0] or ".", path, 3) if build else None,
    )


def deployment(
    name: str,
    *containers: Container,
    environment: str | None = None,
    kind: str = "Deployment",
    replicas: int | None = None,
    path: str = "k8s/app.yaml",
    namespace: str | None = None,
) -> Workload:
    """A Kubernetes workload whose pods carry the label app=<name>."""
    return Workload(
        "kubernetes",
        kind,
        name,
        at(path),
        environment,
        namespace,
        labels=(("app", name),),
        selector=(("app", name),),
        replicas=Stated(replicas, at(path, 5)) if replicas is not None else None,
        containers=containers or (container(name, f"registry.example.com/{name}:1.0", path=path),),
    )


def compose(name: str, *containers: Container, needs: Iterable[str] = (), path: str = "compose.yaml") -> Workload:
    """A service of a Compose file."""
    depends = tuple(said(each, path, 8) for each in needs)
    return Workload("compose", "service", name, at(path), containers=containers or (container(name),), depends_on=depends)


def process(name: str, command: str = "", path: str = "Procfile") -> Workload:
    """A process type of a Procfile."""
    return Workload("heroku", "process", name, at(path), containers=(container(name, command=command, path=path),))


def front(name: str, *ports: tuple[int, str | None], type: str = "ClusterIP", environment: str | None = None) -> NetworkService:  # noqa: A002
    """A Kubernetes Service for the pods app=<name>; each port with its target."""
    told = tuple(Port(number, at("k8s/app.yaml", 50), target=target) for number, target in ports)
    return NetworkService(name, at("k8s/app.yaml", 40), environment, selector=(("app", name),), ports=told, type=type)


def overlay(name: str, namespace: str | None = None) -> EnvironmentDeclared:
    place = f"k8s/overlays/{name}"
    return EnvironmentDeclared(name, at(f"{place}/kustomization.yaml"), "kubernetes", ("kustomize", place), namespace)


def dockerfile(path: str, *, base: str = "python:3.12", ports: Iterable[int] = (), command: str = "") -> ImageBuilt:
    told = tuple(Port(number, at(path, 7)) for number in ports)
    return ImageBuilt(path, at(path), bases=(said(base, path),), ports=told, command=tuple(command.split()))


def read(name: str, path: str = "app.py", default: str | None = None) -> VariableRead:
    return VariableRead(name, "python", at(path, 3), default)


def job(name: str, *runs: str, needs: Iterable[str] = (), environment: str | None = None) -> PipelineJob:
    """A job whose steps are shell texts, or actions where they begin with `uses:`."""
    path = ".github/workflows/ci.yml"
    steps = tuple(
        PipelineStep(run, at(path, 10 + number), uses=run.removeprefix("uses:"))
        if run.startswith("uses:")
        else PipelineStep(run, at(path, 10 + number), run=run)
        for number, run in enumerate(runs)
    )
    return PipelineJob(name, at(path, 5), steps, tuple(needs), said(environment, path, 6) if environment else None)


def workflow(*jobs: PipelineJob) -> list[Fact]:
    """A workflow with the environments that its jobs name."""
    path = ".github/workflows/ci.yml"
    named = dict.fromkeys(each.environment.value for each in jobs if each.environment)
    declared = [EnvironmentDeclared(name, at(path, 6), "github-actions", ("workflow", path)) for name in named]
    return [PipelineDeclared("ci", path, "github-actions", at(path), ("push",), jobs), *declared]


def service(made: System, name: str) -> Service:
    found = made.service(name)
    assert found is not None, f"no service {name} among {[each.name for each in made.services]}"
    return found


def datastore(made: System, name: str) -> Datastore:
    found = next((each for each in made.datastores if each.name == name), None)
    assert found is not None, f"no datastore {name} among {[each.name for each in made.datastores]}"
    return found


def needs(made: System, name: str) -> dict[str, str]:
    """What a service needs, with why."""
    return {edge.name: edge.because for edge in service(made, name).depends_on}
