"""Sections that the bar asks for and a document does not have."""

from collections.abc import Iterator, Mapping

from opsworthy.documents.document import Document
from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.evidence import content
from opsworthy.rules.shapes.inserting import section_added
from opsworthy.rules.shapes.reading import Passage, reading
from opsworthy.rules.shapes.section import Judge, document_for, outer, regions
from opsworthy.rules.shapes.subject import means
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, unanswered

_PARTS = ("lifecycle", "scaling", "maintenance", "health")


def present(names: Mapping[str, str], *, asks_for_content: bool) -> Judge:
    """Every section is there. One that only asks questions waits for their answers; where another rule asks whether anything
    stands in it (`asks_for_content` is false), that one says so."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        for region, name in names.items():
            document = document_for(subject, next(iter(names)))
            found = regions(document, region)
            if found and all(only_asks(each) for each in found):
                yield _waiting(subject, name, found[0], told=asks_for_content)
            elif found:
                yield held(f"{name} stands here as “{found[0].title}”", found[0].location)
            elif region == "operations" and (first := _in_parts(document)):
                yield held(f"{name} stands here in parts, the first is “{first.title}”", first.location)
            elif _foreign(document):
                yield cannot_know(
                    f"its headings are not in English, so nobody can say whether {name} is among them", document.location
                )
            else:
                patch = section_added(subject, document, region, names)
                fix = f"Add a section “{name}” and write it."
                yield broken(f"there is no section {name}", document.location, fix=fix, patch=patch)

    return judge


def _in_parts(document: Document) -> Passage | None:
    """The first of the main sections that together are Operations: how it is started and stopped, scaled, maintained, checked."""
    parts = [each for each in outer(reading(document)) if any(means(each.title, part) for part in _PARTS) and content(each)]
    return parts[0] if len(parts) > 1 else None


def only_asks(passage: Passage) -> bool:
    """Whether a section holds open questions and nothing else."""
    return bool(passage.questions) and content(passage) is None


def _waiting(subject: Subject, name: str, passage: Passage, *, told: bool) -> Verdict:
    if told:
        return unanswered(subject, f"{name} says nothing yet", passage.questions[0], passage.location)
    return Verdict(State.NOT_RUN, f"{name} stands here and waits for answers; section-empty says so", passage.location)


def _foreign(document: Document) -> bool:
    """Whether most headings are written, at least in part, in letters that English does not have."""
    titles = [each.title for each in reading(document).headed]
    foreign = [title for title in titles if sum(letter.isalpha() and not letter.isascii() for letter in title) > 2]
    return len(foreign) * 2 > len(titles)
