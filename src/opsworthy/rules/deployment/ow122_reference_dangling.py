"""A reader is sent to a section that is not there."""

from collections.abc import Iterator

from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.reference import dangling, references
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "deployment")
    every = references(document)
    lost = [each for each in every if dangling(document, each)]
    for each in lost:
        yield broken(f"it sends the reader to “{each.title}”, and no heading here is called that", each.location)
    if every and not lost:
        yield held(f"each section that is named as a reference stands here ({len(every)})", every[0].location)
    if not every:
        yield not_applicable("no section is referred to by its name", document.location)


RULE = Rule(
    id="OW122",
    name="reference-dangling",
    summary="A section that the text refers to by name stands in the document.",
    clauses=("DOM-07", "DQV-06", "SRV-03"),
    why="A reference to nothing costs a search through the whole document before it is given up.",
    fix="Write the section, correct the name, or make the reference a link, which is checked.",
    judge=judge,
    profiles=("service", "page", "alert", "library", "report"),
)
