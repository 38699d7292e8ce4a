"""The environments of the system: what overlays, apps, files and pipelines call the same place is one environment."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from opsworthy.facts.project import EnvironmentDeclared, PipelineDeclared, VariableDocumented, VariableRead
from opsworthy.facts.workloads import ImageBuilt, NamespaceDeclared, Variable
from opsworthy.system.environment_words import (
    is_passing,
    is_place,
    is_production,
    meaning,
    means_a_place,
    names_a_place,
    same_place,
)
from opsworthy.system.known import Known
from opsworthy.system.merging import Merged
from opsworthy.system.model import Environment
from opsworthy.system.purposes import purposes_of
from opsworthy.text.location import Location

_AUTHORITY = ("kustomize", "helm", "helmfile", "argo-cd", "flux", "skaffold", "manifests", "heroku", "compose")
_WEAK = ("workflow", "variable", "settings")
_SPOKEN = ("variable", "settings")
_RUNNING = ("kubernetes", "heroku", "compose")
_MODES = frozenset({"php"})
"""Languages whose frameworks read how they are built from such a variable: APP_ENV of Laravel and Symfony."""
_ORDER = ("development", "test", "review", "staging", "acceptance", "production")


class Environments:
    """The environments by name; `resolve` finds the one that a file means. `spoken` are those that only a setting names: a
    program can be told that it runs there, and no file brings it there."""

    def __init__(self, environments: Iterable[Environment]) -> None:
        ranked = sorted(environments, key=_rank)
        self.all = tuple(each for each in ranked if each.deploy[0] not in _SPOKEN)
        self.spoken = tuple(each for each in ranked if each.deploy[0] in _SPOKEN)

    def resolve(self, name: str | None) -> str | None:
        """The model's name for what a file calls an environment; a name that nobody declared stays."""
        if name is None or any(each.name == name for each in self.all):
            return name
        return next((each.name for each in self.all if same_place(each.name, name)), name)

    def order(self) -> dict[str | None, int]:
        return {None: -1} | {each.name: at for at, each in enumerate(self.all)}

    def shared(self) -> tuple[str, ...]:
        """Environments that one set of files serves: a workload that names no environment stands in each of them."""
        closed = ("kustomize", "workflow") if any(each.deploy[0] == "kustomize" for each in self.all) else ()
        return tuple(each.name for each in self.all if each.deploy[0] not in closed)

    def namespace(self, name: str | None, platform: str) -> str | None:
        return next((each.namespace for each in self.all if each.name == name and platform == "kubernetes"), None)

    @staticmethod
    def is_passing(name: str) -> bool:
        return is_passing(name)


def environments_of(known: Known, merged: Merged) -> Environments:
    """Where services run. A Compose file beside another platform is a developer's machine and no environment."""
    gates = _deploying(known)
    declared = [
        each
        for each in known.of(EnvironmentDeclared)
        if is_place(each.name) and (each.deploy[0] != "workflow" or each.name in gates)
    ]
    if merged.platform not in (None, "compose"):
        declared = [each for each in declared if each.deploy[0] != "compose"]
    declared += (*_told(known), *_given(merged))
    declared.sort(key=lambda each: _authority(each.deploy[0]))
    found: list[Environment] = []
    for each in declared:
        at = next((at for at, other in enumerate(found) if _is_same(other, each)), None)
        if at is None:
            found.append(_environment(each, merged.platform))
        else:
            found[at] = _merged(found[at], each)
    found += _undeclared(merged, Environments(found))
    return Environments(_with_namespaces(found, known.of(NamespaceDeclared)))


def _told(known: Known) -> Iterator[EnvironmentDeclared]:
    """Environments that a setting names: `ENVIRONMENT=local` of an environment file, `ENV APP_ENVIRONMENT=production` of an
    image that starts."""
    for documented in known.of(VariableDocumented):
        if names_a_place(documented.name, documented.default or ""):
            yield EnvironmentDeclared(documented.default or "", documented.location, "", ("variable", documented.location.path))
    for read in known.of(VariableRead):
        if read.language not in _MODES and names_a_place(read.name, read.default or ""):
            yield EnvironmentDeclared(read.default or "", read.location, "", ("variable", read.location.path))
    for image in known.of(ImageBuilt):
        yield from _said(image.variables)


