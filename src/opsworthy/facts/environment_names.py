"""The environment that a file of settings is for, by its name: `params/prod.json`, `prod/params.json`, `app.prod.json`."""

from opsworthy.facts.kubernetes.environments import is_named_so
from opsworthy.text.regex import regex

_PARTS = regex(r"[-_.]")
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


def without_environment(name: str | None, fallback: str, environment: str | None = None) -> str:
    """A name that is the same everywhere: where it speaks of an environment (`prod-orders`), the other one."""
    if not name:
        return fallback
    words = [word for word in _PARTS.split(name) if word]
    spoken = any(is_named_so(word) for word in words) or (environment is not None and environment in name)
    return fallback if spoken and len(words) > 1 else name
