"""service.datadog.yaml: the definition of a service in Datadog's catalogue, with its team, contacts, links and on-call."""

from collections.abc import Iterator

from opsworthy.facts.catalog.reading import contact, links
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.operations import CatalogEntity, Contact
from opsworthy.text.node import Node, find, items, stated, string

_ENDINGS = ("service.datadog.yaml", "service.datadog.yml", "entity.datadog.yaml", "entity.datadog.yml")
_KINDS = {"email": "email", "slack": "channel", "microsoft-teams": "channel"}


def _wants(path: str) -> bool:
    return path.endswith(_ENDINGS)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        read = files.yaml(source)
        yield from read.problems
        for root in read.documents:
            newer = find(root, "metadata")
            body = newer if newer is not None else root
            named = stated(root, "metadata", "name") or stated(root, "dd-service")
            if named is None:
                continue
            yield CatalogEntity(
                named.value,
                string(root, "kind") or "service",
                "datadog",
                named.location,
                string(root, "spec", "type") or string(root, "type"),
                stated(body, "owner") or stated(body, "team"),
                string(root, "application"),
                stated(root, "spec", "lifecycle") or stated(root, "lifecycle"),
                tuple(told for each in items(root, "spec", "dependsOn") if (told := stated(each))),
                links(body, "links", title=("name", "type")),
            )
            yield from _contacts(root, body, named.value)


def _contacts(root: Node, body: Node, name: str) -> Iterator[Contact]:
    for each in items(body, "contacts"):
        kind = _KINDS.get(string(each, "type") or "", "link")
        yield from contact(string(each, "name") or name, kind, "datadog", stated(each, "contact"), string(each, "type"))
    for tool in ("pagerduty", "opsgenie"):
        told = (
            stated(root, "integrations", tool, "service-url")
            or stated(root, "integrations", tool, "serviceURL")
            or stated(root, "integrations", tool)
        )
        yield from contact(name, "service", tool, told)


DETECTOR = Detector(
    "datadog_service",
    "services of Datadog's catalogue",
    _wants,
    _detect,
    looks_at=("*service.datadog.yaml", "*service.datadog.yml", "*entity.datadog.yaml", "*entity.datadog.yml"),
)