def _given(merged: Merged) -> Iterator[EnvironmentDeclared]:
    """Environments that a service is told that it runs in, where its file says none itself."""
    members = (member for group in merged.services for member in group.members if member.environment is None)
    for member in members:
        for container in member.workload.containers:
            yield from _said(container.variables)


def _said(variables: Iterable[Variable]) -> Iterator[EnvironmentDeclared]:
    for variable in variables:
        if names_a_place(variable.name, variable.value or ""):
            yield EnvironmentDeclared(variable.value or "", variable.location, "", ("variable", variable.location.path))


def _authority(way: str) -> int:
    """Files that place workloads speak first, pipelines last."""
    if way in _WEAK:
        return len(_AUTHORITY) + _WEAK.index(way) + 1
    return _AUTHORITY.index(way) if way in _AUTHORITY else len(_AUTHORITY)


def _deploying(known: Known) -> frozenset[str]:
    """Of the environments that pipelines name, those with a word for a place in their names; without any, those that a
    job deploys to. The others only guard secrets."""
    jobs = [job for pipeline in known.of(PipelineDeclared) for job in pipeline.jobs if job.environment]
    names = {job.environment.value for job in jobs if job.environment}
    speaking = {name for name in names if means_a_place(name)}
    deployed = (job for job in jobs if any(purposes_of(step) & {"deploy", "up"} for step in job.steps))
    return frozenset(speaking or {job.environment.value for job in deployed if job.environment})


def _is_same(known: Environment, told: EnvironmentDeclared) -> bool:
    """The same name, or a word for the same place in another kind of file: two overlays stay two."""
    return known.name == told.name or (known.deploy[0] != told.deploy[0] and same_place(known.name, told.name))


def _environment(told: EnvironmentDeclared, platform: str | None) -> Environment:
    own = told.platform if told.platform == platform or told.platform in _RUNNING else platform or told.platform
    return Environment(told.name, own, told.deploy, told.namespace, is_production(told.name), (told.location,))


def _merged(known: Environment, told: EnvironmentDeclared) -> Environment:
    places: tuple[Location, ...] = tuple(dict.fromkeys((*known.locations, told.location)))
    return replace(known, namespace=known.namespace or told.namespace, locations=places)


def _undeclared(merged: Merged, known: Environments) -> list[Environment]:
    """Environments that only the names or the places of workloads give away."""
    found: dict[str, Environment] = {}
    for group in (*merged.services, *merged.datastores):
        for member in group.members:
            name = known.resolve(member.environment)
            if name is None or name in found or any(each.name == name for each in known.all):
                continue
            workload, place = member.workload, member.workload.location
            deploy = ("manifests", place.path.rpartition("/")[0] or ".")
            found[name] = Environment(name, workload.platform, deploy, workload.namespace, is_production(name), (place,))
    return list(found.values())


def _with_namespaces(found: list[Environment], declared: tuple[NamespaceDeclared, ...]) -> list[Environment]:
    """The namespace that an environment's own files declare, where it is the only one."""
    spaces: dict[str, set[str]] = {}
    for each in declared:
        if each.environment is not None:
            spaces.setdefault(each.environment, set()).add(each.name)
    only = {environment: next(iter(names)) for environment, names in spaces.items() if len(names) == 1}
    return [replace(each, namespace=each.namespace or only.get(each.name)) for each in found]


def _rank(environment: Environment) -> tuple[int, str]:
    """Development first, production last, unknown words between; then by name."""
    group = meaning(environment.name)
    word = group.name if group else "production" if environment.production else ""
    return (_ORDER.index(word) if word in _ORDER else 3 if word == "" else 0), environment.name
