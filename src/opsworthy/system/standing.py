"""Whether a file is part of how the system runs, or stands in a folder of examples, tests or helpers."""

import re
from enum import IntEnum
from functools import lru_cache

from opsworthy.facts.fact import Fact
from opsworthy.facts.project import Answer, Artifact, EnvironmentDeclared, SecretDeclared
from opsworthy.facts.status import StatusDeclared, StatusMalformed
from opsworthy.facts.workloads import Workload
from opsworthy.system.roles import roles

_ALWAYS = (Answer, Artifact, StatusDeclared, StatusMalformed)


class Standing(IntEnum):
    """`SPARE` counts only where nothing of `FULL` standing runs a service; `ASIDE` never counts."""

    FULL = 0
    SPARE = 1
    ASIDE = 2


def standing(fact: Fact) -> Standing:
    """The standing of a fact, by the folders of its file. The folder of an environment that is called `test` is none of tests."""
    if isinstance(fact, _ALWAYS):
        return Standing.FULL
    environment = fact.name if isinstance(fact, EnvironmentDeclared) else getattr(fact, "environment", None)
    found = of_path(fact.location.path, environment if isinstance(environment, str) else None)
    return Standing.ASIDE if _is_helper(fact) else found


def of_path(path: str, environment: str | None = None) -> Standing:
    """The standing of a file by its folders, the folder of its own environment left out."""
    return _of_folder(path.rpartition("/")[0].lower(), environment.lower() if environment is not None else None)


@lru_cache(maxsize=65536)
def _of_folder(path: str, environment: str | None) -> Standing:
    folders = [folder for folder in path.split("/") if folder != environment] if path else []
    if any(_is_aside(folder) for folder in folders):
        return Standing.ASIDE
    return Standing.SPARE if any(folder in roles().spare for folder in folders) else Standing.FULL


def _is_aside(folder: str) -> bool:
    hidden = folder.startswith(".") and folder not in roles().deploying
    return hidden or folder in roles().aside or bool(_words(folder) & set(roles().aside_folder_words))


def _is_helper(fact: Fact) -> bool:
    """Something of a Compose file for tests, or a service that only runs under a profile for them."""
    platform = fact.store if isinstance(fact, SecretDeclared) else getattr(fact, "platform", None)
    if platform != "compose":
        return False
    aside = set(roles().aside_words)
    if _words(fact.location.path.rpartition("/")[2].lower()) & aside:
        return True
    if isinstance(fact, Workload) and _words(fact.name.lower()) & set(roles().test_words):
        return True
    profiles = fact.profiles if isinstance(fact, Workload) else ()
    return bool(profiles) and all(_words(profile.lower()) & aside for profile in profiles)


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    return frozenset(re.split(r"[^a-z0-9]+", name))
