"""What the paths of an Ansible tree say: which role a file belongs to, which environment an inventory is."""

from opsworthy.facts.hosting.naming import environment_of

_PARTS = ("tasks", "handlers", "defaults", "vars")
_INVENTORIES = ("inventories", "inventory", "environments")
_VARIABLES = ("group_vars", "host_vars")
_FILES = ("hosts", "hosts.ini", "hosts.yml", "hosts.yaml", "inventory", "inventory.ini", "inventory.yml", "inventory.yaml")
_EXAMPLES = frozenset({"default", "example", "examples", "sample", "template", "test", "vagrant"})
_ENDINGS = (".yml", ".yaml")


def role_part(path: str) -> tuple[str, str] | None:
    """The folder of the role that a file belongs to, and the part: ("roles/db", "tasks"); None for other files."""
    folders = path.split("/")[:-1]
    for index in range(len(folders) - 1, -1, -1):
        if folders[index] in _PARTS:
            role = "/".join(folders[:index])
            in_roles = index > 1 and folders[index - 2] == "roles"
            return (role, folders[index]) if in_roles or not role or index == 1 else None
    return None


def is_variables(path: str) -> bool:
    """Whether a file holds the variables of groups or hosts."""
    return any(part in _VARIABLES for part in path.split("/")[:-1])


def inventory(path: str) -> str | None:
    """The environment that an inventory is for; empty for one that is for none, None for what is no inventory."""
    *folders, name = path.split("/")
    stem = name.partition(".")[0]
    if name in _FILES and "." not in "".join(folders[-1:]):
        above = folders[-1] if folders else ""
        if len(folders) > 1 and folders[-2] in _INVENTORIES:
            return above if above.lower() not in _EXAMPLES else ""
        return environment_of(above) or "" if folders else ""
    if folders and folders[-1] in _INVENTORIES[:2] and name.endswith((".ini", ".yml", ".yaml", stem)):
        return environment_of(stem) or ""
    return None


def environment_of_variables(path: str) -> str | None:
    """The environment of a file under group_vars: that of the inventory beside it, or of the group that is one."""
    folders = path.split("/")[:-1]
    at = next(index for index, part in enumerate(folders) if part in _VARIABLES)
    if at > 1 and folders[at - 2] in _INVENTORIES:
        return folders[at - 1]
    group = folders[at + 1] if len(folders) > at + 1 else path.rpartition("/")[2].partition(".")[0]
    return environment_of(group)


def is_yaml(path: str) -> bool:
    return path.endswith(_ENDINGS)
