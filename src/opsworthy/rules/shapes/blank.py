"""The open questions of a section that nobody wrote yet, and the rules that wait for their answers."""

from collections.abc import Iterator
from functools import cache

from opsworthy.documents.markup import OpenQuestion
from opsworthy.rules.rule import Subject
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass

_EACH = "<env>"


@dataclass(frozen=True, slots=True)
class Blank:
    """One thing that the bar wants to find in a section; see blanks.toml."""

    key: str
    ask: str
    who: str
    serves: tuple[str, ...]
    asked: str = ""
    tier: int = 3
    library: bool = False
    service: bool = True
    when: str = ""


@cache
def _blanks() -> dict[str, tuple[Blank, ...]]:
    blanks = data_of("opsworthy.rules.shapes", "blanks.toml")
    return {region: tuple(Blank(**{**each, "serves": tuple(each["serves"])}) for each in told) for region, told in blanks.items()}


def questions_for(subject: Subject, region: str, kind: str) -> tuple[OpenQuestion, ...]:
    """What to ask in a section of a document of this kind, under the keys of the system's own questions where it asks them."""
    owed = [each for each in _blanks()[region] if _is_owed(each, subject)]
    return tuple(question for each in owed for question in _asked(each, subject, f"{kind}.{region}.{each.key}"))


def waited_for(rule: str, key: str) -> bool:
    """Whether a rule waits for the answer to the question of this key, as it stands in a document that was mended."""
    return any(rule in each.serves for each in _of_key(key))


@cache
def _of_key(key: str) -> tuple[Blank, ...]:
    kind, _, rest = key.partition(".")
    region, _, name = rest.partition(".")
    if kind not in ("runbook", "cost-plan"):
        return tuple(each for told in _blanks().values() for each in told if each.asked and each.asked == key)
    return tuple(each for each in _blanks().get(region, ()) if each.key == name)


def _is_owed(blank: Blank, subject: Subject) -> bool:
    if not (blank.library if subject.profile == "library" else blank.service):
        return False
    return subject.tier <= blank.tier and (blank.when != "migrations" or bool(subject.system.migrations))


def _asked(blank: Blank, subject: Subject, own: str) -> Iterator[OpenQuestion]:
    before, every, after = blank.asked.partition(_EACH)
    same = [
        question for question in subject.system.questions if blank.asked and question.key.startswith(before)
        and question.key.endswith(after) and (every or question.key == blank.asked)
    ]  # fmt: skip
    if not same:
        yield OpenQuestion(own, blank.ask, blank.who)
    yield from (OpenQuestion(each.key, each.ask or blank.ask, each.who or blank.who) for each in same)
