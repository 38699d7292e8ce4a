"""Commands that hold: those of the tests, those of the bundled examples, and some that are made from the syntaxes."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from opsworthy.commands.accepting import faults
from opsworthy.commands.command import Command
from opsworthy.commands.interpret import interpret
from opsworthy.commands.line import ASKS_HELP
from opsworthy.commands.syntax import Option, Subcommand, Syntax
from opsworthy.commands.syntax_files import known_tools, part, syntax
from opsworthy.documents.parse import parse
from opsworthy.rules.shapes.reading import reading
from opsworthy.text.location import Location
from opsworthy.text.source import Source

ROOT = Path(__file__).parents[2]
_HERE = Location("runbook.md", 1, 1)
_VALUES = {
    "int": "3", "number": "2.5", "bool": "true", "log": "100", "duration": "5m", "wait": "5m", "size": "512m", "ports": "8080:80",
    "quantities": "cpu=500m,memory=256Mi", "arn": "arn:aws:iam::111122223333:role/shop", "awsregion": "eu-west-1",
    "moment": "10m", "span": "1h", "gcpregion": "europe-west1",
    "gcpzone": "europe-west1-b", "image": "shop/api:1.4", "cron": "0 4 * * *", "schedule": "rate(1 day)",
    "output": "json", "timestamp": "2026-05-01T00:00:00Z", "url": "https://shop.dev",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Valid:
    """A command line without its tool's own name, and where it is from."""

    tool: str
    words: tuple[str, ...]
    origin: str


def of_the_tests() -> Iterator[Valid]:
    """The accepted lines of tests/grammars."""
    for path in sorted((ROOT / "tests" / "grammars").glob("*/*.lines")):
        lines = path.read_text("utf-8").splitlines()
        for line, below in zip(lines, [*lines[1:], ""], strict=True):
            if not line.startswith("    ") and not below.startswith("    "):
                for command in interpret(line, _HERE):
                    yield from _known(command, "tests")


def of_the_examples() -> Iterator[Valid]:
    """The commands of the documents that the examples hold."""
    for path in sorted((ROOT / "examples").rglob("*.md")):
        document = parse(Source(path.name, path.read_text("utf-8")), "runbook")
        for command in reading(document).commands:
            yield from _known(command, "examples")


def _known(command: Command, origin: str) -> Iterator[Valid]:
    if syntax(command.tool) is not None and not faults(command.tool, command.words[1:]):
        yield Valid(command.tool, command.words[1:], origin)
    for each in command.inner:
        yield from _known(each, origin)


def made(of_each: int, seed: int) -> Iterator[Valid]:
    """Command lines made from the syntax of each tool: some subcommands, with what they require and some of what they take."""
    for tool in known_tools():
        known = syntax(tool)
        if known is None or known.tool != tool:
            continue
        draw = random.Random(f"{seed} {tool}")
        for _ in range(of_each):
            found = _made(known, draw)
            if found is not None and not faults(tool, found):
                yield Valid(tool, found, "made")


def _made(known: Syntax, draw: random.Random) -> tuple[str, ...] | None:
    where = known
    if "parts" in known.ways:
        where = part(known.tool, draw.choice(sorted({*known.below[()].values()}))) or known
    leaves = [words for words in where.lines if words not in where.groups and words not in where.below]
    words = draw.choice(sorted(leaves)) if leaves else ()
    here = where.subcommand(words)
    if here is None or known.gone(here):
        return None
    chosen = dict.fromkeys(option for option in here.options.values() if option.required)
    needless = known.told("instead") | ASKS_HELP | {"--cli-auto-prompt"}
    taken = [
        option
        for option in here.options.values()
        if any(name.startswith("--") for name in option.names) and not needless & {*option.names}
    ]
    chosen |= dict.fromkeys(draw.sample(taken, min(2, len(taken))))
    told = [word for option in chosen for word in _given(known, option, draw)]
    return (*words, *_operands(here), *told)


def _operands(here: Subcommand) -> tuple[str, ...]:
    return ("shop",) * here.least


def _given(known: Syntax, option: Option, draw: random.Random) -> tuple[str, ...]:
    if known.gone(option):
        return ()
    name = next((each for each in option.names if each.startswith("--")), option.names[-1])
    if option.takes in ("", "=?", "?"):
        return (name,)
    return name, draw.choice(sorted(option.among)) if option.among else _VALUES.get(option.kind, "shop")
