"""What stands beside app.yaml: who answers which address, what is asked for on a schedule, which queues there are."""

from collections.abc import Iterator

from opsworthy.facts.fact import Told
from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.workloads import Container, Ingress, Workload
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, items, stated, string

_MOST = 500


def dispatch(root: Mapping) -> Iterator[Told]:
    """The addresses of dispatch.yaml: `*/mobile/*`, `shop.example.org/*`."""
    for rule in items(root, "dispatch")[:_MOST]:
        url, service = stated(rule, "url"), string(rule, "service") or string(rule, "module")
        if url is not None and service:
            host, slash, path = url.value.partition("/")
            named = host if host not in ("*", "") else None
            yield Ingress(service, named, f"{slash}{path}".removesuffix("*") or "/", service, url.location, tls=True)


def schedule(root: Mapping) -> Iterator[Told]:
    """The calls of cron.yaml, each of one path of a service."""
    for job in items(root, "cron")[:_MOST]:
        url, when, target = stated(job, "url"), stated(job, "schedule"), stated(job, "target")
        if url is not None and when is not None:
            called = Container(target.value if target else "default", url.location)
            needed = (Stated(target.value, target.location),) if target else ()
            path = url.value.partition("?")[0]
            yield Workload("app-engine", "cron", path, url.location, containers=(called,), depends_on=needed, schedule=when)


def indexes(root: Mapping) -> Iterator[Told]:
    """The database that index.yaml is for: Datastore, or Firestore in its mode."""
    entry = root.entry("indexes")
    if entry is not None:
        yield Resource(
            "google", "app-engine", "datastore", "datastore", "datastore", "database", entry.location, "datastore", paid=True
        )


def queues(root: Mapping) -> Iterator[Told]:
    """The task queues of queue.yaml."""
    for queue in items(root, "queue")[:_MOST]:
        name, rate = stated(queue, "name"), stated(queue, "rate")
        if name is not None:
            attributes = (("rate", rate),) if rate is not None else ()
            yield Resource("google", "app-engine", "queue", name.value, f"queue.{name.value}", "queue", name.location,
                           attributes=attributes, paid=True)  # fmt: skip
