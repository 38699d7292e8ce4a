"""Pods that do not start, do not stay, or do not serve."""

from opsworthy.documents.kubernetes.names import namespace, patience, pods, port_of, workload
from opsworthy.documents.markup import Line, Words, fence, joined, say, step
from opsworthy.documents.phrases import amount, names, see, span
from opsworthy.documents.platform import Issue
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, Unit


def crash(site: Site) -> Issue | None:
    if not site.services:
        return None
    unit = site.services[0]
    where = namespace(site, unit)
    live = [(each, probe) for each in site.services if (probe := each.probe("liveness"))]
    probed = [say("{} after {}", each.name, span(patience(probe))) for each, probe in live]
    cause = say("The process exits by itself, most often because a setting is missing or what it needs at start does not answer")
    if probed:
        cause += (*say("; or its liveness probe failed: "), *joined(probed))
    return Issue(
        "crash",
        "Pods crash and restart",
        (say("`kubectl get pods` shows `CrashLoopBackOff` or `Error`, and RESTARTS grows"), say("a rollout does not finish")),
        (*cause, *say(".")),
        fence(
            sh("kubectl get pods {}", namespace(site)),
            "which service it is; the commands below are for " + unit.name,
            sh("kubectl describe pods {} {}", where, pods(unit)),
            "Last State gives Reason and Exit Code (137 with OOMKilled: memory; 1: its own error); Events name a failed probe",
            sh("kubectl logs {} {} --previous --tail=100", where, (workload(unit),)),
            "the last words before the exit",
        ),
        (
            step(say("The log names a missing setting or secret: {}.", see("A pod is refused because of its configuration"))),
            step(say("The log names a database, a cache or another service: {}.", see("Something that a service needs is away"))),
            step(say("It began with a deployment: {}.", see("Rollback"))),
            step(say("`OOMKilled`: {}.", see("A container is killed at its memory limit"))),
        ),
        tuple(probe.location for _, probe in live),
    )


def configuration(site: Site) -> Issue | None:
    wanted = dict.fromkeys(
        each.object for each in site.secrets if each.object and each.store in ("kubernetes", "external-secrets")
    )
    outside = any(each.store == "external-secrets" for each in site.secrets)
    if not site.services:
        return None
    where = namespace(site)
    lines: list[Line | str] = [
        sh("kubectl get events {} --field-selector reason=Failed", where),
        "names the secret, the config map or the key that is missing",
    ]
    if wanted:
        lines += [sh("kubectl get secrets {}", where), f"{', '.join(wanted)} are there, DATA above 0"]
    if outside:
        lines += [sh("kubectl get externalsecrets {}", where), "READY True, STATUS SecretSynced for each"]
    symptoms = (
        say("`kubectl get pods` shows `CreateContainerConfigError`"),
        say("an event says `secret … not found` or `couldn't find key`"),
    )
    cause = say("A secret, a config map or one of its keys is not there")
    cause += say("; the secrets are {}.", names(wanted)) if wanted else say(".")
    steps = (
        [step(say("Create what is missing, then watch the pods start by themselves: {}.", see("Rotate a secret")))]
        if site.secrets
        else []
    )
    if outside:
        steps.append(step("An external secret that is not READY: its events say whether the store refuses or has no such entry.",
                          fence(sh("kubectl describe externalsecrets {}", where), "the reason in the last event")))  # fmt: skip
    steps.append(step(say("A key that a new version expects and nobody created: {}.", see("Rollback"))))
    places = tuple(place for each in site.secrets for place in each.locations[:1])
    return Issue(
        "configuration", "A pod is refused because of its configuration", symptoms, cause, fence(*lines), tuple(steps), places
    )


def image(site: Site) -> Issue | None:
    images = {unit.image.value: unit for unit in site.services if unit.image}
    if not images:
        return None
    unit = next(iter(images.values()))
    return Issue(
        "image",
        "An image cannot be pulled",
        (say("`kubectl get pods` shows `ErrImagePull` or `ImagePullBackOff`"),),
        say("The tag does not exist in the registry, or the cluster may not read it. The images are {}.", names(images)),
        fence(
            sh("kubectl get events {} --field-selector reason=Failed", namespace(site)),
            "`not found`: the tag does not exist; `unauthorized` or `denied`: access",
            sh(
                "kubectl get {} {} -o jsonpath={}",
                workload(unit),
                namespace(site, unit),
                "{.spec.template.spec.containers[*].image}",
            ),
            unit.image.value if unit.image else None,
        ),
        (
            step("The tag does not exist: see whether the pipeline pushed it; correct the tag in the files and deploy again."),
            step("Access is refused: the credentials for the registry have expired; the platform team renews them."),
            step("Until then the old replicas go on serving; nothing has to be rolled back unless they are gone."),
        ),
        tuple(unit.image.location for unit in images.values() if unit.image),
    )


