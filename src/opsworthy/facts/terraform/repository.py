"""The configuration of a repository: its folders, which of them are roots, and which only wait to be called."""

from collections import defaultdict

from opsworthy.facts.files import Files
from opsworthy.facts.terraform.modules import Module, is_configuration, local_folder, module_of, source_of
from opsworthy.facts.terraform.terragrunt import NAME, Config, Reader, module_folder

_MODULES = frozenset({"modules", "module", "_modules", "tf-modules", "terraform-modules", "wrappers", "components", "blueprints"})
_TESTS = frozenset({"test", "tests", "fixtures", "testdata"})
_EXAMPLES = frozenset(
    {"examples", "example", "_examples", "sample", "samples", "test", "tests", "fixtures", "testdata", "snippets", "templates"}
)
_STATE = ("backend", "cloud")


class Repository:
    """All folders with configuration, each read once when it is first asked for."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.paths: dict[str, list[str]] = defaultdict(list)
        for path in files.wanted:
            if is_configuration(path):
                self.paths[path.rpartition("/")[0]].append(path)
        self._modules: dict[str, Module] = {}
        self.terragrunt = Reader(files)
        self._read: tuple[Config, ...] | None = None

    def module(self, folder: str) -> Module | None:
        if folder not in self.paths:
            return None
        if folder not in self._modules:
            self._modules[folder] = module_of(self.files, folder, self.paths[folder])
        return self._modules[folder]

    def modules(self) -> tuple[Module, ...]:
        found = (self.module(folder) for folder in sorted(self.paths))
        return tuple(module for module in found if module is not None)

    def units(self) -> tuple[Config, ...]:
        """Folders that Terragrunt applies."""
        if self._read is None:
            paths = [
                path for path in self.files.wanted if path.rpartition("/")[2] == NAME and not is_example(path.rpartition("/")[0])
            ]
            read = (self.terragrunt.config(path) for path in paths)
            found = [config for config in read if config is not None]
            above = {other.path for config in found for other in config.included.values()}
            self._read = tuple(config for config in found if config.path not in above)
        return self._read

    def unit_folder(self, config: Config) -> str | None:
        """The folder of the module that Terragrunt applies for a unit, where it is of this repository: named by its path, or
        by the path within a repository that has the same folder and no other use of it."""
        found = module_folder(config)
        if found is None and config.source is not None and "//" in config.source.value:
            inner = config.source.value.partition("?")[0].rpartition("//")[2].strip("/")
            found = inner if inner in self.paths and inner not in self.called_by_modules() else None
        return found if found is not None and found in self.paths else None

    def called(self) -> frozenset[str]:
        """Folders that other folders call as modules, or that Terragrunt applies for units elsewhere."""
        applied = {folder for config in self.units() if (folder := self.unit_folder(config)) is not None}
        return self.called_by_modules() | applied

    def called_by_modules(self) -> frozenset[str]:
        found = set()
        for module in self.modules():
            for call in module.calls.values():
                folder = local_folder(module.folder, source_of(call))
                found.update([folder] if folder is not None and folder != module.folder else [])
        return frozenset(found)

    def roots(self) -> tuple[Module, ...]:
        """Modules that are applied by themselves: nobody calls them, and they are neither made to be called nor examples."""
        called = self.called()
        making = [module for module in self.modules() if makes(module)]
        shown = [module for module in making if not is_example(module.folder)]
        # The examples of nothing are the repository's own subject.
        chosen = shown or [module for module in making if not is_test(module.folder)]
        return tuple(module for module in chosen if module.folder not in called and self.stands(module))

    def stands(self, module: Module) -> bool:
        """Whether a module nobody calls can be applied as it is: it says where its state lies or which providers it uses, it is
        given values, or it needs none. One without any of this waits for a caller."""
        if any(part.lower() in _MODULES for part in module.folder.split("/")):
            return _keeps_state(module)
        if _keeps_state(module) or module.providers or self.values_of(module.folder):
            return True
        needs = any(block.body.argument("default") is None for block in module.variables.values())
        return not needs and not (module.outputs and module.variables) and not self._has_examples(module.folder)

    def values_of(self, folder: str) -> tuple[str, ...]:
        """Files of values in a folder."""
        return tuple(path for path in self.files.wanted if is_values(path) and path.rpartition("/")[0] == folder)

    def libraries(self) -> tuple[Module, ...]:
        """Modules that others are meant to call from outside of this repository: a whole repository that is one module."""
        top = self.module("")
        if top is None or "" in {root.folder for root in self.roots()} or not makes(top):
            return ()
        return (top,)

    def _has_examples(self, folder: str) -> bool:
        above = f"{folder}/" if folder else ""
        return any(each.startswith(f"{above}{name}/") or each == f"{above}{name}" for each in self.paths for name in _EXAMPLES)


def is_values(path: str) -> bool:
    return path.endswith((".tfvars", ".tfvars.json"))


def is_test(folder: str) -> bool:
    return any(part.lower() in _TESTS for part in folder.split("/"))


def is_example(folder: str) -> bool:
    """Whether a folder shows or tests how something is used."""
    parts = [part.lower() for part in folder.split("/")]
    return any(part in _EXAMPLES and not _is_environment(parts, place) for place, part in enumerate(parts))


def _is_environment(parts: list[str], place: int) -> bool:
    """An environment may be called test: terraform/test, environments/test."""
    around = ("terraform", "infra", "infrastructure", "environments", "envs", "env", "live", "stacks", "tf", "iac", "deploy")
    return parts[place] == "test" and place > 0 and parts[place - 1] in around


def makes(module: Module) -> bool:
    return bool(module.resources or module.calls)


def _keeps_state(module: Module) -> bool:
    return any(inner.type in _STATE for block in module.settings for inner in block.body.blocks)
