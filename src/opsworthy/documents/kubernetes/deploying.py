"""Bringing a Kubernetes environment to what its files say."""

from opsworthy.documents.kubernetes.names import namespace, patience, workload
from opsworthy.documents.markup import Comment, Element, Fence, Item, Line, Shell, fence, say, step
from opsworthy.documents.phrases import cite, span
from opsworthy.documents.platform import Tool, Window
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, Unit

DEADLINE = 600
"""Seconds after which Kubernetes itself calls a rollout stuck (progressDeadlineSeconds), unless a manifest says otherwise."""

_FEW = 3
_ROLLING = ("Deployment", "StatefulSet", "DaemonSet")

TOOLS = (
    Tool("kubectl", sh("kubectl version --client"), "a client within one minor version of the cluster", "talks to the cluster"),
    Tool("git", sh("git --version"), "git version 2 or newer", "brings the files that are deployed, and takes them back"),
)


def access(site: Site) -> Fence:
    """Reads that show whether the right cluster answers and lets this person deploy."""
    context = site.system.answer(f"environments.{site.asked}.context")
    spot = namespace(site)
    kind = next((unit.placement.kind.lower() for unit in (*site.lasting, *site.units)), "deployment")
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
    context = site.system.answer(f"environments.{site.asked}.context")
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
        _choose(site),
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
        return (*(("-R",) if _nested(site, target) else ()), "-f", target, *_space(site))
    return (*(word for path in _written(site) for word in ("-f", path)), *_space(site)) if _written(site) else ()


def _space(site: Site) -> tuple[str, ...]:
    """The namespace to apply into; none where the manifests name several, which kubectl would refuse to override."""
    held = {unit.placement.namespace for unit in site.units if unit.placement.namespace}
    return namespace(site) if len(held) < 2 else ()


def folder_of(site: Site) -> str | None:
    """The file or folder whose history is that of the site."""
    how, target = site.deploy
    return target if how in ("kustomize", "manifests") else next(iter(_written(site)), None)


def _written(site: Site) -> tuple[str, ...]:
    """The few files, or the one folder, that hold the manifests of everything here; nothing where they are scattered."""
    paths = tuple(dict.fromkeys(place.path for unit in site.services for place in unit.placement.locations[:1]))
    folders = {path.rpartition("/")[0] for path in paths}
    if len(paths) <= _FEW:
        return paths
    return (folders.pop() or ".",) if len(folders) == 1 else ()


def _nested(site: Site, folder: str) -> bool:
    prefix = f"{folder}/" if folder not in ("", ".") else ""
    held = (path for path in site.system.paths if path.startswith(prefix) and path.endswith((".yaml", ".yml")))
    return any("/" in path.removeprefix(prefix) for path in held)


def _choose(site: Site) -> Item:
    target = folder_of(site) or "."
    tags = [unit.image.location for unit in site.services if unit.image and unit.image.location.path.startswith(target)]
    words = say("Stand on the commit that is to be deployed, with nothing else changed in `{}`.", target)
    if tags:
        words += say(" The tags of the images stand there{}.", cite(sorted(tags), most=1))
    clean = fence(sh("git log -1 --oneline"), sh("git status --short {}", target), "the commit to deploy, and no changed file")
    return step(words, clean)


def _clear(site: Site) -> tuple[Item, ...]:
    jobs: dict[tuple[str, ...], list[str]] = {}
    for unit in site.tasks:
        if unit.placement.kind == "Job":
            jobs.setdefault(namespace(site, unit), []).append(unit.placement.workload)
    if not jobs:
        return ()
    commands = [sh("kubectl delete job {} {} --ignore-not-found", tuple(names), where) for where, names in jobs.items()]
    words = "Take away the finished jobs of the last deployment: a Job cannot be changed, so applying a new image to it fails."
    return (step(words, fence(*commands, "one line for each job that was there, nothing on a first deployment")),)


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
