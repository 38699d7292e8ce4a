"""Seeing that a Kubernetes environment works: after a deployment, after a rollback, and whenever somebody asks."""

from opsworthy.documents.addresses import addresses, answer_of, routes
from opsworthy.documents.kubernetes.names import everywhere, namespace, patience, pods, port_of, together, workload
from opsworthy.documents.markup import Element, Fence, Hole, Item, Line, TableOf, Words, fence, paragraph, say, step, table
from opsworthy.documents.phrases import cite, place, span
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, Unit
from opsworthy.system.model import Probe

_PODS = "every pod Running with all containers READY (jobs Completed), and RESTARTS not growing"
_IMAGES = "custom-columns=NAME:.metadata.name,IMAGE:.spec.template.spec.containers[*].image"


def verify(site: Site) -> tuple[Item, ...]:
    """From the inside out: replicas, versions, answers, logs, and then patience."""
    return (*_running(site), *_versions(site), *_answers(site), *_quiet(site), *_watch(site))


def verify_undone(site: Site) -> tuple[Item, ...]:
    """The same after a rollback, where the images are not those in the files yet."""
    command = everywhere(site, "kubectl get deployments {} -o {}", _IMAGES)
    versions = step("The images are those of the last good version.", fence(*command, "the tags that you wrote down as good"))
    return (*_running(site), versions, *_answers(site))


def _kinds(site: Site) -> str:
    kinds = dict.fromkeys(unit.placement.kind.lower() for unit in site.lasting)
    return ",".join(f"{kind}s" for kind in kinds) or "pods"


def _running(site: Site) -> tuple[Item, ...]:
    if not site.lasting:
        return (step("What runs there is ready.", fence(*everywhere(site, "kubectl get pods {}"), _PODS)),)
    wanted = ", ".join(
        f"{unit.name} {unit.least}/{unit.least}{' or more' if unit.scaling else ''}" for unit in site.lasting if unit.least
    )
    return (
        step(
            "Every replica is there and ready.",
            fence(
                *everywhere(site, f"kubectl get {_kinds(site)} {{}}"),
                f"READY {wanted}" if wanted else "READY shows as many replicas as wanted",
                *everywhere(site, "kubectl get pods {}"),
                _PODS,
            ),
        ),
    )


def _versions(site: Site) -> tuple[Item, ...]:
    images = {unit.name: unit.image.value for unit in site.services if unit.image and unit.placement.kind == "Deployment"}
    if not images:
        return ()
    shown = "; ".join(f"{name} {image.rpartition('/')[2]}" for name, image in images.items())
    command = everywhere(site, "kubectl get deployments {} -o {}", _IMAGES)
    return (step("The images are the ones that the files name.", fence(*command, shown)),)


def _answers(site: Site) -> tuple[Item, ...]:
    lines: list[Line | str] = []
    for each in addresses(site):
        lines += [sh("curl -i --max-time 10 {}", each.url), f"{each.expected} ({each.service})"]
    inner = next((unit for unit in site.services if routes(site, unit)), None)
    if not lines and inner is None:
        return ()
    if not lines and inner is not None:
        return (step(say("{} answers its health check.", inner.name), *asking(site, inner)),)
    return (step("It answers from outside.", fence(*lines)),)


def asking(site: Site, unit: Unit) -> tuple[Element, ...]:
    """How to ask one service from inside the cluster; two terminals, because the tunnel stays open."""
    probe = unit.probe("readiness", "health", "liveness", "startup")
    port = port_of(unit, probe) if probe else unit.port
    route = next(iter([probe.path] if probe and probe.path else routes(site, unit)), None)
    if port is None or route is None:
        return ()
    local = port if port >= 1024 else 8080
    return (
        fence(
            sh("kubectl port-forward {} {} {}:{}", namespace(site, unit), workload(unit), local, port),
            f"Forwarding from 127.0.0.1:{local}",
        ),
        paragraph("and in a second terminal:"),
        fence(sh("curl -i {}", f"http://127.0.0.1:{local}{route}"), answer_of(site, unit, route)),
    )


