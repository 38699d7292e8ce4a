"""The environment that a file of settings is for, by its name: `params/prod.json`, `prod/params.json`, `app.prod.json`."""

import re

from opsworthy.facts.kubernetes.environments import is_named_so

_PARTS = re.compile(r"[-_.]")
_GENERAL = frozenset({"env", "environment", "environments", "envs", "params", "parameters", "config", "configs", "default"})


def environment_of_file(path: str) -> str | None:
    """The word of the file's name, else of its folder, that names an environment; None where neither has one."""
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0] or name
    words = [word for word in _PARTS.split(stem) if word]
    found = [word for word in words if is_named_so(word)]
    if found:
        return found[-1]
    folder = folders[-1] if folders else ""
    if folder and is_named_so(folder) and folder.lower() not in _GENERAL:
        return folder
    return None
