"""Outside services: what the code's libraries and the platform's marketplace give away."""

from functools import cache

from opsworthy.facts.project import ProductUsed
from opsworthy.facts.workloads import AddOn
from opsworthy.system import engines
from opsworthy.system.data import load
from opsworthy.system.folders import Folders
from opsworthy.system.known import Known
from opsworthy.system.model import Reason, ThirdParty

_SOURCE = (".cjs", ".go", ".js", ".jsx", ".mjs", ".py", ".ts", ".tsx", ".vue")


@cache
def _kinds() -> dict[str, str]:
    table = load("third_parties.toml", dict[str, tuple[str, ...]])
    return {product: kind for kind, products in table.items() for product in products}


def third_parties_of(known: Known, folders: Folders) -> tuple[ThirdParty, ...]:
    """Each product once, in the order in which the files name them."""
    found: dict[str, ThirdParty] = {}
    for used in known.of(ProductUsed):
        if used.kind not in ("saas", "observability"):
            continue
        says = "its code calls " if used.location.path.endswith(_SOURCE) else "it depends on "
        reason = Reason(f"{says}{used.package}", (used.location,))
        users = folders.services_of(used.location.path)
        _add(found, ThirdParty(used.product, used.kind, used.paid, users, (reason,), (used.location,)))
    for added in known.of(AddOn):
        if engines.of_add_on(added.product) is None:
            words = f"{added.product}:{added.plan}" if added.plan else added.product
            reason = Reason(f"the app asks for the add-on {words}", (added.location,))
            kind = _kinds().get(added.product.lower(), "saas")
            _add(found, ThirdParty(_as_known(added.product, found), kind, kind != "platform", (), (reason,), (added.location,)))
    return tuple(found.values())


def _as_known(product: str, found: dict[str, ThirdParty]) -> str:
    """The spelling under which the code's library was found already."""
    return next((name for name in found if name.lower() == product.lower()), product)


def _add(found: dict[str, ThirdParty], told: ThirdParty) -> None:
    known = found.get(told.product)
    if known is None:
        found[told.product] = told
        return
    found[told.product] = ThirdParty(
        known.product,
        known.kind,
        known.paid or told.paid,
        tuple(dict.fromkeys((*known.used_by, *told.used_by))),
        tuple(dict.fromkeys((*known.because, *told.because))),
        tuple(dict.fromkeys((*known.locations, *told.locations))),
    )
