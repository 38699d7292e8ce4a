"""Names of a cluster: namespaces, workloads, services, config maps, secrets, autoscalers, volumes, ingresses."""

from opsworthy.rules.shapes.claiming.answer import NEAR, Answer, breaks, holds, nearest, nobody_knows, of_one_place, unknown
from opsworthy.rules.shapes.claiming.claim import Claim, plain
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.near import close
from opsworthy.rules.shapes.claiming.others import is_product, is_shared_namespace
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.rules.shapes.installed import made_by_a_chart
from opsworthy.system.names import key
from opsworthy.text.regex import regex

_OBJECTS = frozenset(["workload", "service", "configmap", "autoscaler", "ingress", "volume"])
_NUMBER = regex(r"\d+")
_ORDINAL = regex(r"-\d{1,2}\Z")
_STANDING = {
    **dict.fromkeys(("pod", "deployment", "statefulset", "daemonset", "cronjob", "service", "workload"), ("workload", "service")),
    **{kind: (kind,) for kind in ("secret", "configmap", "label")},
}
_VERSIONED = regex(r"-v?\d+[-.]\d+(?:[-.]\d+)?\Z|-(?:blue|green|canary|preview|pr-?\d+)\Z")
_NOUNS = {"configmap": "config map", "autoscaler": "autoscaler", "volume": "volume claim"}
_OF_THE_CLUSTER = frozenset(["kubernetes", "kube-dns", "kube-root-ca.crt", "coredns", "aws-auth", "kube-proxy"])


def answer(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    if claim.kind == "secret":
        return _secret(claim, ground, page)
    known = ground.names(claim.kind)
    if claim.name in known:
        return holds(claim, known[claim.name])
    if claim.kind == "namespace":
        return _namespace(claim, ground, page)
    return _object(claim, ground, page) if claim.kind in _OBJECTS else None


def _namespace(claim: Claim, ground: Ground, page: Page) -> Answer:
    """A namespace that nothing declares is wrong where the command says an object with it that stands in another one."""
    known = ground.names("namespace")
    elsewhere = _standing_elsewhere(claim, ground)
    if elsewhere is not None:
        return elsewhere
    if claim.name in page.made:
        return nobody_knows(f"the document itself makes the namespace {claim.name}")
    environment = next((each for each in ground.system.environments if each.name == claim.name and each.namespace), None)
    if environment is not None and environment.namespace:
        every = known.get(environment.namespace, ())
        told = f"the namespace of {claim.name} is {environment.namespace} in the files, and not {claim.name}"
        return breaks(told, every, environment.namespace, safe=True)
    shared = is_shared_namespace(claim.name) or is_product(claim.name)
    named = is_put_together(claim.name, page) or (claim.name in page.filled and of_one_place(claim.name))
    if claim.name in page.filled and not page.ours(ground) and not close(claim.name, known, 1, NEAR):
        return nobody_knows(f"the document makes things in {claim.name}, which may be a namespace of its own")
    closed = not shared and not named and page.ours(ground) and not ground.spoken(claim.name)
    return unknown(claim, page, known, "namespace", closed=closed, least=0.8 if not shared else 0.9)


def _standing_elsewhere(claim: Claim, ground: Ground) -> Answer | None:
    """What is said of a namespace where every file puts the object of the same command into another."""
    for kind, name in claim.beside:
        stem = _ORDINAL.sub("", name) if kind == "pod" else name
        every = ground.names(*_STANDING.get(kind, ())).get(stem, ())
        stands = [each for each in every if each.namespace and plain(each.namespace) and each.namespace != "default"]
        if stands and len(stands) == len(every):
            places = sorted({each.namespace or "" for each in stands})
            numbered = any(_NUMBER.sub("0", each) == _NUMBER.sub("0", claim.name) for each in ground.names("namespace"))
            if numbered or (all(of_one_place(each) for each in places) and not of_one_place(claim.name)):
                return nobody_knows(f"{claim.name} may be the namespace of an environment that is declared elsewhere")
            near = places[0] if len(places) == 1 else ""
            not_there = f"not in {claim.name}" if is_shared_namespace(claim.name) else f"no file declares {claim.name}"
            told = f"{name} stands in the namespace {' and '.join(places[:3])}, and {not_there}"
            return breaks(told, stands, near, safe=not of_one_place(claim.name) and not of_one_place(near))
    return None


def _runs(claim: Claim, ground: Ground) -> bool:
    """Whether it runs by this name; what a command asks a cluster for is not what only compose starts."""
    if claim.told == "command" and ground.names("workload"):
        known = ground.names("workload") if claim.kind == "workload" else ground.names("workload", "service")
        return key(claim.name) in {key(name) for name in known}
    return ground.runs(claim.name)


def is_put_together(name: str, page: Page) -> bool:
    """Whether a part of the name is a word that a script of the document is given, such as the tenant in `shop-a01`."""
    if _VERSIONED.search(name):
        return True
    parts = set(name.split("-"))
    scripts = (each for each in page.reading.commands if each.tool.endswith(".sh") or each.tool.startswith("./"))
    return any(parts & set(each.words[1:]) for each in scripts)


def _secret(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """A secret that words or a table name; those of commands are the first rule's."""
    known = ground.names("secret", "secret-key", "variable")
    if claim.name in ground.every:
        return holds(claim, known.get(claim.name, ()))
    if not claim.sure and not nearest(claim.name, known)[0] and not page.ours(ground):
        return nobody_knows(f"no file that was read declares a secret {claim.name}")
    if " " in claim.name or "/" in claim.name or is_product(claim.name) or ground.spoken(claim.name):
        return nobody_knows(f"{claim.name} may be kept elsewhere")
    if not any(mark in claim.name for mark in "-_"):
        return nobody_knows(f"{claim.name} may be a word of its own")
    return unknown(claim, page, known, "secret", closed=page.ours(ground))


def _object(claim: Claim, ground: Ground, page: Page) -> Answer:
    noun = _NOUNS.get(claim.kind, claim.kind)
    if claim.kind in ("workload", "service") and _runs(claim, ground):
        return holds(claim, ())
    known = {name: every for name, every in ground.names(claim.kind).items() if "{" not in name}
    if claim.name in _OF_THE_CLUSTER or made_by_a_chart(claim.name, ground.system, page.reading.commands):
        return nobody_knows(f"{claim.name} may be made by the cluster or by a chart")
    if claim.kind in ("workload", "service"):
        known = {**ground.names("workload", "service"), **ground.names("compose-service")} if claim.told != "command" else known
    if is_product(claim.name) or (claim.kind == "volume" and claim.told == "command"):
        return nobody_knows(f"{claim.name} may be declared elsewhere")
    sure = (claim.sure and claim.kind in ("workload", "configmap", "autoscaler")) or claim.told == "command"
    every = claim.kind == "workload" and not ground.system.deliveries and not ground.system.charts
    closed = sure and page.ours(ground) and (every or not (ground.system.deliveries or ground.spoken(claim.name)))
    return unknown(claim, page, known, noun, closed=closed)
