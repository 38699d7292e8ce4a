"""What stands around an object: the environment, and the claims of the same set of objects."""

from collections.abc import Iterable
from dataclasses import field

from opsworthy.facts.kubernetes.objects import Object, place
from opsworthy.facts.kubernetes.quantities import whole
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated
from opsworthy.text.node import find, string


@dataclass(frozen=True, slots=True)
class Setting:
    """`claims` are the sizes, in bytes, of the PersistentVolumeClaims that volumes may name, each at its
    claim, or at the patch that sets its size."""

    environment: str | None = None
    claims: dict[str, Stated[int]] = field(default_factory=dict)


def setting_of(objects: Iterable[Object], environment: str | None) -> Setting:
    """The setting of objects that are applied together."""
    claims: dict[str, Stated[int]] = {}
    for each in objects:
        size = find(each.spec, "resources", "requests", "storage") if each.kind == "PersistentVolumeClaim" else None
        number = whole(string(size) or "") if size is not None else None
        if size is not None and number is not None:
            claims.setdefault(each.name, Stated(number, place(each.node, size)))
    return Setting(environment, claims)
