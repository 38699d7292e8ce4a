"""Too little room: nodes, quotas, autoscalers, volumes."""

from opsworthy.documents.kubernetes.names import namespace, workload
from opsworthy.documents.kubernetes.scaling import demands
from opsworthy.documents.markup import Words, fence, joined, say, step
from opsworthy.documents.phrases import amount, cores, names, see
from opsworthy.documents.platform import Issue
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site

_CLAIM = "A volume: its storage class and zone must exist in the cluster; the claim's events say which is missing."


def pending(site: Site) -> Issue | None:
    asked = [(unit, held) for unit in site.lasting if (held := unit.resources) and (held.cpu_request or held.memory_request)]
    if not site.lasting:
        return None
    volumes = [unit.name for unit in site.lasting if unit.placement.volumes]
    largest = max(asked, key=lambda each: each[1].memory_request or 0, default=None)
    cause = say("No node has what the pod requests free")
    if largest:
        unit, held = largest
        cpu = f"{cores(held.cpu_request)} CPU and " if held.cpu_request else ""
        cause += say(" (the most asks {}: {}{} memory)", unit.name, cpu, amount(held.memory_request or 0))
    if volumes:
        cause += say("; or its volume cannot be bound or attached: {}", names(volumes))
    return Issue(
        "pending",
        "A pod stays Pending",
        (say("`kubectl get pods` shows `Pending` for minutes"), say("an event says `FailedScheduling`")),
        (*cause, *say(".")),
        fence(
            sh("kubectl get events {} --field-selector reason=FailedScheduling", namespace(site)),
            "Insufficient cpu, Insufficient memory, or a volume that cannot be bound",
            sh("kubectl top nodes"),
            "how full the nodes are",
            *((sh("kubectl get persistentvolumeclaims {}", namespace(site)), "STATUS Bound for each") if volumes else ()),
        ),
        (
            step("Insufficient CPU or memory: the platform team adds a node, or something less important is scaled down."),
            *((step(_CLAIM),) if volumes else ()),
        ),
        tuple(held.location for _, held in asked[:3]),
    )


def quota(site: Site) -> Issue | None:
    if not site.limits:
        return None
    hard = names([f"{each.resource} {each.value}" for each in site.limits], ", ")
    short = [each for each in demands(site) if not each.fits]
    cause: Words = (*say("The namespace may not use more than "), *hard, *say("."))
    for each in short:
        cause += say(
            " With every autoscaler at its maximum the services ask for `{} {}`, which is more.", each.limit.resource, each.shown
        )
    return Issue(
        "quota",
        "The quota is used up",
        (say("an event says `exceeded quota`"), say("a ReplicaSet wants more pods than it has, and no pod is Pending")),
        cause,
        fence(
            sh("kubectl describe resourcequota {}", namespace(site)),
            "Used below Hard; the line where they are equal is the one",
            sh("kubectl get events {} --field-selector reason=FailedCreate", namespace(site)),
            "exceeded quota, with what was asked, used and allowed",
        ),
        (
            step(say("Free what is not needed: {}.", see(site.titled("Scaling")))),
            step("Raise the quota in the files; it guards the budget, so whoever approves spending approves that too."),
        ),
        tuple(place for each in site.limits for place in each.locations[:1]),
    )


def autoscaler(site: Site) -> Issue | None:
    scaled = [(unit, unit.scaling) for unit in site.lasting if unit.scaling]
    if not scaled:
        return None
    bounds = joined([say("{} {}", unit.name, held.maximum) for unit, held in scaled])
    return Issue(
        "autoscaler",
        "The autoscaler is at its maximum",
        (say("`kubectl get hpa` shows REPLICAS equal to MAXPODS and TARGETS above the target"), say("latency grows")),
        (*say("More load than the maximum can carry ("), *bounds, *say("), or each request costs more than it did.")),
        fence(
            sh("kubectl get hpa {}", namespace(site)),
            "which one is at its maximum; <unknown> in TARGETS means that no metrics arrive and nothing is scaled at all",
            sh("kubectl describe hpa {}", namespace(site)),
            "ScalingLimited True with TooManyReplicas",
            sh("kubectl top pods {} --containers", namespace(site)),
        ),
        (
            step(
                say(
                    "More load, and the nodes have room: raise the maximum as in {}, within the quota.",
                    see(site.titled("Scaling")),
                )
            ),
            step(say("The same load as before, since a deployment: {}.", see("Rollback"))),
            step("Slow because something behind it is slow: more replicas make that worse; look there first."),
        ),
        tuple(place for _, held in scaled for place in held.locations[:1]),
    )


def volume(site: Site) -> Issue | None:
    held = [(unit, volume) for unit in site.units for volume in unit.placement.volumes if volume.size]
    if not held:
        return None
    sizes = joined([say("{} {}", unit.name, amount(volume.size)) for unit, volume in held if volume.size])
    mounted = next(((unit, volume) for unit, volume in held if volume.mount and unit.runs_on), None)
    look = (
        (
            sh("kubectl exec {} {} -- df -h {}", namespace(site, mounted[0]), workload(mounted[0]), mounted[1].mount or "/"),
            "Use% well below 100",
        )
        if mounted
        else ()
    )
    return Issue(
        "volume",
        "A volume is full",
        (say("a log says `No space left on device`"), say("a database refuses to write or does not start")),
        (*say("The data outgrew the volume: "), *sizes, *say(".")),
        fence(*look, sh("kubectl get persistentvolumeclaims {}", namespace(site)), "CAPACITY of each claim"),
        (
            step("Where the storage class allows it, the claim can grow: raise the size in the files, and the claim itself."),
            step("Else free space: old backups and logs first. Never delete what you cannot name."),
        ),
        tuple(volume.location for _, volume in held),
    )
