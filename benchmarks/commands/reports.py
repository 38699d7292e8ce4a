"""The commands of the runbooks of many clones, and what rules OW811 to OW814 say of them."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.wild.draw import documents
from opsworthy.commands.command import Command
from opsworthy.commands.faults import Fault, Wrong
from opsworthy.commands.syntax_files import known_tools
from opsworthy.documents.document import Document
from opsworthy.documents.parse import parse
from opsworthy.rules.shapes.accepted import told, tools_of
from opsworthy.rules.shapes.reading import reading
from opsworthy.text.source import Source

_RULES = {Wrong.SUBCOMMAND: "OW811", Wrong.OPTION: "OW812", Wrong.MISSING: "OW813", Wrong.VALUE: "OW814"}
_CHOSEN = re.compile(
    r"(?i)(?:^|/)(?:runbooks?|sops?|playbooks?|on-?call|ops|operations|how-?to)(?:/|s?\.md$)|runbook|alerts?/|deploy|operations?\.md"
    r"|troubleshoot|rollback|disaster|incident|install|upgrad|backup|restor|maintenance|migrat|monitoring"
)
_LEFT_OUT = re.compile(
    r"(?i)(?:^|/)(?:node_modules|vendor|third_party|_vendor|tests?|fixtures|testdata)/|changelog"
    # Manuals that a program wrote about itself: commands there are quoted from its own help.
    r"|\.\d\.md$|(?:^|/)(?:man|cli-reference|commands?-reference|cmd-reference|user-guide/commands|reference/(?:cli|commands?|commandline))/"
)


@dataclass(frozen=True, order=True)
class Report:
    """What is said of one command of one document; `text` is for the reader and is never written."""

    repository: str
    commit: str
    path: str
    line: int
    program: str
    rule: str
    message: str
    text: str


@dataclass
class Taken:
    """`programs` counts commands of programs whose syntax is known, `others` those of all others."""

    repositories: int = 0
    documents: int = 0
    commands: int = 0
    distinct: int = 0
    programs: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    reports: list[Report] = field(default_factory=list)


def taken(folders: Iterable[Path], listed: Path | None) -> Taken:
    """Reads the chosen documents of each clone; a document that is a copy of another is read once."""
    found = Taken()
    seen: set[str] = set()
    lines: set[tuple[str, ...]] = set()
    for clone in folders:
        fresh = [path for path in _paths(clone, listed) if not _LEFT_OUT.search(path)]
        texts = {path: (clone / path).read_text("utf-8", errors="replace") for path in fresh}
        texts = {path: text for path, text in texts.items() if text not in seen}
        seen.update(texts.values())
        commit = _commit(clone)
        found.repositories += bool(texts)
        for path, text in texts.items():
            _take(found, clone.name, commit, parse(Source(path, text), "runbook"), lines)
    found.distinct = len(lines)
    found.reports.sort()
    return found


def _paths(clone: Path, listed: Path | None) -> list[str]:
    if listed is not None:
        return documents(clone, listed)
    every = (path for path in clone.rglob("*.md") if path.is_file() and not path.is_symlink())
    return sorted(path for each in every if _CHOSEN.search(path := str(each.relative_to(clone))))


def _commit(clone: Path) -> str:
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=clone, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _take(found: Taken, repository: str, commit: str, document: Document, lines: set[tuple[str, ...]]) -> None:
    found.documents += 1
    read = reading(document)
    tools = frozenset(known_tools())
    for command in _flat(read.commands):
        found.commands += 1
        known = command.tool in tools
        (found.programs if known else found.others)[command.tool] += 1
        if known:
            lines.add((command.tool, *command.words))
    texts = {command.location: command.text for command in read.commands}
    for each in told(read, repository.rpartition("+")[2], tools_of(read))[0]:
        found.reports.append(
            Report(
                repository, commit, document.path, each.location.line, each.tool, _RULES[each.fault.wrong],
                _message(each.fault), texts.get(each.location, ""),
            )
        )  # fmt: skip


def _flat(commands: Iterable[Command]) -> Iterator[Command]:
    """Commands and those that they run elsewhere."""
    for each in commands:
        yield each
        yield from _flat(each.inner)


def _message(fault: Fault) -> str:
    meant = f" (near {fault.near})" if fault.near else ""
    gone = f" (gone with {fault.gone})" if fault.gone else ""
    return f"{fault.of}: {fault.wrong} {fault.word or fault.expected}{meant}{gone}"
