"""A repository that is one module for others to call."""

from collections.abc import Iterator

from opsworthy.facts.project import Dependency, PackageDeclared
from opsworthy.facts.terraform.expressions import Block, Literal, Pairs, literal_of
from opsworthy.facts.terraform.modules import Module, local_folder, source_of


def library(module: Module) -> Iterator[PackageDeclared]:
    """The package that the module is; what it needs are providers and modules from elsewhere."""
    first = next(iter(module.settings), module.first)
    if first is not None:
        needs = (*_providers(module), *_modules(module))
        yield PackageDeclared(first.location.path, "terraform", first.location, dependencies=needs, publishable=True)


def _providers(module: Module) -> Iterator[Dependency]:
    for settings in module.settings:
        for required in settings.body.of("required_providers"):
            for argument in required.body.arguments:
                if isinstance(argument.value, Pairs):
                    said = {key.text: literal_of(value) for key, value in argument.value.pairs if isinstance(key, Literal)}
                    yield Dependency(said.get("source") or argument.name, argument.location, said.get("version"))
                else:
                    yield Dependency(argument.name, argument.location, literal_of(argument.value))


def _modules(module: Module) -> Iterator[Dependency]:
    for call in module.calls.values():
        source = source_of(call)
        if source is not None and local_folder(module.folder, source) is None and not source.startswith("."):
            yield Dependency(source, call.location, _version(call))


def _version(call: Block) -> str | None:
    argument = call.body.argument("version")
    return literal_of(argument.value) if argument is not None else None