def _quiet(site: Site) -> tuple[Item, ...]:
    """The newest lines of every service: one command where their labels allow it and they share a namespace."""
    services = [unit for unit in site.services if pods(unit)]
    if not services:
        return ()
    shared = together(services) if len({namespace(site, unit) for unit in services}) == 1 else None
    words = "kubectl logs {} {} --since=10m --tail=20 --prefix --max-log-requests={}"
    most = max(sum(unit.most or 1 for unit in services), 5)
    if shared:
        asked = [sh(words, namespace(site, services[0]), ("-l", shared), most)]
    else:
        asked = [sh(words, namespace(site, unit), pods(unit), max(unit.most or 1, 5)) for unit in services]
    return (step("The logs hold no new errors.", fence(*asked, "no stack trace, no line at level error")),)


def _watch(site: Site) -> tuple[Item, ...]:
    held = [(patience(probe), unit, probe) for unit in site.services if (probe := unit.probe("liveness"))]
    if not held:
        return ()
    seconds, unit, probe = max(held, key=lambda each: each[0])
    words = say(
        "Look again after {} at the earliest: until then the liveness probe of {} has not had its {} chances to fail{}.",
        span(seconds), unit.name, probe.failures or 3, cite((probe.location,)),
    )  # fmt: skip
    return (step(words, fence(*everywhere(site, "kubectl get pods {}"), "the same pods, RESTARTS unchanged")),)


def health(site: Site) -> tuple[Element, ...]:
    """The whole at a glance, then each service's own check."""
    one = next((unit for unit in site.services if routes(site, unit)), None)
    inside = asking(site, one) if one else ()
    return (
        paragraph("All of it at once:"),
        _glance(site),
        *(
            (paragraph("What Kubernetes asks by itself, and what it does about the answer:"), _probes(site))
            if _has_probes(site)
            else ()
        ),
        *(
            (paragraph("One service by hand, here {}; the table gives the port and the path of the others.", one.name), *inside)
            if one and inside
            else ()
        ),
    )


def _glance(site: Site) -> Fence:
    lines: list[Line | str] = [
        *everywhere(site, f"kubectl get {_kinds(site)} {{}}"),
        "READY shows as many replicas as wanted for each",
        *everywhere(site, "kubectl get events {} --field-selector type=Warning --sort-by=.lastTimestamp"),
        "no warning of the last minutes",
    ]
    for each in addresses(site):
        lines += [sh("curl -i --max-time 10 {}", each.url), f"{each.expected} ({each.service})"]
    return fence(*lines)


def _has_probes(site: Site) -> bool:
    return any(unit.placement.probes for unit in site.lasting)


def _probes(site: Site) -> TableOf:
    """One row for each unit: what its probes ask, in the order in which they matter to an operator."""
    rows: list[tuple[Hole, ...]] = []
    for unit in site.lasting:
        held = {probe.role: probe for probe in reversed(unit.placement.probes)}
        if held:
            told = [_told(unit, held[role]) if role in held else "—" for role in ("readiness", "liveness", "startup")]
            rows.append((unit.name, *told, place(probe.location for probe in held.values())))
    return table(("Service", "Readiness: else no requests", "Liveness: else restarted", "Start-up: else restarted", "From"), rows)


def _told(unit: Unit, probe: Probe) -> Words:
    return say("{}, {}", _asked(unit, probe), _rhythm(probe))


def _asked(unit: Unit, probe: Probe) -> Words:
    if probe.kind == "http":
        return say("`GET {}` on port {}", probe.path or "/", port_of(unit, probe) or probe.port or "?")
    if probe.kind == "exec":
        return say("`{}`", " ".join(probe.command))
    return say("{} on port {}", probe.kind.upper() if probe.kind == "tcp" else "gRPC", port_of(unit, probe) or probe.port or "?")


def _rhythm(probe: Probe) -> Words:
    return say("every {} s, {} times", probe.period or 10, probe.failures or 3)
