"""What surrounds the pods: the things they need, jobs, and the way in."""

from opsworthy.documents.kubernetes.names import namespace, workload
from opsworthy.documents.markup import Line, Words, fence, joined, say, step
from opsworthy.documents.phrases import names, see
from opsworthy.documents.platform import Issue
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, Unit
from opsworthy.system.model import Service


def dependency(site: Site) -> Issue | None:
    """Who suffers when something is away, from the edges between services and datastores."""
    users: dict[str, list[str]] = {}
    for unit in site.units:
        if isinstance(unit.of, Service) and unit.runs_on:
            for edge in unit.of.depends_on:
                users.setdefault(edge.name, []).append(unit.name)
    if not users:
        return None
    told: Words = joined([say("without {}: {}", name, names(held)) for name, held in users.items()], "; ")
    lines: list[Line | str] = [
        sh("kubectl get pods {}", namespace(site)),
        "everything Running and ready; what is not is the place to look",
    ]
    for unit in site.datastores:
        lines += _asks(site, unit)
    places = tuple(
        place
        for unit in site.units
        if isinstance(unit.of, Service)
        for edge in unit.of.depends_on
        for place in edge.locations[:1]
    )
    return Issue(
        "dependency",
        "Something that a service needs is away",
        (say("logs say `connection refused`, `timeout` or `no such host`"), say("several services fail at once")),
        (*say("One failure spreads to its callers: "), *told, *say(".")),
        fence(*lines),
        (
            step("Begin with what needs nothing itself: datastores first, then along the deployment order."),
            step(say("Bring that one back: {} or {}.", see(site.titled("Restart")), see("Pods crash and restart"))),
            step("Its callers reconnect by themselves or are restarted after it, in deployment order."),
        ),
        places,
    )


def _asks(site: Site, unit: Unit) -> list[Line | str]:
    """Its own health command, run where it lives."""
    probe = unit.probe("readiness", "liveness", "startup", "health")
    if probe is None or probe.kind != "exec" or not probe.command or unit.placement.platform != "kubernetes":
        return []
    if any("***" in word for word in probe.command):  # a masked secret: the command would not work
        return []
    command = sh("kubectl exec {} {} -- {}", namespace(site, unit), workload(unit), probe.command)
    return [command, f"{unit.name} answers: exit code 0"]


def job(site: Site) -> Issue | None:
    jobs = [unit for unit in (*site.tasks, *site.schedules) if unit.placement.kind in ("Job", "CronJob")]
    if not jobs:
        return None
    tasks = [unit for unit in jobs if unit.placement.kind == "Job"]
    look: tuple[Line | str, ...] = ()
    if tasks:
        look = (sh("kubectl logs {} {} --tail=100", workload(tasks[0]), namespace(site, tasks[0])), "the error of its last try")
    return Issue(
        "job",
        "A job fails or does not run",
        (say("`kubectl get jobs` shows COMPLETIONS `0/1`"), say("LAST SCHEDULE of a CronJob is older than its schedule")),
        say("The command of the job failed, was killed, or never started: {}.", names(unit.name for unit in jobs)),
        fence(
            sh("kubectl get cronjobs,jobs {}", namespace(site)),
            "which one, and since when",
            *look,
            sh("kubectl get events {} --field-selector type=Warning --sort-by=.lastTimestamp", namespace(site)),
            "BackoffLimitExceeded, DeadlineExceeded, or a reason why no pod was made",
        ),
        (
            step(say("A migration failed: stop the deployment; {}.", see("Data migrations and rollback")))
            if site.system.migrations
            else step("It was part of a deployment: stop there, and do not deploy further before it passed."),
            step(
                say(
                    "Mended: delete the failed Job and deploy again, which makes it anew; a CronJob is run by hand ({}).",
                    see(site.titled("Maintenance")),
                )
            ),
        ),
        tuple(place for unit in jobs for place in unit.placement.locations[:1]),
    )  # fmt: skip


def way_in(site: Site) -> Issue | None:
    held = [each for each in site.endpoints if each.host and "*" not in each.host]
    if not held:
        return None
    first = held[0]
    scheme = "https" if first.tls else "http"
    reached = joined([say("`{}{}` goes to {}", each.host, each.path, each.service) for each in held], "; ")
    unit = site.unit(first.service)
    return Issue(
        "way-in",
        "The address answers 404, 502, 503 or 504",
        (say("users see an error page of the ingress controller"), say("the pods themselves look healthy")),
        say("No rule for the address (404), no ready pod behind it (502, 503), or one that is too slow (504). {}.", reached),
        fence(
            sh("curl -i --max-time 10 {}", f"{scheme}://{first.host}{first.path}"),
            "the status, and in the Server header who answered",
            sh("kubectl get ingress {}", namespace(site)),
            "HOSTS and an ADDRESS",
            sh("kubectl get endpointslices {}", namespace(site)),
            f"addresses for {unit.name}; none means that no pod is ready" if unit else "addresses for each service",
        ),
        (
            step(say("No addresses: {}.", see("Pods run but are not ready"))),
            step("404: compare host and path with the ingress; the name must resolve to the ADDRESS of the ingress."),
            step("504: find the slow service by its logs and its CPU."),
        ),
        tuple(place for each in held for place in each.locations[:1]),
    )  # fmt: skip


def certificate(site: Site) -> Issue | None:
    held = [each for each in site.endpoints if each.tls and each.host and "*" not in each.host]
    if not held:
        return None
    hosts = tuple(dict.fromkeys(each.host for each in held))
    return Issue(
        "certificate",
        "The certificate is invalid or expired",
        (say("browsers warn; `curl` says `certificate has expired` or `does not match`"),),
        say(
            "The certificate of {} was not renewed, or the ingress does not find its secret and serves a default one.",
            names(hosts),
        ),
        fence(
            sh(
                "echo | openssl s_client -connect {} -servername {} 2>/dev/null | openssl x509 -noout -issuer -enddate",
                f"{hosts[0]}:443",
                hosts[0],
            ),
            "the issuer you know, and notAfter in the future",
            sh("kubectl describe ingress {}", namespace(site)),
            "TLS names the secret; the events say whether it was found",
            sh("kubectl get secrets {} --field-selector type=kubernetes.io/tls", namespace(site)),
            "that secret is there",
        ),
        (
            step("Where cert-manager issues it, its Certificate says why it was not renewed; else whoever issued it renews it."),
            step("After the secret changed, the ingress controller takes it without a restart."),
        ),
        tuple(place for each in held for place in each.locations[:1]),
    )
