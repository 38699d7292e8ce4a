"""Names that others give, by kind, from `third_parties.toml`."""

from functools import cache
from importlib.resources import files

from opsworthy.text.data import data_in


@cache
def given_by_others(kind: str) -> frozenset[str]:
    """The names of one kind that no repository declares. Raises KeyError for a kind that third_parties.toml does not hold."""
    return _data()[kind]


@cache
def _data() -> dict[str, frozenset[str]]:
    text = files("opsworthy.rules.shapes.claiming").joinpath("third_parties.toml").read_text("utf-8")
    return {kind: frozenset(names) for kind, names in data_in(text).items()}


def is_product(name: str) -> bool:
    """Whether a name is that of a product, or begins or ends with one: `grafana`, `shop-redis-master`."""
    words = name.lower().replace("_", "-").replace(".", "-").split("-")
    products = given_by_others("products")
    return name.lower() in products or any(word in products for word in words) or "-".join(words[:2]) in products


@cache
def _shared_namespaces() -> frozenset[str]:
    text = files("opsworthy.rules.shapes").joinpath("products.toml").read_text("utf-8")
    return frozenset(data_in(text)["shared-namespaces"])


def is_shared_namespace(name: str) -> bool:
    """Whether a cluster has this namespace of itself, or its operators give it to shared tools."""
    return name in _shared_namespaces() or name.startswith(("kube-", "openshift-"))
