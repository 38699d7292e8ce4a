"""Nothing scans dependencies, images or code."""

from opsworthy.rules.rule import Rule, Subject
from opsworthy.rules.shapes.stages import stage

_TEMPLATES = ("sast", "dependency-scanning", "container-scanning", "secret-detection", "dast", "auto-devops")


def _template(subject: Subject) -> str:
    """A template of the forge's own that scans."""
    for pipeline in subject.system.pipelines:
        for told in pipeline.includes:
            if any(word in told.value.lower() for word in _TEMPLATES):
                return f"the security scan: {pipeline.path} takes in {told.value[:80]}"
    return ""


RULE = Rule(
    id="OW614",
    name="security-scan-missing",
    summary="A job scans the dependencies, the image or the code for weaknesses, or the runbook gives the command that does.",
    clauses=("DOD-10", "PLS-03", "PLM-01", "PLV-03"),
    why="A known weakness in a dependency is found by those who look; others look too.",
    fix="Add a job such as `trivy image`, `pip-audit`, `npm audit` or CodeQL, and let it fail at the severity that you act on.",
    judge=stage("scan", missing="no job of a pipeline scans for weaknesses", otherwise=_template),
    profiles=("service", "library"),
    needs="nothing",
    tier=2,
)
