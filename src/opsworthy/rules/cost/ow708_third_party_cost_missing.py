"""The services of others cost nothing, as it seems."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.money import no_third_parties
from opsworthy.rules.shapes.parties import named_party, unnamed
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.topic import Topic, topic

_priced = topic(
    Topic(
        "estimated-costs",
        "third-party costs",
        {"an amount for a service of others that is named": named_party},
        about=("third-party",),
        questions=("usage.",),
        may_decline=True,
        unless=no_third_parties,
    )
)


def judge(subject: Subject) -> Iterator[Verdict]:
    found = list(_priced(subject))
    held = all(each.state is State.HELD for each in found)
    missing = list(unnamed(subject, document_for(subject, "estimated-costs"))) if held else []
    yield from missing or found


RULE = Rule(
    id="OW708",
    name="third-party-cost-missing",
    summary="Estimated Costs covers the paid services of others: APIs, monitoring, logging, mail.",
    clauses=(
        "CPS-03",
        "CPM-08",
        "CPV-06",
    ),
    why="The bills of outside services come apart from the bill of the cloud, to somebody else, and are forgotten first.",
    fix="Name each outside service with its amount, or say that none is used.",
    judge=judge,
    profiles=("cost-plan",),
    needs="cost-plan",
)
