"""The only loop over the kinds of claims: which module answers which."""

from collections.abc import Callable, Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.shapes.claiming.answer import Answer
from opsworthy.rules.shapes.claiming.answering import (
    alerts,
    amounts,
    commands,
    containers,
    hosts,
    infrastructure,
    labels,
    names,
    options,
    paths,
    ports,
    regions,
    schedules,
    spoken,
    times,
    variables,
    versions,
    ways,
)
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.rules.shapes.claiming.placing import misplaced

Answerer = Callable[[Claim, Ground, Page], Answer | None]
_OF_KINDS: dict[str, Answerer] = {
    **dict.fromkeys(("namespace", "workload", "service", "configmap", "autoscaler", "ingress", "volume", "secret"), names.answer),
    "port": ports.answer,
    **dict.fromkeys(("container", "image"), containers.answer),
    "label": labels.answer,
    "variable": variables.answer,
    "schedule": schedules.answer,
    "time": times.answer,
    "host": hosts.answer,
    "path": paths.answer,
    **dict.fromkeys(
        ("make-target", "just-recipe", "task", "script", "compose-service", "workflow", "process", "job"), ways.answer
    ),
    **dict.fromkeys(("resource", "output", "input"), infrastructure.answer),
    **dict.fromkeys(("region", "bucket", "queue", "dashboard"), regions.answer),
    **dict.fromkeys(("alert", "alert-name", "threshold"), alerts.answer),
    "name": spoken.answer,
    **dict.fromkeys(("command", "datastore"), commands.answer),
    "version": versions.answer,
    "script-option": options.answer,
    **dict.fromkeys(("replicas", "quota", "answer-field", "bounds", "health-path"), amounts.answer),
}


def answer(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """What the files say to a claim; None where it is of no kind that they could speak of."""
    answerer = _OF_KINDS.get(claim.kind)
    return answerer(claim, ground, page) if answerer is not None else None


def answers(page: Page, ground: Ground, *kinds: str) -> Iterator[tuple[Claim, Answer]]:
    """The claims of some kinds that the files can speak of, each with what they say; where there are no files, what can be
    told of the text alone."""
    for claim in page.claims if not ground.bare else page.without_files if "command" in kinds else ():
        if claim.kind in kinds:
            said = answer(claim, ground, page)
            if said is not None and said.state is State.HELD:
                said = misplaced(claim, ground, page) or said
            if said is not None:
                yield claim, said
