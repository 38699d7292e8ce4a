"""Which packages of a repository are released."""

from opsworthy.documents.release.ecosystems import ECOSYSTEMS
from opsworthy.system.model import PackageDeclared, System


def released(system: System) -> tuple[PackageDeclared, ...]:
    """What may be published; where no manifest says so, the outermost packages that do not refuse it."""
    known = [each for each in system.packages if each.ecosystem in ECOSYSTEMS and not each.private and each.name]
    publishable = [each for each in known if each.publishable]
    if publishable:
        return tuple(publishable)
    shallow = min((each.path.count("/") for each in known), default=0)
    return tuple(each for each in known if each.path.count("/") == shallow)