def readiness(site: Site) -> Issue | None:
    held = [(unit, probe) for unit in site.services if (probe := unit.probe("readiness"))]
    if not held:
        return None
    unit, probe = held[0]
    needs = {each.name: [edge.name for edge in getattr(each.of, "depends_on", ())] for each, _ in held}
    known: Words = joined([say("{} needs {}", name, names(edges)) for name, edges in needs.items() if edges], "; ")
    port = port_of(unit, probe)
    asked: tuple[Line | str, ...] = ()
    if probe.kind == "http" and port:
        local = port if port >= 1024 else 8080
        asked = (
            sh("kubectl port-forward {} {} {}:{}", namespace(site, unit), workload(unit), local, port),
            f"Forwarding from 127.0.0.1:{local}; in a second terminal:",
            sh("curl -i {}", f"http://127.0.0.1:{local}{probe.path}"),
            "anything but 200 comes with the reason in its body or in the log",
        )
    cause = say(
        "The readiness check fails, so the pod gets no requests: it is still starting, or something that it needs does not answer"
    )
    return Issue(
        "readiness",
        "Pods run but are not ready",
        (
            say("READY shows `0/1` while STATUS is `Running`"),
            say("callers see 503 or refused connections"),
            say("an event says `Readiness probe failed`"),
        ),
        (*cause, *(say(" ({})", known) if known else ()), *say(".")),
        fence(
            sh("kubectl get events {} --field-selector reason=Unhealthy", namespace(site)),
            "which probe of which pod failed, and what it got",
            sh("kubectl logs {} {} --since=15m --tail=50", namespace(site, unit), (workload(unit),)),
            *asked,
        ),
        (
            step(say("Something that it needs is away: {}.", see("Something that a service needs is away"))),
            step(say("It began with a deployment and does not pass within {}: {}.", span(patience(probe)), see("Rollback"))),
            step(say("Only some of the pods: delete one and see whether its successor becomes ready.")),
        ),
        tuple(probe.location for _, probe in held),
    )


def memory(site: Site) -> Issue | None:
    limited = [(unit, unit.resources) for unit in site.lasting if unit.resources and unit.resources.memory_limit]
    if not limited:
        return None
    limits = joined([say("{} {}", unit.name, amount(held.memory_limit)) for unit, held in limited if held.memory_limit])
    unit = limited[0][0]
    return Issue(
        "memory",
        "A container is killed at its memory limit",
        (say("Last State shows `Reason: OOMKilled`, exit code 137"), say("restarts under load, without an error in the log")),
        (*say("It used more than its limit: "), *limits, *say(".")),
        fence(
            sh("kubectl top pods {} --containers", namespace(site)),
            "memory near the limit; `Metrics API not available` means that the cluster does not measure",
            sh("kubectl describe pods {} {}", namespace(site, unit), pods(unit)),
            "Reason OOMKilled, and the limit under Limits",
        ),
        (
            step(say("More load than before: {}.", see(site.titled("Scaling")))),
            step(say("Since a deployment: {}.", see("Rollback"))),
            step("Growing for days: restart it now, and let its developers look for the leak."),
            step("The limit is too small for what it does: raise `resources.limits.memory` in the files and deploy."),
        ),
        tuple(held.location for _, held in limited),
    )


def rollout(site: Site) -> Issue | None:
    rolling: list[Unit] = [unit for unit in site.services if unit.placement.kind == "Deployment"]
    if not rolling:
        return None
    unit = rolling[0]
    return Issue(
        "rollout",
        "A rollout does not finish",
        (say("`kubectl rollout status` says `exceeded its progress deadline` or runs into its timeout"),),
        say("New pods do not become ready; the old ones go on serving as long as the update strategy keeps them."),
        fence(
            sh("kubectl get pods {} --sort-by=.metadata.creationTimestamp", namespace(site)),
            "the newest pods, last, and the state they hang in",
            sh("kubectl describe {} {}", workload(unit), namespace(site, unit)),
            "Conditions: Progressing False gives the reason; ReplicaFailure names a quota",
            sh("kubectl get events {} --field-selector type=Warning --sort-by=.lastTimestamp", namespace(site)),
        ),
        (
            step(say("`CrashLoopBackOff`: {}.", see("Pods crash and restart"))),
            step(say("`Pending`: {}.", see("A pod stays Pending"))),
            step(say("`Running` but not ready: {}.", see("Pods run but are not ready"))),
            step(say("The cause is not found within the time that the deployment may take: {}.", see("Rollback"))),
        ),
        rolling[0].placement.locations[:1],
    )
