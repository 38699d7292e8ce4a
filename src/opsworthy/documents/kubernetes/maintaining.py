"""What recurs on Kubernetes: scheduled jobs, backups, migrations, volumes."""

from opsworthy.documents.kubernetes.names import everywhere, namespace, workload
from opsworthy.documents.markup import Comment, Element, Fence, fence, paragraph, say, table
from opsworthy.documents.phrases import amount, names, place
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, Unit


def maintain(site: Site) -> tuple[Element, ...]:
    return (*_schedules(site), *_tasks(site), *_caches(site), *_volumes(site))


def _schedules(site: Site) -> tuple[Element, ...]:
    jobs = [unit for unit in site.schedules if unit.placement.kind == "CronJob"]
    if not jobs:
        return ()
    rows = [
        (
            unit.name,
            say("`{}`", each.value) if (each := unit.placement.schedule) else "—",
            place([each.location] if each else unit.placement.locations),
        )
        for unit in jobs
    ]
    one = jobs[0]
    by_hand = f"{one.placement.workload}-by-hand"
    where = namespace(site, one)
    return (
        paragraph("What runs by a schedule:"),
        table(("Job", "Schedule", "From"), rows),
        fence(
            *everywhere(site, "kubectl get cronjobs {}"),
            "LAST SCHEDULE not older than one turn of the schedule, SUSPEND False",
            Comment(f"run {one.name} now and read what it says"),
            sh("kubectl create job {} --from={} {}", by_hand, f"cronjob/{one.placement.workload}", where),
            sh("kubectl wait --for=condition=complete {} {} --timeout=600s", f"job/{by_hand}", where),
            sh("kubectl logs {} {}", f"job/{by_hand}", where),
            sh("kubectl delete job {} {}", by_hand, where),
        ),
    )


def _tasks(site: Site) -> tuple[Element, ...]:
    jobs = [unit for unit in site.tasks if unit.placement.kind == "Job"]
    if not jobs:
        return ()
    check: Fence = fence(
        *everywhere(site, "kubectl get jobs {}"),
        "COMPLETIONS 1/1 for each",
        sh("kubectl logs {} {}", workload(jobs[0]), namespace(site, jobs[0])),
    )
    return (paragraph("What runs once with each deployment: {}.", names(unit.name for unit in jobs)), check)


def _caches(site: Site) -> tuple[Element, ...]:
    """A cache on the cluster can be emptied by restarting it, where it keeps nothing on a volume."""
    caches = [unit for unit in site.datastores if _forgets(unit)]
    if not caches:
        return ()
    return (
        paragraph(
            "Emptying a cache: {} keeps nothing on a volume, so a restart empties it. Whatever relied on it starts cold.",
            names(unit.name for unit in caches),
        ),
        fence(*(sh("kubectl rollout restart {} {}", workload(unit), namespace(site, unit)) for unit in caches), "restarted"),
    )


def _forgets(unit: Unit) -> bool:
    return getattr(unit.of, "engine", "") in ("redis", "valkey", "memcached") and not unit.placement.volumes


def _volumes(site: Site) -> tuple[Element, ...]:
    held = [(unit, volume) for unit in site.units for volume in unit.placement.volumes]
    if not held:
        return ()
    rows = [
        (unit.name, volume.name, amount(volume.size) if volume.size else "not said", place([volume.location]))
        for unit, volume in held
    ]
    return (
        paragraph("What is kept on volumes:"),
        table(("Of", "Volume", "Size", "From"), rows),
        fence(*everywhere(site, "kubectl get persistentvolumeclaims {}"), "STATUS Bound for each"),
    )
