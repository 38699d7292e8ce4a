"""What kind of service a group is."""

from opsworthy.facts.workloads import Workload
from opsworthy.system.merging import Group
from opsworthy.system.names import key
from opsworthy.system.roles import changes_database, main_container, roles


def kind_of(group: Group, has_ports: bool, reached_from_outside: bool) -> str:
    """web, api, worker, job, scheduled-job or release-task, by the platform's own word first and the name last."""
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
    if reached_from_outside or (has_ports and key(group.name) in roles().web_names):
        return "web"
    return "api" if has_ports else "worker"


def _heroku(process: str) -> str:
    return process if process == "web" else "release-task" if process == "release" else "worker"


def _ends(workload: Workload, command: tuple[str, ...]) -> bool:
    return changes_database(workload.name, command)
