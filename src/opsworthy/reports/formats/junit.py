"""JUnit XML: a suite for each document, in it a test case for each rule."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from opsworthy.findings.outcome import Outcome, State
from opsworthy.reports.format import Format
from opsworthy.reports.report import Report, is_standing
from opsworthy.reports.words import count, safe

_SKIPPED = {
    State.NOT_APPLICABLE: "not applicable",
    State.CANNOT_KNOW: "no file can show it",
    State.NOT_RUN: "not run",
}


def _render(report: Report) -> str:
    """What holds passes, what is broken fails, a bug of ours is an error; everything else is skipped and says why."""
    documents: dict[str, dict[str, list[Outcome]]] = {}
    for outcome in report.outcomes:
        documents.setdefault(report.path(outcome.location.path), {}).setdefault(outcome.rule, []).append(outcome)
    suites = [line for path, rules in sorted(documents.items()) for line in _suite(path, rules, report.started)]
    body = "".join(f"{line}\n" for line in suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{body}</testsuites>\n'


def _suite(path: str, rules: dict[str, list[Outcome]], started: str) -> Iterator[str]:
    kinds = {rule: _kind(found) for rule, found in rules.items()}
    tally = {kind: sum(each == kind for each in kinds.values()) for kind in ("failure", "error", "skipped")}
    at = f" timestamp={_attribute(started.removesuffix('Z'))}" if started else ""
    yield (
        f'  <testsuite name={_attribute(path)} tests="{len(rules)}" failures="{tally["failure"]}" '
        f'errors="{tally["error"]}" skipped="{tally["skipped"]}" time="0"{at}>'
    )
    for rule, found in rules.items():
        yield from _case(path, kinds[rule], found)
    yield "  </testsuite>"


def _kind(found: list[Outcome]) -> str:
    """What a test case is, by the gravest of its outcomes; passed only where something holds and nothing is open."""
    if any(each.state is State.ERROR for each in found):
        return "error"
    if any(map(is_standing, found)):
        return "failure"
    return "passed" if any(each.state is State.HELD for each in found) and not _open(found) else "skipped"


def _open(found: list[Outcome]) -> bool:
    return any(each.waived is not None or each.state is State.CANNOT_KNOW for each in found)


def _case(path: str, kind: str, found: list[Outcome]) -> Iterator[str]:
    name = f'    <testcase name={_attribute(found[0].name)} classname={_attribute(path)} time="0"'
    if kind == "passed":
        yield f"{name}/>"
        return
    yield f"{name}>"
    if kind == "skipped":
        yield f"      <skipped message={_attribute('; '.join(dict.fromkeys(map(_why, found))))}/>"
    else:
        told = [each for each in found if (each.state is State.ERROR if kind == "error" else is_standing(each))]
        message = told[0].message if len(told) == 1 else f"{count(len(told), 'finding')}: {told[0].message}"
        text = "\n".join(_told(each) for each in told)
        yield f"      <{kind} message={_attribute(message)} type={_attribute(told[0].severity.value)}>{text}</{kind}>"
    yield "    </testcase>"


def _why(outcome: Outcome) -> str:
    if outcome.waived is not None:
        return f"waived: {outcome.waived}"
    return f"{_SKIPPED.get(outcome.state, outcome.state.value)}: {outcome.message}"


def _told(outcome: Outcome) -> str:
    lines = [f"{outcome.location}: {outcome.message}", *(f"  see {each.location}: {each.message}" for each in outcome.related)]
    return escape("\n".join(safe(line) for line in (*lines, *([f"  mend: {outcome.fix}"] if outcome.fix else []))))


def _attribute(text: str) -> str:
    return quoteattr(safe(text))


FORMAT = Format("junit", "JUnit XML, one test case for each rule and document.", ".xml", _render)
