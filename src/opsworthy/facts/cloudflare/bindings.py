"""What a Worker is bound to: databases, buckets, queues and namespaces, other Workers, secrets."""

from collections.abc import Iterator

from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.project import SecretDeclared
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated
from opsworthy.text.node import Node, Scalar, find, items, stated

TOOL = "wrangler"
STORE = "cloudflare-workers"
_MOST = 200


@dataclass(frozen=True, slots=True)
class _Row:
    """Where a binding stands, what it is bound to, and the keys that name it: the first that is there."""

    path: tuple[str, ...]
    type: str
    kind: str
    engine: str | None
    names: tuple[str, ...]


_ROWS = (
    _Row(("d1_databases",), "d1_database", "database", "d1", ("database_name", "binding")),
    _Row(("r2_buckets",), "r2_bucket", "bucket", "r2", ("bucket_name", "binding")),
    _Row(("kv_namespaces",), "kv_namespace", "table", "workers-kv", ("binding",)),
    _Row(("queues", "producers"), "queue", "queue", "cloudflare-queues", ("queue",)),
    _Row(("queues", "consumers"), "queue", "queue", "cloudflare-queues", ("queue",)),
    _Row(("durable_objects", "bindings"), "durable_object", "table", "durable-objects", ("class_name", "name")),
    _Row(("vectorize",), "vectorize_index", "search", "vectorize", ("index_name", "binding")),
    _Row(("hyperdrive",), "hyperdrive", "connection", None, ("binding",)),
    _Row(("workflows",), "workflow", "workflow", None, ("name", "binding")),
)


def resources(root: Node, of_env: Node | None = None, environment: str | None = None) -> Iterator[Resource]:
    """What the file binds; those of an environment are the same things as those that it binds by the same words elsewhere."""
    node = root if of_env is None else of_env
    told: set[str] = set()
    for row in _ROWS:
        for item in items(node, *row.path)[:_MOST]:
            name = next((found for key in row.names if (found := stated(item, key)) is not None), None)
            if name is None or find(item, "script_name") is not None:
                continue
            known = _everywhere(root, row, item) or name.value
            address = f"{row.type}.{known}"
            if address not in told:
                told.add(address)
                yield Resource(
                    "cloudflare", TOOL, row.type, name.value, address, row.kind, name.location, row.engine, environment,
                    paid=row.engine is not None,
                )  # fmt: skip


def _everywhere(root: Node, row: _Row, item: Node) -> str | None:
    """The name of the thing that the top of the file binds by the same word."""
    word = stated(item, "binding")
    for other in items(root, *row.path)[:_MOST]:
        other_word = stated(other, "binding")
        if word is not None and other_word is not None and word.value == other_word.value:
            return next((found.value for key in row.names if (found := stated(other, key)) is not None), None)
    return None


def needs(node: Node) -> tuple[Stated[str], ...]:
    """Other Workers that it calls, and what it is bound to."""
    found: dict[str, Stated[str]] = {}
    for item in items(node, "services")[:_MOST]:
        service = stated(item, "service")
        if service is not None:
            found.setdefault(service.value, service)
    for each in resources(node):
        if each.engine is not None:
            found.setdefault(each.name, Stated(each.name, each.location))
    return tuple(found.values())


def secrets(node: Node, environment: str | None) -> Iterator[SecretDeclared]:
    """Secrets that the file names: those of an account's store, and those that it says must be there."""
    for item in items(node, "secrets_store_secrets")[:_MOST]:
        word, name = stated(item, "binding"), stated(item, "secret_name")
        if word is not None:
            remote = name.value if name is not None else None
            yield SecretDeclared(word.value, STORE, word.location, remote=remote, environment=environment)
    for each in items(node, "secrets", "required")[:_MOST]:
        if isinstance(each, Scalar) and each.text.strip():
            yield SecretDeclared(each.text, STORE, each.location, environment=environment)
