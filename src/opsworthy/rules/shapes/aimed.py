"""What a command is aimed at, among what runs: its targets, and the schedule that a job is made from."""

from functools import lru_cache

from opsworthy.commands.command import Command, Target
from opsworthy.text.regex import regex

RUNNING = frozenset(
    [
        "app", "container", "cronjob", "daemonset", "deployment", "job", "process", "release", "service", "statefulset", "unit",
        "workload",
    ]
)  # fmt: skip
"""Kinds of targets that are something which runs."""
_FROM = regex(r"--from[= ](?:cronjobs?|cj)(?:\.batch)?/([\w.-]+)")


@lru_cache(maxsize=4096)
def aims(command: Command) -> tuple[Target, ...]:
    """The targets of a command; `kubectl create job --from=cronjob/x` is aimed at x, and not at what it makes."""
    made_from = _FROM.search(command.text) if "--from" in command.text else None
    if made_from is None:
        return command.targets
    return (Target("cronjob", made_from.group(1)), *(each for each in command.targets if each.kind != "job"))
