"""Bringing a Kubernetes environment to what its files say."""

from opsworthy.documents.kubernetes.names import namespace, patience, workload
from opsworthy.documents.markup import Comment, Element, Fence, Item, Line, Shell, fence, say, step
from opsworthy.documents.phrases import cite, span
from opsworthy.documents.platform import Tool, Window
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, Unit

DEADLINE = 600
"""Seconds after which Kubernetes itself calls a rollout stuck (progressDeadlineSeconds), unless a manifest says otherwise."""

_ROLLING = ("Deployment", "StatefulSet", "DaemonSet")

TOOLS = (
    Tool("kubectl", sh("kubectl version --client"), "a client within one minor version of the cluster", "talks to the cluster"),
    Tool("git", sh("git --version"), "git version 2 or newer", "brings the files that are deployed, and takes them back"),
)


def access(site: Site) -> Fence:
    """Reads that show whether the right cluster answers and lets this person deploy."""
    context = site.system.answer(f"environments.{site.key}.context")
    spot = namespace(site)
    kind = next((unit.placement.kind.lower() for unit in site.units), "deployment")
    return fence(
        sh("kubectl config use-context {}", str(context.value)) if context else None,
        sh("kubectl config current-context"),
        str(context.value) if context else f"the context of {site.name}",
        sh("kubectl get namespace {}", spot[1]) if spot else None,
        f"{spot[1]} with STATUS Active (not found before the first deployment)" if spot else None,
        sh("kubectl auth can-i patch {} {}", f"{kind}s", spot),
        "yes",
    )


def setting(site: Site) -> tuple[Element, ...]:
    """The context, where a person has said it."""
    context = site.system.answer(f"environments.{site.key}.context")
    if context is None:
        return ()
    return (fence(sh("kubectl config use-context {}", str(context.value)), "Switched to context"),)


def restore(_: Site) -> None:
    """Kubernetes keeps no backups of its own."""
    return


def deploy(site: Site) -> tuple[Item, ...]:
    """The steps by hand; the waits follow the order in which things need each other."""
    files = files_of(site)
    if not files:
        return ()
    return (
        _choose(site, site.deploy[1]),
        step(
            "See what will change before anything does.",
            fence(sh("kubectl diff {}", files), "only the changes of this release (exit code 1 where there are any)"),
        ),
        *_clear(site),
        step("Apply.", fence(sh("kubectl apply {}", files), "every line ends in created, configured or unchanged")),
        *_wait(site),
    )


def files_of(site: Site) -> tuple[str, ...]:
    """The words that hand this site's files to kubectl; none where they are not applied by kubectl alone."""
    how, target = site.deploy
    if how == "kustomize":
        return ("-k", target)
    if how == "manifests":
        return (*(("-R",) if _nested(site, target) else ()), "-f", target, *namespace(site))
    return ()


def _nested(site: Site, folder: str) -> bool:
    prefix = f"{folder}/" if folder not in ("", ".") else ""
    held = (path for path in site.system.paths if path.startswith(prefix) and path.endswith((".yaml", ".yml")))
    return any("/" in path.removeprefix(prefix) for path in held)


def _choose(site: Site, target: str) -> Item:
    tags = [unit.image.location for unit in site.services if unit.image and unit.image.location.path.startswith(target)]
    words = say("Stand on the commit that is to be deployed, with nothing else changed in `{}`.", target)
    if tags:
        words += say(" The tags of the images stand there{}.", cite(sorted(tags), most=1))
    clean = fence(sh("git log -1 --oneline"), sh("git status --short {}", target), "the commit to deploy, and no changed file")
    return step(words, clean)


def _clear(site: Site) -> tuple[Item, ...]:
    jobs = tuple(unit.placement.workload for unit in site.tasks if unit.placement.kind == "Job")
    if not jobs:
        return ()
    return (
        step(
            "Take away the finished jobs of the last deployment: a Job cannot be changed, so applying a new image to it fails.",
            fence(
                sh("kubectl delete job {} {} --ignore-not-found", jobs, namespace(site)),
                "one line for each job that was there, nothing on a first deployment",
            ),
        ),
    )


def _wait(site: Site) -> tuple[Item, ...]:
    lines: list[Line] = []
    for wave in site.waves():
        waits = {unit.name: command for unit in wave if (command := _wait_for(site, unit))}
        if waits:
            lines += [Comment(", ".join(waits)), *waits.values()]
    words = say(
        "Wait until everything runs, in the order in which it needs each other. After {} Kubernetes itself calls a rollout "
        "stuck, unless the manifest sets `progressDeadlineSeconds`.",
        span(DEADLINE),
    )
    expected = '"successfully rolled out" for each workload, "condition met" for each job'
    return (step(words, fence(*lines, expected)),) if lines else ()


def _wait_for(site: Site, unit: Unit) -> Shell | None:
    where = namespace(site, unit)
    if unit.placement.kind == "Job":
        return sh("kubectl wait --for=condition=complete {} {} --timeout={}", workload(unit), where, f"{DEADLINE}s")
    if unit.placement.kind in _ROLLING:
        return sh("kubectl rollout status {} {} --timeout={}", workload(unit), where, f"{DEADLINE}s")
    return None


def window(site: Site) -> Window | None:
    """The longest that the start-up probes allow when waves follow each other and replicas are replaced one by one."""
    slowest: list[tuple[str, int]] = []
    for wave in site.waves():
        here = [(unit.name, patience(probe) * (unit.least or 1)) for unit in wave if (probe := unit.probe("startup"))]
        if here:
            slowest.append(max(here, key=lambda each: each[1]))
    if not slowest:
        return None
    parts = ", ".join(f"{name} {span(seconds)}" for name, seconds in slowest)
    words = say("the start-up probes of the slowest in each wave allow {}, one replica after the other", parts)
    return Window(sum(seconds for _, seconds in slowest), words)
