"""Where a command acts: the namespace or the environment that it names itself, or that the document has set before it."""

import re
from collections.abc import Collection, Iterator

from opsworthy.commands.command import Command, Effect
from opsworthy.documents.environments import canonical
from opsworthy.findings.outcome import Related
from opsworthy.rules.shapes.environments import lasting
from opsworthy.rules.shapes.reading import Reading
from opsworthy.rules.shapes.spoken import innermost, spoken
from opsworthy.system.model import Environment, Placement, Places, System
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_OF_CLUSTER = frozenset(["kubectl", "oc", "k"])
_WORKLOADS = frozenset(["deployment", "statefulset", "daemonset", "cronjob"])
_CHOSEN = regex(
    r"\b(?:kubens|kubectx)\b|\bkubectl (?:ns|ctx)\b|\boc project\b|\bset-context\b|\buse-context\b|\balias \w+=.*kubectl\b"
    r"|\bKUBECONFIG\b|\bPOD_NAMESPACE\b|\bHELM_NAMESPACE\b|\bget-credentials\b|\bupdate-kubeconfig\b"
)
_SAID = regex(r"\bnamespaces?\b|\bcontext\b|\bkubeconfig\b", re.IGNORECASE)
_NAMES = regex(r"(?:^|\s)(?:-n\S*|--namespace\S*|-A|--all-namespaces|--context\S*|--kubeconfig\S*|-s|--server\S*)(?:\s|$|=)")
_ACTS = frozenset(
    [
        "kubectl", "oc", "helm", "terraform", "tofu", "pulumi", "aws", "gcloud", "az", "argocd", "flux", "heroku", "fly",
        "flyctl", "vercel", "wrangler", "eksctl", "doctl", "ansible-playbook", "serverless", "sam", "cdk",
    ]
)  # fmt: skip
_WHOLE = frozenset(["terraform", "tofu", "pulumi"])
_SAYING = frozenset(
    ["context", "namespace", "app", "project", "host", "group", "environment", "stack", "inventory", "cluster", "region", "url"]
)
_MADE_NO_WHERE = frozenset(["connect", "build", "version", "backup"])
_ENVIRONMENT = regex(
    r"\b(?:prod(?:uction)?|prd|staging|stage|stg|dev|development|qa|uat|preprod|sandbox|live|local(?:ly|host)?|minikube|kind|test"
    r"|env|environments?|workspaces?|tfvars|account|subscription)\b",
    re.IGNORECASE,
)
_PLACE = regex(
    r"\b(?:prod(?:uction)?|prd|staging|stage|stg|dev|development|qa|uat|preprod|sandbox|live|local(?:ly|host)?|minikube|test"
    r"|environments?|workspaces?|tfvars)\b|\bkind (?:cluster|create)\b|\.env\b",
    re.IGNORECASE,
)
_SELECTED = regex(
    r"\bworkspace (?:select|new)\b|\bstack (?:select|init)\b|\baccount set\b|\bconfig set\b|\bAWS_PROFILE\b|\b--profile\b|-chdir"
    r"|-backend-config|\bexport (?:TF_WORKSPACE|ENV\w*|PROJECT\w*|CLUSTER\w*|NAMESPACE|STAGE)=|\bsource\s|\bset -a\b"
)
_ABOUT_COMMANDS = regex(
    r"\b(?:access control|allow(?:ed|list)|cheat ?sheet|command reference|confirmation|debug(?:ging)?|forbidden|permissions?"
    r"|restrict\w*|skills?|useful commands)\b",
    re.IGNORECASE,
)
"""Sections that list commands and run none."""
_NAME = regex(r"[A-Za-z][\w-]*")
_SETS = regex(r"\btfvars\b|^\s*environment\s*[=:]", re.IGNORECASE)
_MADE = (".tf", ".tfvars", ".tfvars.json", ".tf.json")
_BY_PLACE = regex(
    r"(?:^|/)(?:[\w-]+[._-])?([a-z]+)(?:\.auto)?\.tfvars(?:\.json)?\Z|(?:^|/)(?:envs?|environments?|live|stacks?|accounts?|overlays?)"
    r"/(?:[\w-]+[_-])?([a-z]+)/|(?:^|/)(prod|production|prd|staging|stage|stg|dev|development|qa|uat)/",
    re.IGNORECASE,
)
_PLANNED = regex(r"\bapply\b.*\s[\w./-]*(?:plan|\.out)\w*\s*\Z")
"""A plan was made for one place."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A command on a workload that names no namespace, and where the files put the workload."""

    command: Command
    workload: str
    namespaces: tuple[str, ...]
    related: tuple[Related, ...]


def placed_workloads(system: System) -> dict[str, tuple[tuple[str, ...], Places]]:
    """The workloads of a cluster that stand in namespaces of their own everywhere, with these namespaces."""
    found: dict[str, list[Placement]] = {}
    every = (*(each.placements for each in system.services), *(each.placements for each in system.datastores))
    for placement in (each for placements in every for each in placements if each.platform == "kubernetes"):
        found.setdefault(placement.workload, []).append(placement)
    own: dict[str, tuple[tuple[str, ...], Places]] = {}
    for name, placements in found.items():
        namespaces = tuple(dict.fromkeys(each.namespace for each in placements if each.namespace))
        if namespaces and "default" not in namespaces and all(each.namespace for each in placements):
            own[name] = (namespaces, tuple(at for each in placements for at in each.locations[:1]))
    return own


