"""Starting, stopping, restarting and reading what runs on Kubernetes."""

from opsworthy.documents.kubernetes.names import everywhere, logs_of, namespace, workload
from opsworthy.documents.markup import Comment, Element, Fence, Line, Shell, fence, paragraph, say, table
from opsworthy.documents.phrases import names
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, Unit

_SCALABLE = ("Deployment", "StatefulSet")
_ROLLING = (*_SCALABLE, "DaemonSet")


def restart(site: Site) -> tuple[Element, ...]:
    units = [unit for unit in site.services if unit.placement.kind in _ROLLING]
    if not units:
        return ()
    lone = [unit.name for unit in units if unit.least == 1]
    return (
        _restarted(site, units[0]),
        *((paragraph("Likewise {}.", names(map(workload, units[1:]))),) if units[1:] else ()),
        paragraph("Replicas are replaced one after the other, so a service with two or more keeps answering meanwhile."),
        *((paragraph("With one replica, how smooth that is depends on the update strategy: {}.", names(lone)),) if lone else ()),
    )


def _restarted(site: Site, unit: Unit) -> Fence:
    where = namespace(site, unit)
    return fence(
        sh("kubectl rollout restart {} {}", workload(unit), where),
        sh("kubectl rollout status {} {} --timeout=600s", workload(unit), where),
        f'"{unit.placement.workload}" successfully rolled out'
        if unit.placement.kind == "Deployment"
        else "the rollout is complete",
    )


def stop(site: Site) -> tuple[Element, ...]:
    """Outermost first, so that nothing calls what is already gone."""
    lines: list[Line | str] = [_scaled(site, unit, 0) for unit in reversed(site.lasting) if unit.placement.kind in _SCALABLE]
    lines += [_suspended(site, unit, True) for unit in site.schedules if unit.placement.kind == "CronJob"]
    if not lines:
        return ()
    return (
        paragraph("Outermost first, so that nothing calls what is already gone. Volumes and secrets stay."),
        fence(*lines, *everywhere(site, "kubectl get pods {}"), "no pod left but Completed ones"),
    )


def start(site: Site) -> tuple[Element, ...]:
    """In deployment order, to what the files say; an autoscaler takes over again as soon as there is one replica."""
    lines: list[Line | str] = []
    for wave in site.waves():
        here = [unit for unit in wave if unit.runs_on and unit.placement.kind in _SCALABLE]
        lines += [Comment(", ".join(unit.name for unit in here))] if here else []
        lines += [_scaled(site, unit, unit.least or 1) for unit in here]
        lines += [sh("kubectl rollout status {} {} --timeout=600s", workload(unit), namespace(site, unit)) for unit in here]
    lines += [_suspended(site, unit, False) for unit in site.schedules if unit.placement.kind == "CronJob"]
    if not lines:
        return ()
    return (
        paragraph("In the order in which they need each other, to the numbers in the files."),
        fence(*lines, "every rollout reported as complete"),
    )


def _scaled(site: Site, unit: Unit, count: int) -> Line:
    return sh("kubectl scale {} {} --replicas={}", workload(unit), namespace(site, unit), count)


def _suspended(site: Site, unit: Unit, value: bool) -> Line:
    patch = f'{{"spec":{{"suspend":{str(value).lower()}}}}}'
    return sh("kubectl patch {} {} -p {}", workload(unit), namespace(site, unit), patch)


def logs(site: Site) -> tuple[Element, ...]:
    """Live, searched and of the container before, for the first service; then how to pick each of the others."""
    unit = next(iter(site.services), None) or next(iter(site.units), None)
    if unit is None:
        return ()
    where, picked = namespace(site, unit), logs_of(unit)
    others = [(each.name, say("`{}`", " ".join(logs_of(each)))) for each in site.units if each is not unit]
    return (
        paragraph("Every container writes to its standard output; `kubectl` reads it. Here {}:", unit.name),
        fence(
            Comment("live, from the last 100 lines on"),
            sh("kubectl logs {} {} --tail=100 --follow", where, picked),
            Comment("the last hour, errors only"),
            sh("kubectl logs {} {} --since=1h --tail=-1 | grep -i error", where, picked),
            Comment("what the container said before it was restarted"),
            sh("kubectl logs {} {} --previous --tail=100", where, (workload(unit),)),
            "the last lines before the exit; an error says so where no container was restarted",
        ),
        *((paragraph("For the others, put these words in the place of `{}`:", " ".join(picked)),) if others else ()),
        *((table(("Of", "Words"), others),) if others else ()),
    )


def reload(site: Site, services: tuple[str, ...]) -> Fence:
    """New pods read their secrets anew; running ones keep what they read at their start."""
    named = [unit for name in services if (unit := site.unit(name)) and unit.placement.kind in _ROLLING]
    units = named or list(site.services)
    return fence(
        *(sh("kubectl rollout restart {} {}", workload(unit), namespace(site, unit)) for unit in units),
        *(sh("kubectl rollout status {} {} --timeout=600s", workload(unit), namespace(site, unit)) for unit in units),
        "successfully rolled out, one line each",
    )


def inside(site: Site, unit: Unit, command: Shell) -> Shell:
    return sh("kubectl exec {} {} -- {}", namespace(site, unit), workload(unit), command)
