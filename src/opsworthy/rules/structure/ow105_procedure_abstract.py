"""A procedure says what to do without saying how."""

import re
from collections.abc import Iterator

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.procedure import abstract, own, procedures
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held, not_applicable
from opsworthy.text.regex import regex

_RUNBOOK = regex(r"run-?_?book", re.IGNORECASE)


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "deployment")
    found = procedures(document)
    # A page that is no runbook may advise; where it numbers steps, it means them to be followed.
    advises = subject.profile == "page" and not _RUNBOOK.search(document.path)
    vague = [each for each in found if abstract(each) and (not advises or own(each).steps)]
    for each in vague:
        yield broken(
            f"“{each.title}” tells what to do, and names no command, file, address or person to do it with", each.location
        )
    if not vague and found:
        yield held(f"every procedure ({len(found)}) names its commands or tools", found[0].location)
    if not found:
        yield not_applicable("there is no procedure in it", document.location)


RULE = Rule(
    id="OW105",
    name="procedure-abstract",
    summary="Every procedure names the commands, files, addresses or people that it is done with.",
    clauses=("DOD-03", "SRV-02", "RBV-04", "DQV-01", "DOM-01", "RBM-06"),
    why="“Check the logs and fix the problem” can be followed only by somebody who does not need it.",
    fix="Put the command under each step, with the real names and with what it should show.",
    judge=judge,
    profiles=("service", "library"),
)