def unplaced(system: System, read: Reading) -> Iterator[Unplaced]:
    """Each workload once that a command names without a namespace, where the document has chosen none before."""
    known = placed_workloads(system)
    if not known:
        return
    seen: set[str] = set()
    for command in read.commands:
        if _CHOSEN.search(command.text) or _CHOSEN.search(read.line(command.location.line)):
            return
        for each in innermost(command):
            named = next((target.name for target in each.targets if target.kind in _WORKLOADS and target.name in known), "")
            if each.tool not in _OF_CLUSTER or not named or named in seen or _names_namespace(each) or "..." in command.text:
                continue
            line = command.location.line
            if line not in read.fenced and "(`" in read.line(line):
                continue
            if _SAID.search(spoken(read).own(line)) or _SAID.search(spoken(read).over(line)):
                continue
            seen.add(named)
            namespaces, places = known[named]
            yield Unplaced(each, named, namespaces, (Related(places[0], f"{named} is declared here"),) if places else ())


def _names_namespace(command: Command) -> bool:
    return bool(command.names("namespace") or command.names("context") or _NAMES.search(f" {command.text} "))


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A command that changes the system, with the environments that it may act on; `partly` where other parts of the document do
    name environments."""

    command: Command
    environments: tuple[Environment, ...]
    partly: bool


def nowhere(system: System, read: Reading) -> Iterator[Nowhere]:
    """The commands that change the system itself, where neither they nor their sections, those above them and what was chosen
    before say in which of its environments; what destroys comes first."""
    known = confusable(system)
    if not known or "/modules/" in f"/{read.document.path}":
        return
    names = [re.escape(word) for each in lasting(system) for word in (each.name, each.namespace) if word]
    said = re.compile(rf"(?<![\w-])(?:{'|'.join(names)})(?![\w-])", re.IGNORECASE)
    text = f"{read.document.text}\n{read.document.path}"
    partly = bool(said.search(text) or _ENVIRONMENT.search(text))
    if partly and not _of_several(system, text):
        return
    told = {each.command.location for each in unplaced(system, read)}
    own = {placement.workload for service in system.services for placement in service.placements}
    own |= {placement.workload for store in system.datastores for placement in store.placements}
    found = [
        command
        for command in read.commands
        if command.location not in told
        and any(_acts(each) and _on_system(each, own) and _divided(each, system) for each in innermost(command))
        and not (partly and _is_settled(command, read, said))
    ]
    for command in sorted(found, key=lambda each: each.effect is not Effect.DESTROYS):
        yield Nowhere(command, known, partly)


def _divided(command: Command, system: System) -> bool:
    """Whether the infrastructure that a command makes is one for each environment: by variables, by folders or by stacks; where
    the repository holds no infrastructure, nobody can tell, and it may be."""
    if command.tool not in _WHOLE:
        return True
    found = [match for path in sorted(system.paths) if path.endswith(_MADE) and (match := _BY_PLACE.search(path))]
    places = {canonical(next(word for word in match.groups() if word)) for match in found}
    known = {each.production for each in lasting(system) if canonical(each.name) in places}
    return len(known) == 2 or not any(path.endswith(_MADE) for path in system.paths)


def _of_several(system: System, text: str) -> bool:
    """Whether a document speaks of production and of another environment: else all of it is about the one."""
    words = {word.lower() for word in _NAME.findall(text)}
    there = {canonical(word) for word in words}
    said = {each.production for each in lasting(system) if {each.name, each.namespace} & words or canonical(each.name) in there}
    return len(said) == 2


def _is_settled(command: Command, read: Reading, said: re.Pattern[str]) -> bool:
    """Whether the part of the document that a command stands in says where it acts, or an earlier line has chosen it."""
    line, around = command.location.line, spoken(read)
    if line not in read.fenced or _PLANNED.search(command.text) or _ABOUT_COMMANDS.search(around.titles(line)):
        return True
    words = "\n".join((around.own(line), around.over(line), around.titles(line), read.document.path, command.text))
    section = around.place(line)
    beside = "\n".join(each.text for each in read.commands if around.place(each.location.line) == section)
    before = (each.text for each in read.commands if each.location.line <= line)
    chosen = any(_CHOSEN.search(each) or _SELECTED.search(each) for each in before)
    chosen = chosen or any(_SETS.search(each) for at, each in read.whole.lines if at < line)
    return chosen or any(each.search(part) for each in (said, _PLACE) for part in (words, beside))


def confusable(system: System) -> tuple[Environment, ...]:
    """The environments of a system that has production and another one; else none."""
    known = lasting(system)
    return known if len({each.production for each in known}) == 2 else ()


def _on_system(command: Command, workloads: Collection[str]) -> bool:
    """Whether a command changes what the repository itself describes: its infrastructure, or one of its workloads."""
    if command.tool in _WHOLE:
        return bool(command.purposes & {"apply", "deploy"}) or command.effect is Effect.DESTROYS
    return command.tool in _OF_CLUSTER and any(
        target.name in workloads for target in command.targets if target.kind in _WORKLOADS
    )


def acting(read: Reading) -> Iterator[Command]:
    """The commands that change something outside of this machine."""
    return (command for command in read.commands if any(_changes(each) for each in innermost(command)))


def _changes(command: Command) -> bool:
    changes = command.tool in _ACTS and command.effect in (Effect.CHANGES, Effect.DESTROYS)
    return changes and bool(command.needs & {"cluster", "login", "host"})


def _acts(command: Command) -> bool:
    """Whether a command changes something elsewhere and does not say where."""
    if not _changes(command):
        return False
    if any(target.kind in _SAYING for target in command.targets) or command.placeholders or "$" in command.text:
        return False
    return not command.purposes & _MADE_NO_WHERE
