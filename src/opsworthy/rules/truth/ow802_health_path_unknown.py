"""The runbook asks a health path that nothing answers."""

from collections.abc import Iterator
from difflib import get_close_matches

from opsworthy.findings.outcome import Related, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.claim import health_claims, health_paths, is_known_path
from opsworthy.rules.shapes.claiming.judging import claimed
from opsworthy.rules.shapes.naming import only_near, renamed
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable

_NEAR = 0.7


_CLAIMED = claimed("health paths", "health-path")


def judge(subject: Subject) -> Iterator[Verdict]:
    """What commands ask first; then the paths that tables and texts give, of which nothing was said yet."""
    told = list(_of_commands(subject))
    said = {each.location.line for each in told if each.state in (State.BROKEN, State.HELD)}
    more = [each for each in _CLAIMED(subject) if each.state is State.BROKEN and each.location.line not in said]
    yield from (each for each in told if not more or each.state not in (State.NOT_APPLICABLE,))
    yield from more


def _of_commands(subject: Subject) -> Iterator[Verdict]:
    runbook = document_for(subject, "deployment")
    known = health_paths(subject.system)
    every = list(health_claims(reading(runbook))) if known else []
    if subject.profile == "page":  # There, a table of endpoints tells what the code answers, and where is for the code to say.
        every = [(path, at) for path, at in every if not reading(runbook).line(at.line).lstrip().startswith("|")]
    claims = dict(reversed(every))
    if not known or not claims:
        why = "no command asks a health path" if known else "no file of the repository declares a health path"
        yield not_applicable(why, runbook.location)
        return
    for path, place in claims.items():
        if is_known_path(path, known):
            yield held(f"{path} is answered by the service", place)
        elif subject.profile != "service" and not get_close_matches(path, known, 1, _NEAR):
            yield cannot_know(f"no file that was read declares {path}; the code or a proxy may", place)
        else:
            there = tuple(Related(places[0], f"{each} is declared here") for each, places in known.items() if places)[:3]
            near = next(iter(known)) if len(known) == 1 else only_near(path, known)
            patch = renamed(reading(runbook), path, near, [at for each, at in every if each == path]) if near else None
            told = f"nothing declares the health path {path}; there is {', '.join(known)}"
            yield broken(told, place, related=there, patch=patch)


RULE = Rule(
    id="OW802",
    name="health-path-unknown",
    summary="The health paths that commands ask are declared by a probe or a route.",
    clauses=("REV-03", "DOM-05", "RBV-08", "ACC-02"),
    why="A health check on the wrong path answers 404 from a service that is well, and from one that is not.",
    fix="Ask the path that the probe asks; the related place shows it.",
    judge=judge,
    profiles=("service", "page"),
    fixable=True,
)
