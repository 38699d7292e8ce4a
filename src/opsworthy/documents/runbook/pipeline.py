"""What the pipeline does, what it does not, and how to use it."""

from opsworthy.documents.asking import answer, answered
from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Code, Element, Hole, Words, fence, joined, paragraph, say, step, table
from opsworthy.documents.phrases import cite, heading, names, place, see
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, operated, sites
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import Job, Pipeline, System

_DUTIES = (
    ("build", "Build"),
    ("test", "Tests"),
    ("scan", "Security scan"),
    ("deploy", "Deployment"),
    ("approve", "Approval before production"),
    ("smoke-test", "Smoke test after a deployment"),
    ("roll-back", "Rollback"),
    ("notify", "Notification"),
)

_RELEASE_DUTIES = (*_DUTIES[:3], ("release", "Publishing a release"), ("notify", "Notification"))


_BY_HAND = {
    "test": {"python": "python -m pytest", "npm": "npm test", "go": "go test ./..."},
    "scan": {"python": "pip-audit", "npm": "npm audit", "go": "govulncheck ./..."},
}


def automation(system: System, site: Site) -> tuple[Element, ...]:
    """How the pipeline deploys to one environment, where it does."""
    found = [(pipeline, job) for pipeline in system.pipelines for job in pipeline.jobs if _deploys(pipeline, job, site)]
    if not found:
        return ()
    items = [
        step(say("{} of `{}` ({}){}", Code(job.name), pipeline.path, _started(pipeline), cite(job.locations, 1)))
        for pipeline, job in found
    ]
    file = found[0][0].path.rpartition("/")[2]
    return (
        heading(4, f"By the pipeline to {site.name}"),
        Bullets(tuple(items)),
        fence(
            sh("gh run list --workflow {} --limit 5", file),
            "the newest run at the top: completed, success",
            sh("gh run watch"),
            "every job of the run that you choose ends with a check mark",
        ),
    )


def _deploys(pipeline: Pipeline, job: Job, site: Site) -> bool:
    """A job that names no environment counts for the lasting ones, unless it runs for every pull request."""
    if "deploy" not in job.purposes:
        return False
    return job.environment == site.key if job.environment else not site.passing and "pull_request" not in pipeline.triggers


def _started(pipeline: Pipeline) -> Words:
    return say("starts on {}", ", ".join(pipeline.triggers)) if pipeline.triggers else say("started by hand")


def pipeline(dossier: Dossier, released: bool = False) -> tuple[Block, ...]:
    """One row for each duty: who does it, or that nobody does. What is `released` is not deployed anywhere."""
    system = dossier.system
    elements: list[Element] = [heading(3, "CI/CD pipeline")]
    if not system.pipelines:
        elements.append(
            paragraph("No pipeline stands in this repository: building, testing, scanning and deploying are done by hand.")
        )
        return (Block("deployment.pipeline", tuple(elements)),)
    rows = [
        (
            each.name or each.path,
            Code(each.path),
            ", ".join(each.triggers) or "by hand",
            names([job.name for job in each.jobs], ", "),
        )
        for each in system.pipelines
    ]
    elements += [
        table(("Pipeline", "File", "Starts on", "Jobs"), rows),
        paragraph("What it takes care of:"),
        table(
            ("Duty", "Done by", "From"), [_duty(system, key, title) for key, title in (_RELEASE_DUTIES if released else _DUTIES)]
        ),
    ]
    elements += answered(system, "deployment.notifications", "Deployments are announced: {}.")
    elements.append(paragraph("Who deployed what, and when, stands in the record of its runs:"))
    elements.append(fence(sh("gh run list --limit 20"), "each run with its commit, branch, trigger and result"))
    return (
        Block("deployment.pipeline", tuple(elements), tuple(place for each in system.pipelines for place in each.locations[:1])),
    )


def _duty(system: System, key: str, title: str) -> tuple[Hole, ...]:
    jobs = [(each, job) for each in system.pipelines for job in each.jobs if key in job.purposes]
    if not jobs:
        return (title, _nobody(system, key), "—")
    several = len({each.path for each, _ in jobs}) > 1
    told = joined([_named(each, job, several, key == "deploy") for each, job in jobs])
    return (title, told, place([spot for _, job in jobs for spot in job.locations[:1]]))


def _named(pipeline: Pipeline, job: Job, several: bool, deploys: bool) -> Words:
    file = say(" in {}", pipeline.path.rpartition("/")[2]) if several else ()
    goal = say(" to {}", job.environment) if deploys and job.environment else ()
    return say("`{}`{}{}", job.name, file, goal)


def _nobody(system: System, key: str) -> Words:
    if key == "approve":
        told = answer(system, "deployment.approver")
        gated = [job for each in system.pipelines for job in each.jobs if job.environment]
        rule = say(
            "; required reviewers are a setting of the environments {} on the provider's side, not of a file",
            names(dict.fromkeys(job.environment or "" for job in gated)),
        )
        return say("{}{}", say("{}", told) if told else say("no job"), rule if gated else ())
    if key == "build" and any(service.platform == "heroku" for service in system.services):
        return say("Heroku, when it is pushed to")
    if key == "roll-back":
        return say("no job; by hand: {}", see("Rollback"))
    if key == "smoke-test":
        last = next(iter(reversed(operated(sites(system)))), None)
        return say("no job; by hand: {}", see(f"Verify {last.name}")) if last else say("**no job**")
    commands = dict.fromkeys(_BY_HAND[key][each.ecosystem] for each in system.packages if each.ecosystem in _BY_HAND.get(key, {}))
    return say("**no job**; by hand: {}", joined([Code(each) for each in commands])) if commands else say("**no job**")
