"""An operator asked something, and the documents still do not answer it."""

from collections.abc import Iterator

from opsworthy.documents.search.entries import entries_of
from opsworthy.documents.search.index import index_of
from opsworthy.documents.search.rank import ask
from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held, not_applicable

_MOST = 50
_LONGEST = 120


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "deployment")
    if not subject.asked:
        yield not_applicable("no unanswered question is recorded; `opsworthy ask --record` records one", subject.anchor)
        return
    documents = [each for each in (subject.runbook, subject.cost_plan, *subject.others) if each]
    index = index_of([entry for each in documents for entry in entries_of(each)])
    for asked in subject.asked[-_MOST:]:
        said = asked.question if len(asked.question) <= _LONGEST else f"{asked.question[:_LONGEST]}…"
        answer = ask(index, asked.question, 1)
        if answer.hits:
            entry = answer.hits[0].entry
            yield held(f"“{said}” is answered now by “{entry.title}” ({entry.path}:{entry.line})", document.location)
        else:
            yield broken(f"“{said}” was asked on {asked.at}, and the documents do not answer it yet", document.location)


RULE = Rule(
    id="OW858",
    name="recorded-question-unanswered",
    summary="What operators asked without finding an answer is answered by now.",
    clauses=("CIM-04",),
    why="A question that somebody had to ask once will be asked again, and at a worse time.",
    fix="Write the answer where it is looked for, or take the question out of .opsworthy/records/questions.jsonl.",
    judge=judge,
    severity=Severity.NOTE,
    profiles=("service", "library"),
)
