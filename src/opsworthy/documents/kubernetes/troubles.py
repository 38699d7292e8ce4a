"""The troubles of a Kubernetes environment, by symptom, and the questions that lead to the right one."""

from opsworthy.documents.kubernetes.issues import around, capacity, pods
from opsworthy.documents.kubernetes.names import namespace
from opsworthy.documents.markup import Bullets, Item, fence, say, step
from opsworthy.documents.phrases import see
from opsworthy.documents.platform import Issue
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site

_KNOWN = (
    pods.crash, pods.configuration, pods.image, pods.readiness, pods.memory, pods.rollout, capacity.pending, capacity.quota,
    capacity.autoscaler, capacity.volume, around.dependency, around.job, around.way_in, around.certificate,
)  # fmt: skip

_STATES = (
    ("`CrashLoopBackOff` or `Error`", "Pods crash and restart"),
    ("`CreateContainerConfigError`", "A pod is refused because of its configuration"),
    ("`ErrImagePull` or `ImagePullBackOff`", "An image cannot be pulled"),
    ("`Pending`", "A pod stays Pending"),
    ("`Running`, but READY shows `0/1`", "Pods run but are not ready"),
)
_BEYOND = (
    ("fewer pods than wanted, and none of them Pending", "The quota is used up"),
    ("all ready, but slow", "The autoscaler is at its maximum"),
    ("all ready, but users see 404, 502, 503 or 504", "The address answers 404, 502, 503 or 504"),
    ("all ready, but browsers warn", "The certificate is invalid or expired"),
    ("only jobs are affected", "A job fails or does not run"),
)


def issues(site: Site) -> tuple[Issue, ...]:
    return tuple(issue for known in _KNOWN if (issue := known(site)))


def decisions(site: Site) -> tuple[Item, ...]:
    """Questions in the order in which they rule most out."""
    titles = {issue.title for issue in issues(site)}
    look = fence(sh("kubectl get pods {}", namespace(site)), "the state of every pod, in the STATUS and READY columns")
    return (
        step(
            "What do the pods say?",
            look,
            Bullets(tuple(step(say(state + ": {}", see(title))) for state, title in _STATES if title in titles)),
        ),
        step(
            "What else do you see?",
            Bullets(tuple(step(say(state + ": {}", see(title))) for state, title in _BEYOND if title in titles)),
        ),
        step(
            "Does it concern one service or several?",
            Bullets(
                (
                    step("one: its logs, then what it needs"),
                    *((step(say("several: {}", see(_SHARED))),) if _SHARED in titles else ()),
                    step("all of them: the cluster itself; ask the platform team before changing anything here"),
                )
            ),
        ),
    )


_SHARED = "Something that a service needs is away"
