"""A folder of configuration: what its files declare, before anything is evaluated."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from posixpath import join, normpath

from opsworthy.facts.files import Files
from opsworthy.facts.terraform.expressions import Argument, Block, Body, literal_of
from opsworthy.facts.terraform.json_syntax import body_of_json
from opsworthy.facts.terraform.syntax import body_of, problem_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem

ENDINGS = (".tf", ".tofu", ".tf.json", ".tofu.json")
_LOCAL = regex(r"\.{1,2}(/.*)?$")


def is_configuration(path: str) -> bool:
    return path.endswith(ENDINGS)


@dataclass(frozen=True, slots=True, eq=False)
class Module:
    """What the files of one folder declare, by name."""

    folder: str
    variables: Mapping[str, Block] = field(default_factory=dict)
    locals: Mapping[str, Argument] = field(default_factory=dict)
    resources: Mapping[tuple[str, str], Block] = field(default_factory=dict)
    data: Mapping[tuple[str, str], Block] = field(default_factory=dict)
    calls: Mapping[str, Block] = field(default_factory=dict)
    outputs: Mapping[str, Block] = field(default_factory=dict)
    providers: tuple[Block, ...] = ()
    settings: tuple[Block, ...] = ()
    first: Block | None = None
    problems: tuple[Problem, ...] = ()


def module_of(files: Files, folder: str, paths: Iterable[str]) -> Module:
    """The module that the files of a folder make together; an override file replaces what it names again."""
    bodies: list[Body] = []
    problems: list[Problem] = []
    for path in sorted(paths, key=lambda each: ("override." in each, each)):
        source = files.open(path)
        if source is None:
            continue
        if path.endswith(".json"):
            read = body_of_json(files, source)
            bodies += [read] if isinstance(read, Body) else []
            problems += [read] if isinstance(read, Problem) else []
            continue
        code = files.code(source)
        if code is not None:
            problem = problem_of(code)
            problems += [problem] if problem is not None else []
            bodies.append(body_of(code))
    return _declared(folder, [block for body in bodies for block in body.blocks], tuple(problems))


def _declared(folder: str, blocks: list[Block], problems: tuple[Problem, ...]) -> Module:
    named = {kind: {block.labels[0]: block for block in blocks if block.type == kind and block.labels} for kind in _NAMED}
    typed = {
        kind: {(block.labels[0], block.labels[1]): block for block in blocks if block.type == kind and len(block.labels) == 2}
        for kind in ("resource", "data")
    }
    return Module(
        folder,
        named["variable"],
        {argument.name: argument for block in blocks if block.type == "locals" for argument in block.body.arguments},
        typed["resource"],
        typed["data"],
        named["module"],
        named["output"],
        tuple(block for block in blocks if block.type == "provider"),
        tuple(block for block in blocks if block.type == "terraform"),
        blocks[0] if blocks else None,
        problems,
    )


_NAMED = ("variable", "module", "output")


def source_of(call: Block) -> str | None:
    """Where a module comes from, as written; None where no literal says it."""
    argument = call.body.argument("source")
    return literal_of(argument.value) if argument is not None else None


def local_folder(folder: str, source: str | None) -> str | None:
    """The folder of this tree that a source such as `../modules/db` names; None for any other source."""
    if source is None or not _LOCAL.match(source):
        return None
    found = normpath(join(folder, source.partition("//")[0] if "//" not in source else source.replace("//", "/")))
    return None if found.startswith("..") else "" if found == "." else found
