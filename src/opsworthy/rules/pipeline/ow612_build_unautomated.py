"""Nothing builds what is deployed."""

import re

from opsworthy.rules.rule import Rule, Subject
from opsworthy.rules.shapes.pipeline import words
from opsworthy.rules.shapes.stages import stage
from opsworthy.text.regex import regex

_BUILT = regex(
    r"(?:^|/)(?:Dockerfile|Containerfile|Makefile|[\w.-]*\.(?:go|rs|java|kt|cs|ts|tsx|jsx|c|cc|cpp|swift|scala))$", re.IGNORECASE
)


def _platform(subject: Subject) -> str:
    """The platform that builds what it is given."""
    places = [each.platform for each in subject.system.environments] + [each.platform for each in subject.system.services]
    found = next((each for each in places if each in words("building")), None)
    if found:
        return f"the platform {found} builds what it is given"
    known = subject.system.paths and not subject.system.packages and not any(_BUILT.search(path) for path in subject.system.paths)
    return "there is nothing to build: no package and no image is made here" if known else ""


RULE = Rule(
    id="OW612",
    name="build-unautomated",
    summary="A job of a pipeline builds what is deployed, or the runbook gives the commands that do.",
    clauses=("DOD-10", "PLS-01", "PLV-01"),
    why="A build that only one machine can make cannot be made on the day on which that machine is away.",
    fix="Add a job that compiles, bundles or makes the image, or document the command that does and where it is run.",
    judge=stage("build", missing="no job of a pipeline builds anything", otherwise=_platform),
    profiles=("service", "library"),
    needs="nothing",
    tier=2,
)
