"""Waivers of opsworthy.toml: they excuse across documents, so they are honoured once everything is judged."""

from fnmatch import fnmatchcase

from opsworthy.app.checking.options import Options
from opsworthy.findings.outcome import Outcome, State
from opsworthy.findings.waiver import honour
from opsworthy.rules.judge import about_waivers
from opsworthy.rules.rule import Subject
from opsworthy.system.model import System


def configured(
    outcomes: tuple[Outcome, ...], options: Options, documents: tuple[str, ...], system: System, *, everything: bool
) -> tuple[Outcome, ...]:
    """The outcomes with what the configured waivers excuse, and what the rules say about these waivers. Unless `everything` was
    judged, one for other documents is neither used nor unused; the same goes for one of a rule that did not run."""
    if not options.waivers:
        return outcomes
    told, waivers = honour(outcomes, options.waivers)
    ran = {word for each in outcomes if each.state is not State.NOT_RUN for word in (each.rule.lower(), each.name)}
    places = {*documents, *(each.location.path for each in outcomes)}
    here = tuple(each for each in waivers if everything or any(fnmatchcase(path, each.paths) for path in places))
    judged = tuple(each for each in here if each.problem or each.expired or each.used or each.rule.lower() in ran)
    subject = Subject(system, None, None, None, options.waivers[0].location, waivers=judged, tier=options.tier)
    said = about_waivers(subject, here, options.rules)
    spoken = {each.rule for each in said if each.state is not State.NOT_APPLICABLE}
    silent = (each for each in told if not (each.rule in spoken and each.state is State.NOT_APPLICABLE))
    return (*silent, *said)
