"""Terragrunt: folders that call a module with inputs, sharing what the files above them say."""

from collections.abc import Mapping as Table
from dataclasses import field
from posixpath import join, normpath, relpath

from opsworthy.facts.files import Files
from opsworthy.facts.terraform import expressions as ast
from opsworthy.facts.terraform.expressions import Block, Body
from opsworthy.facts.terraform.modules import Module
from opsworthy.facts.terraform.references import Asked, taken
from opsworthy.facts.terraform.scope import Bindings, Scope, World
from opsworthy.facts.terraform.syntax import body_of, problem_of
from opsworthy.facts.terraform.values import mapping, scalar, text, undetermined
from opsworthy.text.code import Code
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Mapping, Node
from opsworthy.text.source import Problem

NAME = "terragrunt.hcl"
_DEEPEST = 6
_MOST_STEPS = 60_000


@dataclass(eq=False)
class Config:
    """One file as it reads for the folder that is applied, `original`; `inputs` and `source` include those of the files that it
    includes."""

    path: str
    original: str
    scope: Scope
    body: Body
    included: dict[str, "Config"] = field(default_factory=dict)
    inputs: dict[str, Entry] = field(default_factory=dict)
    source: Stated[str] | None = None

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]


class Reader:
    """Reads files of Terragrunt, at most so deep and with so much to evaluate."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.problems: dict[str, Problem] = {}

    def config(self, path: str, original: str | None = None, depth: int = 0, child: str | None = None) -> Config | None:
        """A file with all that it includes; `child` is the folder that includes it."""
        source = self.files.open(path)
        code = self._code(path) if source is not None else None
        if code is None or depth > _DEEPEST:
            return None
        folder = path.rpartition("/")[0]
        body = body_of(code)
        module = Module(folder, locals={each.name: each for block in body.of("locals") for each in block.body.arguments})
        world = World(self.files, lambda _: None, _MOST_STEPS, root=folder)
        scope = Scope(world, module, lambda _: None)
        made = Config(path, original if original is not None else folder, scope, body)
        scope.special = lambda name, arguments, where: self._called(made, child, depth, name, arguments, where)
        scope.ask = lambda _, found, bindings: _asked(made, found, bindings)
        self._include(made, depth)
        self._finish(made)
        return made

    def _code(self, path: str) -> Code | None:
        source = self.files.open(path)
        code = self.files.code(source) if source is not None else None
        problem = problem_of(code) if code is not None else None
        if problem is not None:
            self.problems[path] = problem
        return code

    def _include(self, made: Config, depth: int) -> None:
        for block in made.body.of("include"):
            argument = block.body.argument("path")
            said = text(made.scope.evaluate(argument.value, {})) if argument is not None else None
            path = _inside(made.folder, said)
            above = self.config(path, made.original, depth + 1, made.folder) if path is not None and path != made.path else None
            if above is not None:
                made.included[block.labels[0] if block.labels else ""] = above

    def _finish(self, made: Config) -> None:
        """Inputs and source: its own over those of the files it includes."""
        for above in made.included.values():
            made.inputs.update(above.inputs)
            made.source = above.source or made.source
        argument = made.body.argument("inputs")
        held = made.scope.evaluate(argument.value, {}) if argument is not None else None
        if isinstance(held, Mapping):
            made.inputs.update({entry.key: entry for entry in held.entries})
        for block in made.body.of("terraform"):
            said = block.body.argument("source")
            written = text(made.scope.evaluate(said.value, {})) if said is not None else None
            if said is not None and written is not None:
                made.source = Stated(written, said.location)

    def _called(
        self, made: Config, child: str | None, depth: int, name: str, arguments: list[Node], where: Location
    ) -> Node | None:
        """Functions that only Terragrunt has; None for any other. Paths are those of the tree."""
        here, below = made.folder, child if child is not None else made.folder
        above = here if child is not None else next(iter(made.included.values()), made).folder
        if name == "find_in_parent_folders":
            found = self._above(made.folder, text(arguments[0]) if arguments else None)
            return scalar(f"/{found}", where) if found is not None else undetermined("no such file above", where)
        if name == "read_terragrunt_config":
            path = _inside(here, text(arguments[0])) if arguments else None
            other = self.config(path, made.original, depth + 1, here) if path is not None and path != made.path else None
            return _as_value(other, where) if other is not None else undetermined("a file that is not there to be read", where)
        if name == "get_env":
            return undetermined("a variable of the environment that applies it", where)
        folders = {
            "path_relative_to_include": relpath(f"/{below}", f"/{above}"),
            "path_relative_from_include": relpath(f"/{above}", f"/{below}"),
            "get_terragrunt_dir": f"/{made.original}",
            "get_original_terragrunt_dir": f"/{made.original}",
            "get_parent_terragrunt_dir": f"/{above}",
            "get_repo_root": "",
            "get_path_to_repo_root": relpath("/", f"/{here}"),
            "get_path_from_repo_root": made.original,
        }
        return scalar(folders[name], where) if name in folders else None

    def _above(self, folder: str, name: str | None) -> str | None:
        """The nearest file of a name above a folder."""
        names = (name,) if name is not None else (NAME, "root.hcl")
        parts = folder.split("/") if folder else []
        for size in range(len(parts) - 1, -1, -1):
            for each in names:
                path = join("/".join(parts[:size]), each)
                if self.files.exists(path):
                    return path
        return None


def _inside(folder: str, written: str | None) -> str | None:
    """A path of the tree; one that begins with a slash is one already."""
    if not written or "\0" in written:
        return None
    found = normpath(written.lstrip("/") if written.startswith("/") else join(folder, written))
    return None if found.startswith("..") else found


def _as_value(config: Config, where: Location) -> Node:
    return mapping((Entry("locals", _locals(config), where), Entry("inputs", _inputs(config, where), where)), where)


def _locals(config: Config) -> Node:
    place = Location(config.path, 1)
    names = config.scope.module.locals
    return mapping((Entry(name, config.scope.local(name, place), each.location) for name, each in names.items()), place)


def _inputs(config: Config, where: Location) -> Node:
    return mapping(config.inputs.values(), where)


def _asked(made: Config, found: Asked, bindings: Bindings) -> Node:
    """`include.root.locals.x` reads the file; what a dependency gives is known when that is applied."""
    first = found.steps[0] if found.steps else None
    word = first.name if isinstance(first, ast.Attribute) else ""
    if found.name == "include":
        rest = found.steps[1:] if word in made.included else found.steps
        above = made.included.get(word) or next(iter(made.included.values()), None)
        if above is not None:
            return taken(made.scope.evaluate, _as_value(above, found.location), rest, bindings)
    if found.name == "dependency":
        last = next((step.name for step in reversed(found.steps) if isinstance(step, ast.Attribute)), "")
        return undetermined(f"known once {word} is applied", found.location, (f"dependency.{word}",), last)
    return undetermined(f"“{found.name}” is not known here", found.location)


def module_folder(config: Config) -> str | None:
    """The folder of this tree whose module a file applies; its own where it names none."""
    if config.source is None:
        return config.original
    written = config.source.value.partition("?")[0]
    if written.startswith((".", "/")):
        return _inside(config.original, written.replace("//", "/"))
    return None


def call_of(config: Config, label: str) -> Block:
    """A file as the call of its module."""
    source = config.source
    place = source.location if source is not None else Location(config.path, 1)
    value = source.value if source is not None else ""
    argument = ast.Argument("source", ast.Literal(value, value, place), place)
    return Block("module", (label,), Body((argument,)), place)


def inputs_of(config: Config) -> Table[str, Node]:
    return {name: entry.value for name, entry in config.inputs.items()}
