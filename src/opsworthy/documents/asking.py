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


def phrased(system: System, key: str, template: str) -> Words | None:
    """What a person answered, in the template's one hole, with the place at its end; None where nobody has."""
    found = told(system, key)
    return (*say(template, str(found.value)), *cite((found.location,))) if found else None


def answered(system: System, key: str, template: str) -> tuple[Element, ...]:
    """A paragraph that puts the answer into the template's one hole, its place at the end; else the open question; nothing
    where it is not asked."""
    found = told(system, key)
    if found is not None:
        return (Paragraph(_sentence(found, template)),)
    asked = question(system, key)
    return (asked,) if asked else ()


def listed(system: System, key: str, template: str) -> tuple[Item, ...]:
    """The same as one entry of a list."""
    found = told(system, key)
    if found is not None:
        return (Item(_sentence(found, template)),)
    asked = question(system, key)
    return (Item((), (asked,)),) if asked else ()


def _sentence(found: Told, template: str) -> Words:
    """The template ends with a full stop, which goes behind the place of the answer."""
    return (*say(template.removesuffix("."), str(found.value)), *cite((found.location,)), *words_of("."))
