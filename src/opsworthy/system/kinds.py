"""What kind of service a group is."""

from opsworthy.facts.workloads import Workload
from opsworthy.system.merging import Group
from opsworthy.system.names import key
from opsworthy.system.roles import changes_database, main_container, roles


def kind_of(group: Group, has_ports: bool, reached_from_outside: bool, has_routes: bool) -> str:
    """web, api, worker, job, scheduled-job or release-task, by the platform's own word first and the name last;
    `has_routes` where source beside it answers requests."""
    workload = group.workloads[0]
    container = main_container(workload)
    command = container.command if container else ()
    if workload.schedule is not None or workload.kind == "CronJob":
        return "scheduled-job"
    if workload.kind == "Job":
        return "release-task" if changes_database(group.name, command) else "job"
    if workload.platform == "heroku":
        return _heroku(workload.name)
    if workload.platform == "compose" and not has_ports and _ends(workload, command):
        return "release-task"
    if reached_from_outside or (key(group.name) in roles().web_names and not command):
        return "web"
    if workload.platform == "docker":
        return "api"
    words = set(key(group.name).split("-"))
    asked = any(probe.kind in ("http", "grpc") for each in group.workloads for one in each.containers for probe in one.probes)
    if has_ports or asked:
        return "web" if key(group.name) in roles().web_names else "api"
    called = bool(words & set(roles().api_words)) or (has_routes and not command)
    return "api" if called and not words & set(roles().worker_words) else "worker"


def _heroku(process: str) -> str:
    return process if process == "web" else "release-task" if process == "release" else "worker"


def _ends(workload: Workload, command: tuple[str, ...]) -> bool:
    return changes_database(workload.name, command)
