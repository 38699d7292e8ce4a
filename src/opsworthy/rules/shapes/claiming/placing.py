"""Names that the files declare for one environment alone, where the text is about another one."""

from opsworthy.documents.environments import canonical, named
from opsworthy.findings.outcome import Confidence, Related, State
from opsworthy.rules.shapes.claiming.answer import Answer
from opsworthy.rules.shapes.claiming.claim import COMMAND, Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page

_KINDS = {
    "workload": ("workload",), "service": ("service", "workload"), "configmap": ("configmap",), "secret": ("secret",),
    "ingress": ("ingress",), "autoscaler": ("autoscaler",), "volume": ("volume",),
}  # fmt: skip
_BY_COMMAND = "this command is"
_NOUN = {
    "workload": "",
    "service": "the service ",
    "configmap": "the config map ",
    "secret": "the secret ",
    "volume": "the volume ",
}


def misplaced(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """What is wrong with a declared name: the command or the section is about an environment for which nothing declares it."""
    kinds = _KINDS.get(claim.kind)
    every = ground.names(*kinds).get(claim.name, ()) if kinds else ()
    if not every or not all(each.environment for each in every):
        return None
    there = {canonical(each.environment or "") for each in every}
    about, said = _about(claim, ground, page)
    if not about or about in there or not _is_whole(about, every[0].kind, ground):
        return None
    own = sorted({each.environment or "" for each in every})
    alone = f"for {own[0]} alone" if len(own) == 1 else f"for {' and '.join(own[:3])}"
    at = every[0].location
    told = f"{_NOUN.get(claim.kind, '')}{claim.name} is declared {alone} ({at.path}:{at.line}), and {said} about {about}"
    related = tuple(Related(each.location, f"{each.name} in {each.environment} is declared here") for each in every[:3])
    sure = Confidence.HIGH if said == _BY_COMMAND else Confidence.MEDIUM
    return Answer(State.BROKEN, told, related, confidence=sure)


def _is_whole(environment: str, kind: str, ground: Ground) -> bool:
    """Whether the files declare other names of this kind for an environment, so that one that is missing there is missing."""
    return any(
        canonical(each.environment) == environment
        for found in ground.names(kind).values()
        for each in found
        if each.environment is not None
    )


def _about(claim: Claim, ground: Ground, page: Page) -> tuple[str, str]:
    """The one environment that a command is aimed at by its namespace or context, else the one of the innermost heading that
    names any; with words for where it is said."""
    line = claim.location.line
    if claim.told == COMMAND:
        commands = [each for each in page.reading.commands if each.location.line == line]
        aimed = {name for each in commands for name in _aimed(each.names("namespace"), each.names("context"), ground)}
        if aimed:
            return (aimed.pop(), _BY_COMMAND) if len(aimed) == 1 else ("", "")
    if named(page.reading.line(line)):
        return "", ""
    titles = [named(each.title) for each in page.reading.headed if line in each]
    nearest = next((names for names in reversed(titles) if names), ())
    return (nearest[0], "this section is") if len(nearest) == 1 else ("", "")


def _aimed(namespaces: tuple[str, ...], contexts: tuple[str, ...], ground: Ground) -> set[str]:
    found: set[str] = set()
    for each in namespaces:
        places = {canonical(at.environment) for at in ground.names("namespace").get(each, ()) if at.environment}
        found |= places if len(places) == 1 else set(named(each.replace("-", " ").replace("_", " "))) if not places else {"", "?"}
    for each in contexts:
        found |= set(named(each.replace("-", " ").replace("_", " ")))
    return found
