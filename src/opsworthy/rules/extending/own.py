"""A rule of an organisation, written as data: where to look, and one mechanism that says what for."""

from collections.abc import Callable, Iterator

from opsworthy.documents.document import Document
from opsworthy.findings.fingerprint import heading_of
from opsworthy.findings.outcome import Severity, State
from opsworthy.rules.extending.mechanism import Fault, Look, Test
from opsworthy.rules.extending.room import all_mechanisms
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import COST_PLAN, RUNBOOK, regions
from opsworthy.rules.shapes.verdict import broken, cannot_know, held
from opsworthy.text.regex import regex
from opsworthy.text.strict import Refused, Strict

PROFILES = ("service", "alert", "library", "cost-plan")
_KEYS = (
    "id", "name", "summary", "why", "fix", "clauses", "severity", "profiles", "tier", "document", "section", "asks",
)  # fmt: skip
_ID = regex(r"[A-Z]{2,10}[0-9]{2,4}\Z")
_NAME = regex(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+\Z")


def own_rule(table: Strict, known: Callable[[str], bool]) -> Rule:
    """One `[[rules]]`. Raises Refused; `known` says whether there is a clause of an id."""
    kind = table.needed("asks", f"what the rule asks for, one of {', '.join(all_mechanisms())}")
    mechanism = all_mechanisms().get(kind)
    if mechanism is None:
        raise Refused(table.place("asks"), f"there is no way to ask for {kind!r}; choose one of {', '.join(all_mechanisms())}.")
    table.only(*_KEYS, *mechanism.keys)
    number, name = (
        table.needed("id", "letters and digits such as ACME12"),
        table.needed("name", "the defect, as owner-missing"),
    )
    if not _ID.match(number) or number.startswith("OW"):
        raise Refused(
            table.place("id"), f"{number!r} is no id of an own rule: two to ten capitals and two to four digits, not OW…."
        )
    if not _NAME.match(name):
        raise Refused(
            table.place("name"), f"{name!r} is no name of a rule: lower-case words with dashes, as in data-owner-missing."
        )
    for clause, where in table.placed_words("clauses"):
        if not known(clause):
            raise Refused(where, f"the bar has no clause {clause}. Declare it under [[clauses]], or name another.")
    document = table.choice("document", ("runbook", "cost-plan")) or "runbook"
    profiles = _profiles(table) or (("cost-plan",) if document == "cost-plan" else ("service",))
    tier = table.number("tier", 0, 3)
    severity = table.choice("severity", [each.value for each in Severity])
    return Rule(
        id=number,
        name=name,
        summary=_sentence(table, "summary", "what holds where the rule holds"),
        clauses=table.words("clauses"),
        why=_sentence(table, "why", "what goes wrong without it"),
        fix=_sentence(table, "fix", "what to do"),
        judge=_judge(table.words("section"), document, mechanism.make(table)),
        severity=Severity(severity or "error"),
        profiles=profiles,
        needs=document,
        tier=3 if tier is None else tier,
        family="own",
        origin=str(table.location),
    )


def _profiles(table: Strict) -> tuple[str, ...]:
    for profile, where in table.placed_words("profiles"):
        if profile not in PROFILES:
            raise Refused(where, f"there is no profile {profile!r}; choose among {', '.join(PROFILES)}.")
    return table.words("profiles")


def _sentence(table: Strict, key: str, what: str) -> str:
    told = table.needed(key, what)
    return told if told.endswith((".", "!", "?")) else f"{told}."


def _judge(sections: tuple[str, ...], kind: str, test: Test) -> Callable[[Subject], Iterator[Verdict]]:
    def judge(subject: Subject) -> Iterator[Verdict]:
        document = subject.cost_plan if kind == "cost-plan" else subject.runbook
        if document is None:
            raise LookupError(f"a rule about the {kind} ran without it")
        looks = [
            Look(subject, document, each, f"“{each.title}”" if sections else "the document")
            for each in _places(document, sections)
        ]
        if not looks:
            yield _absent(document, sections)
            return
        answers = [(look, test(look)) for look in looks]
        fault = next(((look, answer) for look, answer in answers if isinstance(answer, Fault)), None)
        shown = next((answer for _, answer in answers if not isinstance(answer, Fault)), None)
        if shown is not None or fault is None:
            yield held(f"{looks[0].named} has what is asked for", shown or looks[0].passage.location)
        else:
            look, told = fault
            yield (cannot_know if told.unknown else broken)(told.message, told.location or look.passage.location)

    return judge


def _places(document: Document, sections: tuple[str, ...]) -> tuple[Passage, ...]:
    """The sections that are called one of these names, by our regions or by their own words; the document where none is named."""
    read = reading(document)
    if not sections:
        return (read.whole,)
    names = {heading_of(each) for each in sections}
    found = [each for each in read.headed if heading_of(each.title) in names]
    for region, title in (COST_PLAN if document.kind == "cost-plan" else RUNBOOK).items():
        if heading_of(title) in names:
            found += [each for each in regions(document, region) if not any(each.first == other.first for other in found)]
    return tuple(found)


def _absent(document: Document, sections: tuple[str, ...]) -> Verdict:
    """One of the bar's own sections is reported by the rule for sections; any other is this rule's to report."""
    ours = {heading_of(each) for each in (*RUNBOOK.values(), *COST_PLAN.values())}
    if any(heading_of(each) in ours for each in sections):
        return Verdict(State.NOT_RUN, f"there is no section {' or '.join(sections)} to look in", document.location)
    return broken(f"there is no section “{'” or “'.join(sections)}”", document.location)
