"""What a host serves is run as it comes."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.downloading import downloads_run
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook = document_for(subject, "deployment")
    found = tuple(downloads_run(reading(runbook)))
    for host, place in found:
        yield broken(f"whatever {host} serves is run as it comes: no version in the address, no checksum", place)
    if not found:
        yield held("no command runs what it downloads unseen", runbook.location)


RULE = Rule(
    id="OW824",
    name="download-executed",
    summary="No command pipes a download into a shell without a version or a checksum.",
    clauses=("REV-06",),
    why="What is served today is not what was tried; a broken or a taken over host runs on your machine, often as root.",
    fix="Name a version in the address, or download, compare a checksum and then run; a package of the system is better still.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "alert"),
)
