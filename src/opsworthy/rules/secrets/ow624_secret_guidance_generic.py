"""What is said about secrets would fit any system."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.evidence import any_command, contact, link
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.secret import mentions, no_secrets, store_named
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable
from opsworthy.rules.shapes.wording import wording
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_SPAN = regex(r"(?<!`)`(?!\.?(?:env|git\w*)`)[^`\n]{3,}`(?!`)")


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "secrets")
    inside = tuple(
        each for each in regions(document, "secrets") if marks.count_words(" ".join(text for _, text in each.lines)) > 5
    )
    named = any(mentions(document, each) for each in subject.system.secrets)
    shown = next((place for each in inside if (place := _own(each))), None)
    if no_secrets(subject):
        yield not_applicable(no_secrets(subject), document.location)
    elif not inside or any(each.questions for each in inside):
        yield Verdict(State.NOT_RUN, "there is nothing about secrets to look at", document.location)
    elif shown or named:
        yield held("what is said about secrets is about this system", shown or inside[0].location)
    elif not any(_advises(each) for each in inside):
        yield cannot_know("no name, store or command stands here, and no advice either", inside[0].location)
    else:
        told = "what is said about secrets would fit any system: no name of a secret, no store, no command, no link"
        yield broken(told, inside[0].location)


def _advises(passage: Passage) -> bool:
    """Whether at least half of what is said is advice that anybody could give."""
    said = [each.text for each in passage.paragraphs if marks.count_words(each.text) > 2]
    return len([text for text in said if wording("advice").search(text)]) * 2 >= len(said) > 0


def _own(passage: Passage) -> Location | None:
    """Anything that belongs to this system alone."""
    code = next((Location(passage.location.path, at) for at, line in passage.lines if _SPAN.search(line)), None)
    shown = next((each.location for each in passage.fences if each.text.strip()), None)
    rows = next((each.location for each in passage.rows), None)
    return any_command(passage) or code or shown or rows or store_named(passage) or link(passage) or contact(passage)


RULE = Rule(
    id="OW624",
    name="secret-guidance-generic",
    summary="What the runbook says about secrets names the secrets, the store or the commands of this system.",
    clauses=("DOD-09", "SMM-06"),
    why="Advice that fits every system helps nobody at three in the morning with this one.",
    fix="Name the secrets, where each is kept, and give the commands that list and replace them.",
    judge=judge,
    tier=2,
)
