"""Walks tests/detectors/<detector>/<case>/: a small repository and exactly the facts expected of it (see the README there)."""

import re
import shlex
from collections import Counter
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from opsworthy.facts.detect import all_detectors
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files, Library
from opsworthy.repository.memory import MemoryTree
from opsworthy.text.location import Location, Stated, Unknown

CASES = Path(__file__).parent / "detectors"
_WRITTEN = re.compile(r"(?P<key>[^=]*?)(?P<how>~=|@=|=)(?P<value>.*)", re.DOTALL)


@dataclass(frozen=True)
class Expected:
    """One line of expected.txt: a fact's type and place, and what its attributes must be: (path, how, value)."""

    type: str
    place: str
    attributes: tuple[tuple[str, str, str], ...]

    def disagreements(self, fact: Told) -> list[str]:
        return [
            f"{key}{how}{value} (found {_found(fact, key, how)})"
            for key, how, value in self.attributes
            if not (value in _found(fact, key, how) if how == "~=" else value == _found(fact, key, how))
        ]


def _expected(text: str) -> list[Expected]:
    joined = re.sub(r"\n[ \t]+", " ", "\n".join(line for line in text.splitlines() if not line.startswith("#")))
    return [_expected_line(line) for line in joined.splitlines() if line.strip()]


def _expected_line(line: str) -> Expected:
    kind, place, *written = shlex.split(line)
    matches = [_WRITTEN.fullmatch(each) for each in written]
    assert all(matches), f"not key=value: {line}"
    return Expected(kind, place, tuple((m["key"], m["how"], m["value"]) for m in matches if m))


def _found(fact: object, key: str, how: str) -> str:
    try:
        value = _reach(fact, key)
    except (AttributeError, IndexError, KeyError) as error:
        return f"nothing there: {error}"
    return str(getattr(value, "location", "no location")) if how == "@=" else _text(value)


def _reach(value: object, path: str) -> object:
    """The value at a dotted path, `Stated` wrappers opened on the way but not at the end."""
    if not path:
        return value
    value = value.value if isinstance(value, Stated) else value
    step, _, rest = path.partition(".")
    if not isinstance(value, tuple):
        return _reach(getattr(value, step), rest)
    if step == "#":
        return len(value)
    if step.isdigit():
        return _reach(value[int(step)], rest)
    if value and isinstance(value[0], tuple):
        return dict(value)[path]
    return _reach({item.name: item for item in value}[step], rest)


def _text(value: object) -> str:
    if isinstance(value, Stated):
        return _text(value.value)
    if isinstance(value, Unknown):
        return "unknown"
    if value is None or isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, tuple):
        return " ".join(_text(item) for item in value)
    return str(value)


def _written(fact: object, prefix: str = "") -> list[str]:
    """Everything that a fact says, in the form of expected.txt."""
    if isinstance(fact, Stated):
        return [*_written(fact.value, prefix), f"{prefix}@={fact.location}"]
    if isinstance(fact, tuple) and fact and all(is_dataclass(item) for item in fact):
        return [line for index, item in enumerate(fact) for line in _written(item, f"{prefix}.{index}")]
    if isinstance(fact, tuple) and fact and all(isinstance(item, tuple) and len(item) == 2 for item in fact):
        return [line for name, item in fact for line in _written(item, f"{prefix}.{name}")]
    if is_dataclass(fact) and not isinstance(fact, Unknown | Location):
        inner = [(f"{prefix}.{field.name}".lstrip("."), getattr(fact, field.name)) for field in fields(fact)]
        return [line for name, value in inner if value is not None and value != () for line in _written(value, name)]
    return [] if isinstance(fact, Location) else [f"{prefix}={shlex.quote(_text(fact))}"]


def _facts(detector: str, case: Path) -> list[Told]:
    repo = case / "repo"
    files = {
        path.relative_to(repo).as_posix(): path.read_bytes().decode("utf-8") for path in sorted(repo.rglob("*")) if path.is_file()
    }
    library = Library(MemoryTree(files, case.name))
    chosen = next(each for each in all_detectors() if each.name == detector)
    return [*chosen.detect(Files(library, chosen.wants)), *library.problems()]


def _unmatched(expected: list[Expected], facts: list[Told]) -> list[str]:
    """What no fact fulfils, when each expected line takes a fact of its own at the same place."""
    taken: dict[int, int] = {}

    def claim(line: int, tried: set[int]) -> bool:
        for index, fact in enumerate(facts):
            same = (type(fact).__name__, str(fact.location)) == (expected[line].type, expected[line].place)
            if not same or index in tried or expected[line].disagreements(fact):
                continue
            tried.add(index)
            if index not in taken or claim(taken[index], tried):
                taken[index] = line
                return True
        return False

    lost = [line for line in range(len(expected)) if not claim(line, set())]
    return [trouble for line in lost for trouble in _troubles(expected[line], facts)]


def _troubles(line: Expected, facts: list[Told]) -> list[str]:
    near = [fact for fact in facts if (type(fact).__name__, str(fact.location)) == (line.type, line.place)]
    return [f"{line.type} {line.place}: {', '.join(line.disagreements(fact)) or 'taken by another line'}" for fact in near]


_ALL_CASES = sorted(path for path in CASES.glob("*/*/") if path.is_dir() and not path.parts[-2].startswith("__"))


@pytest.mark.parametrize("case", _ALL_CASES, ids=[path.relative_to(CASES).as_posix() for path in _ALL_CASES])
def test_a_case_yields_exactly_its_facts(case: Path) -> None:
    expected = _expected((case / "expected.txt").read_text(encoding="utf-8"))
    facts = _facts(case.parent.name, case)
    wanted = Counter((line.type, line.place) for line in expected)
    found = Counter((type(fact).__name__, str(fact.location)) for fact in facts)
    report = [f"missing: {kind} {place}" for kind, place in (wanted - found).elements()]
    report += [f"extra: {kind} {place}" for kind, place in (found - wanted).elements()]
    report += _unmatched(expected, facts)
    told = "\n".join(f"{type(fact).__name__} {fact.location} {' '.join(_written(fact))}" for fact in facts)
    assert not report, "\n".join([*report, "", "found:", told])


def test_every_detector_has_cases_and_every_case_its_detector() -> None:
    folders = {path.name for path in CASES.iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert folders == {detector.name for detector in all_detectors()}


@pytest.mark.parametrize("case", _ALL_CASES, ids=[path.relative_to(CASES).as_posix() for path in _ALL_CASES])
def test_a_case_is_whole(case: Path) -> None:
    assert {path.name for path in case.iterdir()} == {"repo", "expected.txt"}
