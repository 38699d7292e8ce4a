"""A command on a workload names no namespace, though the manifests have one."""

from collections.abc import Iterator

from opsworthy.findings.outcome import Severity
from opsworthy.rules.rule import Rule, Subject, Verdict
from opsworthy.rules.shapes.quoting import quoted
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import document_for
from opsworthy.rules.shapes.verdict import broken, held, not_applicable
from opsworthy.rules.shapes.whereabouts import placed_workloads, unplaced


def judge(subject: Subject) -> Iterator[Verdict]:
    runbook = document_for(subject, "operations")
    if not placed_workloads(subject.system):
        yield not_applicable("the manifests give no workload a namespace of its own", runbook.location)
        return
    found = tuple(unplaced(subject.system, reading(runbook)))
    for each in found:
        where = " or ".join(each.namespaces[:3])
        told = f"{quoted(each.command)} names no namespace, and {each.workload} stands in {where}"
        yield broken(told, each.command.location, related=each.related)
    if not found:
        yield held("commands on workloads name their namespace, or it is chosen before them", runbook.location)


RULE = Rule(
    id="OW826",
    name="namespace-unstated",
    summary="Where the manifests put a workload into a namespace, a command on it says which, or one is chosen before.",
    clauses=("REV-03", "DOM-05"),
    why="Without it the command goes to whatever namespace is current, finds nothing there, or finds another of that name.",
    fix="Add `-n` with the namespace, or choose it once with `kubectl config set-context --current --namespace` before.",
    judge=judge,
    severity=Severity.WARNING,
    profiles=("service", "page", "alert"),
)
