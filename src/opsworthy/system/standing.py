"""Whether a workload is part of how the system runs, or stands in a folder of examples, tests or helpers."""

import re
from enum import IntEnum

from opsworthy.facts.workloads import Workload
from opsworthy.system.roles import roles


class Standing(IntEnum):
    """`SPARE` counts only where nothing of `FULL` standing runs a service; `ASIDE` never counts."""

    FULL = 0
    SPARE = 1
    ASIDE = 2


def standing(workload: Workload) -> Standing:
    *folders, name = workload.location.path.lower().split("/")
    if any(folder in roles().aside for folder in folders):
        return Standing.ASIDE
    if workload.platform == "compose" and _words(name) & set(roles().aside_words):
        return Standing.ASIDE
    if workload.profiles and all(_words(profile) & set(roles().aside_words) for profile in workload.profiles):
        return Standing.ASIDE
    return Standing.SPARE if any(folder in roles().spare for folder in folders) else Standing.FULL


def _words(name: str) -> set[str]:
    return set(re.split(r"[^a-z0-9]+", name.lower()))
