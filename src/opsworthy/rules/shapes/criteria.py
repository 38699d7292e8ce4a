"""The criteria of a review, from `criteria.toml`."""

from functools import cache

from opsworthy.rules.rule import Rule
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: what it asks, what is looked at, which rules bear on it, and what only a person can say."""

    id: str
    name: str
    asks: str
    documents: tuple[str, ...]
    system: tuple[str, ...]
    families: tuple[str, ...]
    rules: tuple[str, ...]
    questions: tuple[str, ...]

    def bears(self, rule: Rule) -> bool:
        """Whether what a rule finds is evidence for it; reviews themselves are none."""
        if rule.family == "review":
            return False
        return self.id in rule.clauses or rule.family in self.families or rule.name in self.rules


@cache
def criteria() -> tuple[Criterion, ...]:
    """All of them, in the order of the bar."""
    data = data_of("opsworthy.rules.shapes", "criteria.toml")
    return tuple(_criterion(name, told) for name, told in data.items())


def _criterion(name: str, told: dict[str, str | list[str]]) -> Criterion:
    lists = {key: tuple(value) for key, value in told.items() if isinstance(value, list)}
    return Criterion(id=name, name=str(told["name"]), asks=str(told["asks"]), **lists)


def criterion(name: str) -> Criterion:
    """The criterion with this id. Raises KeyError where there is none."""
    found = next((each for each in criteria() if each.id == name), None)
    if found is None:
        raise KeyError(name)
    return found
