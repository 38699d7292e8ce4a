"""A command destroys what nobody can make again, and nothing before it warns, asks, checks or keeps a copy."""

from collections.abc import Iterator

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.destroying import unguarded
from opsworthy.rules.shapes.language import is_english
from opsworthy.rules.shapes.quoting import quoted
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook = document_for(subject, "operations")
    found = tuple(unguarded(reading(runbook)))
    if not found:
        yield not_applicable("no command destroys what cannot be made again", runbook.location)
    elif not all(guarded for _, guarded in found) and not is_english(reading(runbook)):
        yield cannot_know("whether the text warns of what is destroyed: it is read in English alone", runbook.location)
    elif all(guarded for _, guarded in found):
        yield held("words before it warn, check or keep a copy", found[0][0].command.location)
    else:
        for each, guarded in found:
            if not guarded:
                told = f"{quoted(each.inner)} takes away {each.what}, and nothing before it in this section warns, asks or checks"
                yield broken(told, each.command.location)


RULE = Rule(
    id="OW821",
    name="destruction-unguarded",
    summary="Before a command that destroys for good stands a warning, a check, a condition or a backup.",
    clauses=("DOD-03", "REV-03"),
    why="Commands of a runbook are copied in a hurry; the one that cannot be undone must stop the reader once.",
    fix="Say above it what will be gone and when to go on, or put a backup or a check before it.",
    judge=judge,
    profiles=("service", "page", "alert"),
)
