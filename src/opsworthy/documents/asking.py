"""What a person has answered, and what is still asked: a document says the one or shows the other, never a guess."""

from opsworthy.documents.markup import Element, Item, OpenQuestion, Paragraph, Words, say, words_of
from opsworthy.documents.phrases import cite
from opsworthy.system.model import System, Told


def told(system: System, key: str) -> Told | None:
    return system.answer(key)


def question(system: System, key: str) -> OpenQuestion | None:
    """The open question with this key, if the survey asks it."""
    return next((OpenQuestion(key, each.ask, each.who) for each in system.questions if each.key == key), None)


def answer(system: System, key: str) -> Words | None:
    """What a person answered, with the place; None where nobody has."""
    found = told(system, key)
    return (*words_of(str(found.value)), *cite((found.location,))) if found else None


def answered(system: System, key: str, template: str) -> tuple[Element, ...]:
    """A paragraph that puts the answer into the template's one hole; else the open question; nothing where it is not asked."""
    found = answer(system, key)
    if found is not None:
        return (Paragraph(say(template, found)),)
    asked = question(system, key)
    return (asked,) if asked else ()


def listed(system: System, key: str, template: str) -> tuple[Item, ...]:
    """The same as one entry of a list."""
    found = answer(system, key)
    if found is not None:
        return (Item(say(template, found)),)
    asked = question(system, key)
    return (Item((), (asked,)),) if asked else ()
