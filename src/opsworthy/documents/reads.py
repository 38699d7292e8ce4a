"""Which environment variables the services themselves read, apart from tools and fakes beside them."""

from opsworthy.system.model import System, VariableRead


def service_reads(system: System) -> tuple[VariableRead, ...]:
    """Reads in the folders of the services, each name once per folder and language; all reads where no folder is known."""
    folders = {f"{service.folder}/" for service in system.services if service.folder and service.folder != "."}
    inside = [each for each in system.variables_read if any(each.location.path.startswith(folder) for folder in folders)]
    found: dict[tuple[str, str], VariableRead] = {}
    for each in inside or system.variables_read:
        key = (each.name, each.location.path.partition("/")[0] if inside else "")
        known = found.get(key)
        if known is None or (each.required and not known.required):
            found[key] = each
    return tuple(found.values())
