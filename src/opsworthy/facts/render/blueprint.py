"""Where a blueprint's services, databases and groups of variables stand: at the top, or under the environments of projects."""

from collections.abc import Iterator

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, Node, items, stated

_MOST = 500


@dataclass(frozen=True, slots=True)
class Part:
    """What is deployed together; `environment` is None for what stands at the top."""

    node: Node
    environment: Stated[str] | None = None

    @property
    def place(self) -> str | None:
        return self.environment.value if self.environment else None

    def listed(self, key: str) -> Iterator[Mapping]:
        """The mappings of a list that have a name; at most five hundred."""
        for item in items(self.node, key)[:_MOST]:
            if isinstance(item, Mapping) and stated(item, "name") is not None:
                yield item


def parts(root: Mapping, environment: Stated[str] | None) -> Iterator[Part]:
    """The parts of a blueprint; `environment` is what the file's own name says of all of it."""
    yield Part(root, environment)
    ungrouped = root.entry("ungrouped")
    if ungrouped is not None:
        yield Part(ungrouped.value, environment)
    for project in items(root, "projects"):
        for each in items(project, "environments"):
            yield Part(each, stated(each, "name") or environment)
