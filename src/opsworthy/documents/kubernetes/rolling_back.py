"""Taking a Kubernetes environment back to what worked."""

from opsworthy.documents.kubernetes.deploying import files_of, folder_of
from opsworthy.documents.kubernetes.names import everywhere, namespace, workload
from opsworthy.documents.markup import Element, Item, Line, fence, paragraph, say, step
from opsworthy.documents.phrases import see
from opsworthy.documents.shell import Variable, sh, typed
from opsworthy.documents.site import Site, Unit

_ROLLING = ("Deployment", "StatefulSet", "DaemonSet")
_IMAGES = "custom-columns=NAME:.metadata.name,IMAGE:.spec.template.spec.containers[*].image"


def last_good(site: Site) -> tuple[Element, ...]:
    units = [unit for unit in site.services if unit.placement.kind in _ROLLING]
    if not units:
        return ()
    folder = folder_of(site)
    history: Line | None = sh("git log --oneline -10 -- {}", folder) if folder else None
    return (
        paragraph("What runs now, what Kubernetes still remembers, and which commit asked for it; here for {}:", site.name),
        fence(
            *everywhere(site, "kubectl get deployments {} -o {}", _IMAGES),
            "the image of each service: that is the version which runs now",
            sh("kubectl rollout history {} {}", workload(units[0]), namespace(site, units[0])),
            "numbered revisions, the last one running; the one before it is where an undo goes",
            history,
            "the commits that changed this environment, newest first" if history else None,
        ),
        paragraph("The last good version is the one before the newest whose deployment passed its verification."),
    )


def roll_back(site: Site) -> tuple[Item, ...]:
    """At once by Kubernetes' memory, then for good by the files: the next deployment must not bring the bad version back."""
    units = [
        unit for wave in reversed(site.waves()) for unit in wave if unit in site.services and unit.placement.kind in _ROLLING
    ]
    if not units:
        return ()
    return (_undo(site, units), *_for_good(site))


def _undo(site: Site, units: list[Unit]) -> Item:
    words = say(
        "Take back what was deployed, callers before what they call. Leave out what was not changed: every line goes back "
        "one revision, whether that was the bad one or not. A restart is a revision too: where there was one since the "
        "deployment, name the good one, such as `--to-revision=3`."
    )
    undone = [sh("kubectl rollout undo {} {}", workload(unit), namespace(site, unit)) for unit in units]
    waits = [sh("kubectl rollout status {} {} --timeout=600s", workload(unit), namespace(site, unit)) for unit in units]
    return step(words, fence(*undone, "rolled back, one line each", *waits, "successfully rolled out, one line each"))


def _for_good(site: Site) -> tuple[Item, ...]:
    files = files_of(site)
    if not files:
        return ()
    words = say(
        "Take the change out of the files too, config maps included, which an undo does not touch; else the next deployment "
        "brings it back. Then deploy as in {}.",
        see(f"Deploy to {site.name}"),
    )
    commands = fence(
        sh("git log --oneline -5 -- {}", folder_of(site) or "."),
        *typed("BAD_COMMIT", "the hash of the commit to take back"),
        sh("git revert --no-edit {}", Variable("BAD_COMMIT")),
        "one new commit that takes it back",
        sh("kubectl diff {}", files),
        "only the way back; an image that was already undone shows no difference",
    )
    return (step(words, commands),)
