"""A stack: a template with the values of its parameters, and what it declares, each with whether it is made."""

from collections.abc import Iterator
from functools import cached_property

from opsworthy.facts.cloudformation.evaluation import Evaluator
from opsworthy.facts.cloudformation.intrinsics import references
from opsworthy.facts.environment_names import without_environment
from opsworthy.facts.resource_marks import mark_of
from opsworthy.facts.view import Pointer, View, span
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated, Unknown
from opsworthy.text.node import Entry, Mapping, Node, entries, find, string

_NEEDED = frozenset(
    [
        "bucket", "cache", "container-service", "database", "event-bus", "file-system", "function", "queue", "search", "stream",
        "table", "topic", "warehouse", "workflow",
    ]
)  # fmt: skip
_RUNS = frozenset({"container-service", "function"})
_MOST = 1000


@dataclass(frozen=True)
class Declared:
    """One resource of a stack. `count` is None where it is made, Unknown where a condition decides."""

    name: str
    type: str
    entry: Entry
    properties: View
    count: Unknown | None

    @property
    def location(self) -> Location:
        return span(self.entry)

    @property
    def node(self) -> Node:
        return self.entry.value


@dataclass(frozen=True)
class Stack:
    """`prefix` stands before the addresses of its resources; `tool` is cloudformation, sam, serverless or cdk."""

    evaluator: Evaluator
    prefix: str
    tool: str
    environment: str | None = None
    strict: bool = False

    @property
    def folder(self) -> str:
        return self.evaluator.template.folder

    @cached_property
    def declared(self) -> dict[str, Declared]:
        """What it makes, or may make, by name. Where the parameters are an environment's own (`strict`), what a condition
        leaves out is not made; by their defaults alone it still may be."""
        found = (self._declared(entry) for entry in list(self.evaluator.template.resources.values())[:_MOST])
        return {each.name: each for each in found if each is not None}

    def _declared(self, entry: Entry) -> Declared | None:
        condition = string(entry.value, "Condition")
        count: Unknown | None = None
        if condition is not None:
            holds = self.evaluator.holds(condition)
            place = find(entry.value, "Condition")
            where = place.location if place is not None else entry.location
            if holds is False and self.strict:
                return None
            if holds is not True:
                why = holds.reason if isinstance(holds, Unknown) else "it does not with the defaults of the parameters"
                count = Unknown(f"made only where the condition {condition} holds: {why}", where)
        kind = string(entry.value, "Type") or ""
        held = find(entry.value, "Properties")
        return Declared(entry.key, kind, entry, self.evaluator.view(self._with_globals(kind, held)), count)

    def _with_globals(self, kind: str, held: Node | None) -> Node | None:
        """The properties of a SAM resource with those that Globals gives to all of its kind."""
        section = kind.rpartition("::")[2] if kind.startswith("AWS::Serverless::") else ""
        shared = entries(self.evaluator.template.root, "Globals", section) if section else ()
        return _merged(held, shared, 0) if shared else held

    def of(self, *types: str) -> Iterator[Declared]:
        yield from (each for each in self.declared.values() if each.type in types)

    def pointed(self, view: View, *types: str) -> Declared | None:
        """What a value refers to, if it is one of these types."""
        found = view.found
        held = self.declared.get(found.name) if isinstance(found, Pointer) and found.kind == "resource" else None
        return held if held is not None and (not types or held.type in types) else None

    def address(self, name: str) -> str:
        return f"{self.prefix}/{name}" if self.prefix else name

    def title(self, each: Declared) -> str:
        """The name that a resource bears in the cloud where a literal says it, else its own in the template."""
        mark = mark_of(each.type)
        for path in mark.names if mark is not None else ():
            named = each.properties.at(*path).string()
            if named:
                return named
        return each.name

    def workload(self, each: Declared) -> str:
        """What to call something that runs, alike in every environment."""
        return without_environment(self.title(each), each.name, self.environment)

    def needs(self, *nodes: Node | None) -> tuple[Stated[str], ...]:
        """The names of what keeps data or runs and is referred to in some values, each once."""
        found: dict[str, Stated[str]] = {}
        for node in nodes:
            for name, where in references(node):
                each = self.declared.get(name)
                mark = mark_of(each.type) if each is not None else None
                if each is not None and mark is not None and mark.kind in _NEEDED:
                    title = self.workload(each) if mark.kind in _RUNS else self.title(each)
                    found.setdefault(title, Stated(title, where))
        return tuple(found.values())


def _merged(own: Node | None, shared: tuple[Entry, ...], depth: int) -> Node | None:
    """A mapping with the shared entries that it lacks; mappings within both are merged."""
    if own is None and shared:
        return Mapping(shared, shared[0].location)
    if not isinstance(own, Mapping) or depth > 5:
        return own
    held = {entry.key: entry for entry in shared}
    for entry in own.entries:
        under = held.get(entry.key)
        if under is not None and isinstance(under.value, Mapping) and isinstance(entry.value, Mapping):
            value = _merged(entry.value, under.value.entries, depth + 1)
            held[entry.key] = Entry(entry.key, value or entry.value, entry.location)
        else:
            held[entry.key] = entry
    return Mapping(tuple(held.values()), own.location, own.tag)
