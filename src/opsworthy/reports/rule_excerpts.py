"""One broken and one good excerpt for each rule, cut from its cases and kept in rule_excerpts.json for `opsworthy explain`."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path

from opsworthy.findings.outcome import State
from opsworthy.reports.rule_cases import Case, cases_of
from opsworthy.rules.rule import Rule
from opsworthy.text.dataclass import dataclass

FILE = "rule_excerpts.json"
_MOST = 12
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Excerpts:
    """A few lines each; empty where a rule has no case that shows it. `line` is that of the finding in `bad`, from 1."""

    bad: str = ""
    line: int = 0
    good: str = ""


def excerpts_of(rule: Rule) -> Excerpts:
    """Those that came with the program; empty ones for a rule of somebody else."""
    found = _kept().get(rule.name)
    return Excerpts(str(found["bad"]), int(found["line"]), str(found["good"])) if found else Excerpts()


@cache
def _kept() -> dict[str, dict[str, str | int]]:
    kept: dict[str, dict[str, str | int]] = json.loads(files("opsworthy.reports").joinpath(FILE).read_text("utf-8"))
    return kept


def excerpts_text(rules: Iterable[Rule], cases: Path) -> str:
    """The text of rule_excerpts.json; `cases` holds a folder for each rule."""
    made = {rule.name: asdict(cut(rule, cases_of(cases / rule.name))) for rule in rules}
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def cut(rule: Rule, cases: tuple[Case, ...]) -> Excerpts:
    """The shortest broken case, the one that holds and is most like it, and of a long one the lines around what matters."""
    marked = [(case, _broken_line(rule, case)) for case in cases if not case.good]
    bad = min(((case, line) for case, line in marked if line), key=lambda each: len(each[0].text), default=None)
    like = set(bad[0].text.splitlines()) if bad else set()
    holding = (case for case in cases if case.good and case.text.strip())
    good = min(holding, key=lambda each: (-len(like & set(each.text.splitlines())), len(each.text)), default=None)
    text, line = _around(bad[0].text, bad[1]) if bad else ("", 0)
    return Excerpts(text, line, _around(good.text, _MOST)[0] if good else "")


def _broken_line(rule: Rule, case: Case) -> int:
    lines = (each.line for each in case.expected if each.rule == rule.name and each.state is State.BROKEN)
    return next(lines, 0) if case.text.strip() else 0


def _around(text: str, line: int) -> tuple[str, int]:
    """At most a dozen lines, the title left out where that makes room, and where the line now stands."""
    lines = text.rstrip("\n").split("\n")
    while line > 1 and len(lines) > 3 and (lines[0].startswith("# ") or not lines[0].strip()):
        lines, line = lines[1:], line - 1
    line = min(line, len(lines))
    first = max(0, min(line - 4, len(lines) - _MOST)) if len(lines) > _MOST and line > _MOST - 2 else 0
    kept = lines[first : first + _MOST]
    opened, closed = [_CUT] * (first > 0), [_CUT] * (first + _MOST < len(lines))
    return "\n".join((*opened, *kept, *closed)), line - first + len(opened)
