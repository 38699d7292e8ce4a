"""An option overrules what a tool would refuse, and no words say why or when."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.forcing import forced
from opsworthy.rules.shapes.language import is_english
from opsworthy.rules.shapes.quoting import quoted
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook = document_for(subject, "operations")
    found = tuple(forced(reading(runbook)))
    bare = [each for each, explained in found if not explained]
    if not found:
        yield not_applicable("no command overrules what its tool would refuse", runbook.location)
    elif not bare:
        yield held("the words around it say why or when", found[0][0].command.location)
    elif not is_english(reading(runbook)):
        yield cannot_know("whether the text says why: it is read in English alone", runbook.location)
    else:
        for each in bare:
            told = f"`{each.option}` of {quoted(each.command)} has no word of why or when; with it, {each.what}"
            yield broken(told, each.command.location)


RULE = Rule(
    id="OW825",
    name="force-unexplained",
    summary="Where a command forces, the words around it say why or when.",
    clauses=("DOD-03",),
    why="Force takes away the check that the tool would have made; who does not know why it is there will use it always.",
    fix="Say in a sentence when the plain command is not enough and what force costs, or leave the option out.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "alert"),
)
