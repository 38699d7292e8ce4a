"""An environment exists, and nothing says how to deploy to it."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Related, State
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.deploying import applied_aside, deploys_to
from opsworthy.rules.shapes.environments import lasting, names_environment
from opsworthy.rules.shapes.evidence import link
from opsworthy.rules.shapes.section import document_for, regions
from opsworthy.rules.shapes.verdict import broken, cannot_know, held, not_applicable


def judge(subject: Subject) -> Iterator[Verdict]:
    document = document_for(subject, "deployment")
    found = regions(document, "deployment")
    if not found:
        yield Verdict(State.NOT_RUN, "there is no section Deployment to look in", document.location)
        return
    if any(link(region) for region in found) and not any(region.commands for region in found):
        yield cannot_know("the document sends the reader elsewhere for the procedure", found[0].location)
        return
    aside = applied_aside(subject.system, document)
    if aside:
        command, path = aside
        told = f"the procedure applies {path}, which holds nothing that runs; no other command deploys"
        yield broken(told, command.location, fix="Apply the file, the overlay or the chart that holds the workload.")
        return
    environments = lasting(subject.system)
    places = [deploys_to(document, each, alone=len(environments) == 1) for each in environments]
    said = ["\n".join(line for _, line in region.lines) for region in found]
    if environments and not any(places) and not any(names_environment(text, each.name) for each in environments for text in said):
        yield cannot_know("the document names no environment, so that one procedure may be for each", found[0].location)
        return
    for environment, place in zip(environments, places, strict=True):
        if place:
            yield held(f"the procedure for {environment.name} stands here", place)
        else:
            related = tuple(Related(each, f"{environment.name} is declared here") for each in environment.locations[:1])
            yield broken(f"nothing says how to deploy to {environment.name}", found[0].location, related=related)
    if not environments:
        yield not_applicable("the repository names no environment", found[0].location)


RULE = Rule(
    id="OW111",
    name="environment-undeployed",
    summary="Deployment has a procedure for each environment that the repository knows.",
    clauses=("DOD-04", "RBS-02", "RBV-03", "CCV-03", "DOM-06"),
    why="What differs between staging and production is exactly what goes wrong in production.",
    fix="Write the commands for each environment, with its own context, namespace or application.",
    judge=judge,
)
