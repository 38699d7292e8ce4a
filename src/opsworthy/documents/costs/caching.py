"""Caching: what is there already, and what is asked again and again without one."""

from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Element, Item, Words, paragraph, say, step
from opsworthy.documents.phrases import cite, heading, names
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import Datastore

_BARE = (
    "{} ask {} without a cache in front, as far as the files say: what may be a little old can be kept, "
    "so that fewer queries reach it."
)
_NOTHING = "Nothing here keeps data or is called from outside, so there is nothing to cache."
_CACHES = frozenset({"redis", "valkey", "memcached", "dragonfly", "keydb"})


def caching(dossier: Dossier) -> Block:
    system = dossier.system
    caches = [store for store in system.datastores if store.engine in _CACHES]
    others = [store for store in system.datastores if store.engine not in _CACHES]
    items: list[Item] = [step(_there(cache)) for cache in caches]
    serving = {service.name for service in system.services if service.kind in ("web", "api", "worker")}
    for store in others:
        behind = {user for cache in caches for user in cache.used_by}
        bare = [user for user in store.used_by if user in serving - behind]
        if bare:
            items.append(step(say(_BARE, names(bare), store.name)))
    outside = [each.product for each in system.third_parties if each.kind == "saas"]
    if outside:
        items.append(
            step(say("Where a call of {} only reads, a kept answer saves a call that is billed.", names(outside, " or ")))
        )
    if system.endpoints:
        items.append(
            step("What is the same for everybody (pictures, scripts, pages) can be served by a content delivery network.")
        )
    shown: Element = Bullets(tuple(items)) if items else paragraph(_NOTHING)
    places = tuple(place for store in system.datastores for place in store.locations[:1])
    return Block("optimization.caching", (heading(3, "Caching"), shown), places)


def _there(cache: Datastore) -> Words:
    users = names(cache.used_by) or "nobody that the files name"
    return say("{} is there already{}, used by {}.", cache.name, cite(cache.locations, 1), users)
