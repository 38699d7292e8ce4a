"""Names that others give, by kind, from `third_parties.toml`."""

from functools import cache

from opsworthy.text.data import data_of


@cache
def given_by_others(kind: str) -> frozenset[str]:
    """The names of one kind that no repository declares. Raises KeyError for a kind that third_parties.toml does not hold."""
    return _data()[kind]


@cache
def _data() -> dict[str, frozenset[str]]:
    return {kind: frozenset(names) for kind, names in data_of("opsworthy.rules.shapes.claiming", "third_parties.toml").items()}


def is_product(name: str) -> bool:
    """Whether a name is that of a product, or begins or ends with one: `grafana`, `shop-redis-master`."""
    words = name.lower().replace("_", "-").replace(".", "-").split("-")
    products = given_by_others("products")
    return name.lower() in products or any(word in products for word in words) or "-".join(words[:2]) in products


@cache
def _shared_namespaces() -> frozenset[str]:
    return frozenset(data_of("opsworthy.rules.shapes", "products.toml")["shared-namespaces"])


def is_shared_namespace(name: str) -> bool:
    """Whether a cluster has this namespace of itself, or its operators give it to shared tools."""
    return name in _shared_namespaces() or name.startswith(("kube-", "openshift-"))
