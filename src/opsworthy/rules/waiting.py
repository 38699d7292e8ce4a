"""Findings that wait for the answer to an open question of their own document."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.documents.document import Document
from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.blank import waited_for
from opsworthy.rules.shapes.lacking import only_asks
from opsworthy.rules.shapes.reading import OpenQuestion, reading
from opsworthy.rules.shapes.section import outer
from opsworthy.rules.shapes.verdict import unanswered


def explained(rule: Rule, verdict: Verdict, subject: Subject) -> Verdict:
    """The verdict, waiting for an answer where the document asks for what the rule misses, or only asks where it points."""
    if verdict.state is not State.BROKEN or verdict.open_question:
        return verdict
    documents = [each for each in (subject.runbook, subject.cost_plan) if each and each.path == verdict.location.path]
    asked = next((question for each in documents for question in _questions(rule, verdict, each)), None)
    if asked is None:
        return verdict
    told = unanswered(subject, verdict.message, asked, verdict.location)
    return replace(verdict, message=told.message, fix=told.fix, open_question=told.open_question, patch=None)


def _questions(rule: Rule, verdict: Verdict, document: Document) -> Iterator[OpenQuestion]:
    read = reading(document)
    if not read.questions:
        return
    yield from (each for each in read.questions if waited_for(rule.name, each.key))
    for passage in outer(read):
        if verdict.location.line in passage and only_asks(passage):
            yield passage.questions[0]
