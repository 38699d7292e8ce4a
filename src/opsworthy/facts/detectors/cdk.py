"""AWS CDK applications: their synthesised templates where they are kept, else the constructs that their source calls."""

from collections.abc import Iterator

from opsworthy.facts.cloudformation.evaluation import Evaluator
from opsworthy.facts.cloudformation.reading import facts_of
from opsworthy.facts.cloudformation.stack import Stack
from opsworthy.facts.cloudformation.templates import Template, template_of
from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.constructs import pythons, scripts
from opsworthy.facts.constructs.cdk import Program, facts
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.told_again import Telling
from opsworthy.text.code import language_of
from opsworthy.text.source import Source

_SCRIPTS = (".ts", ".js", ".mts", ".mjs", ".tsx")
_MARKERS = ("aws-cdk-lib", "@aws-cdk/", "aws_cdk")
_METHODS = ("addContainer", "add_container", "addPortMappings", "add_port_mappings")
_LARGEST_OUTPUT = 4_000_000
_MOST_FILES = 2000


def _wants(path: str) -> bool:
    if path.endswith("cdk.json") and path.rpartition("/")[2] == "cdk.json":
        return True
    return (
        path.endswith((".py", *_SCRIPTS, ".template.json"))
        and not path.endswith((".d.ts", ".min.js"))
        and not is_test_source(path)
    )


def _detect(files: Files) -> Iterator[Told]:
    roots = [path.rpartition("/")[0] for path in files.wanted if path.rpartition("/")[2] == "cdk.json"]
    telling = Telling()
    for root in sorted(set(roots), key=len, reverse=True):
        below = f"{root}/" if root else ""
        inner = [f"{other}/" for other in roots if other != root and other.startswith(below)]
        paths = [path for path in files.wanted if path.startswith(below) and not path.startswith(tuple(inner) or ("\x00",))]
        synthesised = [path for path in paths if "cdk.out/" in path and path.endswith(".template.json")]
        if synthesised:
            yield from telling.shared(_of_output(files, synthesised))
        else:
            yield from telling.shared(_of_source(files, paths, root))


def _of_output(files: Files, paths: list[str]) -> Iterator[Told]:
    """Each stack by its template; a nested one is told by its own file too."""
    for path in paths[:100]:
        source = files.open(path)
        found = template_of(files, source) if source is not None and len(source.text) <= _LARGEST_OUTPUT else None
        if isinstance(found, Template):
            name = path.rpartition("/")[2].removesuffix(".template.json")
            yield from facts_of(Stack(Evaluator(found), name, "cdk"))


def _of_source(files: Files, paths: list[str], root: str) -> Iterator[Told]:
    for path in paths[:_MOST_FILES]:
        source = files.open(path) if not path.endswith(".json") else None
        if source is not None and any(mark in source.text for mark in _MARKERS):
            program = _program(files, source, root)
            yield from facts(program, path.rpartition(".")[0]) if program is not None else ()


def _program(files: Files, source: Source, root: str) -> Program | None:
    code = files.code(source)
    if code is None:
        return None
    reading = pythons if language_of(source.path) == "python" else scripts
    return Program(list(reading.constructs(code, 1)), list(reading.added(code, *_METHODS)), root)


DETECTOR = Detector(
    "cdk",
    "applications of the AWS CDK",
    _wants,
    _detect,
    looks_at=("cdk.json", "*.py", "*.ts", "*.js", "*.mts", "*.mjs", "*.tsx", "*.template.json"),
    only_with=("cdk.json",),
)
