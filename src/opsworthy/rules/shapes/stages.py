"""Rules about stages: a job of a pipeline does it so that it counts, or the document shows how it is done."""

from collections.abc import Callable, Iterator

from opsworthy.findings.outcome import Related, State
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.pipeline import Doing, doing, idle, unread
from opsworthy.rules.shapes.section import Judge, regions
from opsworthy.rules.shapes.stage import STAGES, documented
from opsworthy.rules.shapes.verdict import broken, cannot_know, held
from opsworthy.text.location import Location

_MOST_NAMED = 3


def place_of(subject: Subject, doing: Doing | None = None) -> Location:
    """Where to point at when something is missing: the document's part about the pipeline or the deployment, else its beginning;
    without a document the job, else the first pipeline."""
    document = subject.runbook
    if document is None and doing is not None:
        return doing.location
    if document is None:
        return next((place for each in subject.system.pipelines for place in each.locations), subject.anchor)
    found = (*regions(document, "ci-cd"), *regions(document, "deployment"))
    return found[0].location if found else document.location


def nothing_there(subject: Subject) -> Verdict | None:
    """Not run, where there is neither a pipeline nor a word about one: pipeline-incomplete says so once."""
    in_jobs = any(set(job.purposes) & set(owed(subject)) for each in subject.system.pipelines for job in each.jobs)
    if in_jobs or covered(subject):
        return None
    return Verdict(
        State.NOT_RUN, "neither a pipeline nor a document covers any stage; pipeline-incomplete says so", place_of(subject)
    )


def owed(subject: Subject) -> tuple[str, ...]:
    """A library is built, tested, scanned and published; there is nothing to ask for its health afterwards."""
    return tuple(stage for stage in STAGES if subject.profile == "service" or stage != "smoke-test")


def covered(subject: Subject) -> tuple[str, ...]:
    """The stages that a pipeline has in whatever form, or that the runbook documents."""
    jobs = {purpose for each in subject.system.pipelines for job in each.jobs for purpose in job.purposes}
    return tuple(stage for stage in owed(subject) if stage in jobs or documented(subject.runbook, stage))


def named(found: tuple[Doing, ...]) -> str:
    """The first of several jobs, with their places."""
    told = ", ".join(each.words for each in found[:_MOST_NAMED])
    return told + (f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else "")


def verb(found: tuple[Doing, ...], one: str, several: str) -> str:
    return one if len(found) == 1 else several


def deploys_by_hand(subject: Subject) -> bool:
    return subject.runbook is not None and bool(regions(subject.runbook, "deployment"))


def files_of(subject: Subject) -> tuple[Related, ...]:
    """The pipelines that were looked at."""
    return tuple(
        Related(each.locations[0], f"{each.name} was looked at") for each in subject.system.pipelines[:3] if each.locations
    )


def stage(
    name: str,
    *,
    missing: str,
    otherwise: Callable[[Subject], str] | None = None,
    also: Callable[[Subject, tuple[Doing, ...]], Verdict | None] | None = None,
) -> Judge:
    """A rule about one stage. `missing` says what no job does; `otherwise` names what does it instead; `also` looks further at
    the jobs that do it."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        nothing = nothing_there(subject)
        found = doing(subject.system, name)
        shown = documented(subject.runbook, name) if also or not found else None
        instead = otherwise(subject) if otherwise else ""
        if nothing:
            yield nothing
        elif found:
            more = also(subject, found) if also and not shown else None
            yield more or held(f"{STAGES[name]}: {named(found)}", found[0].location)
        elif shown:
            yield held(f"{STAGES[name]}: documented here", shown)
        elif instead:
            yield held(instead, place_of(subject))
        else:
            yield _missing(subject, name, missing)

    return judge


def _missing(subject: Subject, name: str, missing: str) -> Verdict:
    why = unread(subject.system)
    useless = idle(subject.system, name)
    if useless:
        what = "is switched off, or its result is thrown away (`|| true`, continue-on-error, allow_failure)"
        if any(not _thrown(each, name) for each in useless):
            what = "only looks at how the code is written"
        told = f"{missing}: {named(useless)} {what}"
        return broken(told, place_of(subject), related=tuple(each.related("this does not count") for each in useless[:3]))
    if why:
        return cannot_know(f"{missing} in the files of this repository, but {why}", place_of(subject))
    return broken(f"{missing}, and no procedure of the runbook shows it", place_of(subject), related=files_of(subject))


def _thrown(doing: Doing, name: str) -> bool:
    return not any(name in does for does in doing.job.sure)
