"""What kind of service a group is."""

from collections.abc import Iterable

from opsworthy.system.merging import Group
from opsworthy.system.names import key
from opsworthy.system.roles import changes_database, is_monitor, is_tool, main_container, roles
from opsworthy.text.dataclass import dataclass

_TOLD = {
    "static-site": "web", "web": "web", "api": "api", "pserv": "api", "worker": "worker", "background": "worker",
    "cron": "scheduled-job",
}  # fmt: skip
"""What platforms call the kinds of what they run."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known about a group beside its workloads: whether it listens, is reached from outside, has source that
    answers requests, and has source that a browser runs."""

    listens: bool
    outside: bool
    answers: bool
    browsed: bool


def kind_of(group: Group, signs: Signs) -> str:
    """web, api, worker, job, scheduled-job or release-task, by the platform's own word first and the name last."""
    workload = group.workloads[0]
    container = main_container(workload)
    command = container.command if container else ()
    if workload.schedule is not None or workload.kind == "CronJob":
        return "scheduled-job"
    if workload.hook is not None and workload.kind in ("Job", "Pod"):
        return "release-task"
    if workload.kind in ("Job", "ScaledJob"):
        return "release-task" if changes_database(group.name, command) else "job"
    if workload.platform == "heroku":
        return _heroku(workload.name)
    if workload.kind in _TOLD:
        return _TOLD[workload.kind]
    if workload.kind == "function":
        return "api" if signs.outside else "worker"
    if workload.platform == "compose" and not signs.listens and changes_database(workload.name, command):
        return "release-task"
    return _long_running(group, command, signs)


def watching(groups: Iterable[Group]) -> frozenset[str]:
    """The groups that only watch the others; none where nothing else runs, for then they are the system."""
    told = {group.name: any(is_monitor(each) for each in group.workloads[:1]) for group in groups}
    return frozenset(name for name, monitors in told.items() if monitors) if not all(told.values()) else frozenset()


def _long_running(group: Group, command: tuple[str, ...], signs: Signs) -> str:
    name = key(group.name)
    words = set(name.split("-"))
    looked_at = is_tool(group.workloads[0]) and not words & set(roles().worker_words)
    if signs.outside or (name in roles().web_names and not command) or looked_at:
        return "web"
    asked = any(probe.kind in ("http", "grpc") for each in group.workloads for one in each.containers for probe in one.probes)
    if signs.listens or asked or group.platform == "docker":
        return "web" if name in roles().web_names or signs.browsed else "api"
    called = bool(words & set(roles().api_words)) or (signs.answers and not command)
    return "api" if called and not words & set(roles().worker_words) else "worker"


def _heroku(process: str) -> str:
    return process if process == "web" else "release-task" if process == "release" else "worker"
