"""The facts of a repository's configuration: every root module, once per environment."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from opsworthy.facts.fact import Told
from opsworthy.facts.project import EnvironmentDeclared, SecretDeclared
from opsworthy.facts.terraform import (
    ecs,
    hosting,
    keeping,
    kubernetes,
    people,
    reaching,
    resources,
    scaling,
    serverless,
    watching,
)
from opsworthy.facts.terraform.building import Made, ask, made_by
from opsworthy.facts.terraform.environments import Setting, environment_of_folder, settings_of, stated_default
from opsworthy.facts.terraform.expressions import Argument
from opsworthy.facts.terraform.libraries import library
from opsworthy.facts.terraform.modules import Module
from opsworthy.facts.terraform.repository import Repository
from opsworthy.facts.terraform.scope import Scope, World
from opsworthy.facts.terraform.stack import Stack
from opsworthy.facts.terraform.terragrunt import Config, call_of, inputs_of
from opsworthy.facts.terraform.values import mapping
from opsworthy.text.location import Location
from opsworthy.text.node import Node

_MOST_STEPS = 3_000_000
_READERS: tuple[Callable[[Stack], Iterator[Told]], ...] = (
    ecs.services,
    serverless.serverless,
    hosting.hosted,
    kubernetes.in_cluster,
    watching.watching,
    people.people,
    reaching.ways_in,
    scaling.scaling,
    keeping.secrets,
)


def read(repository: Repository) -> Iterator[Told]:
    """Environments, what each root makes in each, and modules that are published for others."""
    for module in repository.modules():
        yield from module.problems
    roots = repository.roots()
    folders = [module.folder for module in roots]
    left = _MOST_STEPS
    declared: set[tuple[str, str]] = set()
    for module in roots:
        for setting in settings_of(repository, module, folders):
            yield from setting.problems
            if setting.name is not None and setting.location is not None and (setting.name, setting.folder) not in declared:
                declared.add((setting.name, setting.folder))
                deploy = ("terraform", setting.folder)
                yield EnvironmentDeclared(setting.name, setting.location, "terraform", deploy)
            default = stated_default(module) if setting.name is None else None
            yield from (default,) if default is not None else ()
            world = World(repository.files, repository.module, max(left, 10_000), workspace=setting.workspace, root=module.folder)
            yield from _told(world, module, setting)
            left -= max(left, 10_000) - world.steps
    yield from units(repository, left)
    for module in repository.libraries():
        yield from library(module)


def units(repository: Repository, left: int) -> Iterator[Told]:
    """What Terragrunt applies, folder by folder."""
    folders = [config.original for config in repository.units()]
    declared: set[str] = set()
    for config in repository.units():
        named = environment_of_folder(config.original, folders)
        folder = repository.unit_folder(config)
        module = repository.module(folder) if folder is not None else None
        if module is None and (config.source is None or config.source.value.startswith((".", "/"))):
            continue
        if named is not None and named[1] not in declared:
            declared.add(named[1])
            yield EnvironmentDeclared(named[0], Location(config.path, 1), "terraform", ("terragrunt", named[1]))
        environment = named[0] if named is not None else None
        world = World(repository.files, repository.module, max(left, 10_000), root=folder or config.original)
        yield from _unit(world, config, module, environment)
        left -= max(left, 10_000) - world.steps
    yield from repository.terragrunt.problems.values()


def _unit(world: World, config: Config, module: Module | None, environment: str | None) -> Iterator[Told]:
    label = config.original.rpartition("/")[2]
    if module is None:
        block, values = call_of(config, label), mapping(config.inputs.values(), Location(config.path, 1))
        made = Made(block.labels[0], label, f"module.{label}", values, block.location, config.scope, block, module=True)
        yield from facts_of(Stack((made,), config.original, environment))
        return
    held = inputs_of(config)
    scope = Scope(world, module, held.get, ask=ask)
    yield from facts_of(Stack(made_by(scope), config.original, environment))


def _told(world: World, module: Module, setting: Setting) -> Iterator[Told]:
    scope = root_scope(world, module, setting.values)
    stack = Stack(made_by(scope), module.folder, setting.name)
    yield from keeping.variables(scope, module, setting)
    yield from facts_of(stack)


def root_scope(world: World, module: Module, values: Mapping[str, Argument]) -> Scope:
    """The scope of a root module with the values of its files."""
    empty = Scope(world, Module(module.folder), lambda _: None)

    def given(name: str) -> Node | None:
        argument = values.get(name)
        return empty.evaluate(argument.value, {}) if argument is not None else None

    return Scope(world, module, given, ask=ask)


def once(told: Iterable[Told]) -> Iterator[Told]:
    """Each fact once, and each value that stands in clear under one name: the first."""
    clear: set[tuple[str | None, str, int]] = set()
    for each in dict.fromkeys(told):
        if isinstance(each, SecretDeclared) and each.in_clear:
            place = (each.environment, each.location.path, each.location.line)
            if place in clear:
                continue
            clear.add(place)
        yield each


def facts_of(stack: Stack) -> Iterator[Told]:
    """Everything that a stack makes."""
    yield from resources.resources(stack)
    for reader in _READERS:
        yield from reader(stack)
