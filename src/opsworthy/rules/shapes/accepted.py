"""Commands that their own tool would refuse: words, options and values that no version of it accepts."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from opsworthy.commands.accepting import faults
from opsworthy.commands.command import Command
from opsworthy.commands.faults import Fault, Wrong
from opsworthy.commands.nearness import distance
from opsworthy.commands.syntax_files import known_tools
from opsworthy.findings.outcome import Related
from opsworthy.findings.patch import Edit, Patch
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.reading import Reading, reading
from opsworthy.rules.shapes.tool_versions import Asked, asked_for
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location

_FED = frozenset(["xargs", "parallel", "find"])
_CLEAR, _LONG_ENOUGH = 1, 4
_MOST_SHOWN, _SENTENCE, _MANY = 60, 3, 3


@dataclass(frozen=True, slots=True)
class Refused:
    """A fault of a command, or of one that it runs elsewhere, and where the whole stands; `asked` where another version than the
    one that is asked for would take it."""

    tool: str
    fault: Fault
    location: Location
    asked: bool = False


def refused(read: Reading, versions: Mapping[str, Asked] | None = None) -> Iterator[Refused]:
    """All that is refused in a document, by any version of a tool or by the one that is asked for."""
    asked = {tool: each.version for tool, each in (versions or {}).items()}
    for outer in read.commands:
        for command, fed in _with_inner(outer, False):
            words, version = command.words[1:], asked.get(command.tool, "")
            of_any = faults(command.tool, words) if version else ()
            for fault in faults(command.tool, words, version):
                sure = outer.location.line in read.fenced or _is_sure_in_prose(fault, command)
                if sure and not (fed and fault.wrong is Wrong.MISSING):
                    yield Refused(command.tool, fault, outer.location, bool(version) and fault not in of_any)


def _is_sure_in_prose(fault: Fault, command: Command) -> bool:
    """In prose a command may be named by its first words, and two words may be no command at all."""
    named = fault.wrong is Wrong.SUBCOMMAND and len(command.words) < _SENTENCE
    return fault.wrong is not Wrong.MISSING and not named


def _with_inner(command: Command, fed: bool) -> Iterator[tuple[Command, bool]]:
    """A command and those that it runs; one that is fed gets words from elsewhere."""
    yield command, fed
    for each in command.inner:
        yield from _with_inner(each, fed or command.tool in _FED)


def accepted(wrong: Wrong, tell: Callable[[Fault], str], fine: str) -> Callable[[Subject], Iterator[Verdict]]:
    """Judges the commands of the document by one kind of fault; each word is told once."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        document = subject.runbook
        assert document is not None
        read = reading(document)
        tools = tools_of(read)
        versions = asked_for(read, subject) if tools else {}
        every, strange = told(read, subject.system.name, tools, versions)
        seen: dict[tuple[str, str], list[Refused]] = {}
        for each in every:
            if each.fault.wrong is wrong:
                seen.setdefault((each.fault.of, each.fault.word), []).append(each)
        for same in seen.values():
            yield _broken(same, tell, read, versions)
        for tool in sorted(strange):
            yield cannot_know(
                f"most commands of `{tool}` are unknown: it may be a newer version, or another program", document.location
            )
        if not tools:
            yield not_applicable("no command is of a tool whose syntax is known", document.location)
        elif not seen and not strange:
            yield held(fine, document.location)

    return judge


def tools_of(read: Reading) -> Counter[str]:
    """How many commands a document has of each tool whose syntax is known."""
    known = frozenset(known_tools())
    return Counter(each.tool for outer in read.commands for each, _ in _with_inner(outer, False) if each.tool in known)


def told(
    read: Reading, system: str, tools: Mapping[str, int], versions: Mapping[str, Asked] | None = None
) -> tuple[tuple[Refused, ...], frozenset[str]]:
    """What is refused and told, and the tools of which nothing is told: the system itself, and those that seem to be others."""
    every = tuple(each for each in refused(read, versions) if each.tool != system)
    strange = _strange(every, tools)
    return tuple(each for each in every if each.tool not in strange), strange


def _strange(every: Iterable[Refused], tools: Mapping[str, int]) -> frozenset[str]:
    """Tools of which a document says so much that is unknown that it must mean another version, or another program."""
    words: dict[str, set[str]] = {}
    for each in every:
        if not (each.fault.near or each.fault.gone or each.fault.since) and each.fault.wrong in (Wrong.SUBCOMMAND, Wrong.OPTION):
            words.setdefault(each.tool, set()).add(each.fault.word)
    return frozenset(tool for tool, unknown in words.items() if len(unknown) >= _MANY and 2 * len(unknown) > tools[tool])


def _broken(same: list[Refused], tell: Callable[[Fault], str], read: Reading, versions: Mapping[str, Asked]) -> Verdict:
    fault = same[0].fault
    asked = versions.get(same[0].tool) if same[0].asked else None
    if asked is not None:
        related = (Related(asked.location, f"{same[0].tool} {asked.version} is asked for here"),)
        still = f"yet in {asked.version}; {fault.since} has it" if fault.since else f"any more in {asked.version}"
        return broken(
            f"`{fault.of}` has no `{fault.word}` {still}", same[0].location, related=related, confidence=asked.confidence
        )
    meant = f"; did you mean `{fault.near}`?" if fault.near else ""
    again = f" ({len(same)} times)" if len(same) > 1 else ""
    return broken(f"{tell(fault)}{meant}{again}", same[0].location, patch=_patch(read, same))


def _patch(read: Reading, same: list[Refused]) -> Patch | None:
    """Writes the name that was meant where the wrong one stands once in its command; safe where one slip of the hand is between
    them."""
    fault = same[0].fault
    if not fault.near:
        return None
    edits = dict.fromkeys(edit for each in same for edit in _edit(read, each.location, fault))
    clear = len(fault.word) >= _LONG_ENOUGH and distance(fault.word, fault.near) <= _CLEAR
    return Patch(tuple(edits), f"writes {fault.near} for {fault.word}", safe=clear) if edits else None


def _edit(read: Reading, place: Location, fault: Fault) -> Iterator[Edit]:
    word = re.compile(rf"(?<![\w.-]){re.escape(fault.word)}(?![\w.-])")
    found = [
        (at, match)
        for at in range(place.line, max(place.end_line, place.line) + 1)
        for match in word.finditer(read.line(at))
        if (at > place.line or match.start() + 1 >= place.column)
        and (at < place.end_line or not place.end_column or match.end() < place.end_column)
    ]
    if len(found) == 1:
        ((at, match),) = found
        at_word = replace(place, line=at, column=match.start() + 1, end_line=at, end_column=match.end() + 1)
        yield Edit(at_word, fault.near)


def shown(value: str) -> str:
    """A value as a message shows it, short."""
    return value if len(value) <= _MOST_SHOWN else f"{value[:_MOST_SHOWN]}…"
