"""Data whose values may be computed: a View reads a tree through the evaluator of its format, one value at a time.

What an evaluator gives for a node is another node, an Unknown with its reason, a Pointer to what lies elsewhere, or None for
nothing at all. Only what is asked for is evaluated, so that shared nodes cannot unfold.
"""

from collections.abc import Callable

from opsworthy.facts.resource_marks import spelled
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated, Unknown
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, integer

_MOST = 2000


@dataclass(frozen=True, slots=True)
class Pointer:
    """A value that another thing holds. `kind` is resource (something declared beside it), secret or parameter; `name` its name
    there and `key` what of it; `store` that of a secret, as in SecretDeclared."""

    kind: str
    name: str
    location: Location
    key: str = ""
    store: str = ""


Found = Node | Unknown | Pointer | None
Reduce = Callable[[Node], Found]


def as_it_stands(node: Node) -> Found:
    """The evaluator of a format that computes nothing."""
    return node


@dataclass(frozen=True, slots=True)
class View:
    """A value and how those below it are evaluated."""

    found: Found
    reduce: Reduce = as_it_stands

    def at(self, *path: str | int) -> "View":
        """The value at a path. A key is met as it is written, else in another spelling: `containerPort`, `ContainerPort`."""
        here: Found = self.found
        for step in path:
            child: Node | None = None
            if isinstance(here, Mapping) and isinstance(step, str):
                held = here.entry(step) or _respelled(here, step)
                child = held.value if held is not None else None
            elif isinstance(here, Sequence) and isinstance(step, int):
                child = here.items[step] if -len(here.items) <= step < len(here.items) else None
            elif isinstance(here, Unknown | Pointer):
                return View(here, self.reduce)
            here = self.reduce(child) if child is not None else None
        return View(here, self.reduce)

    @property
    def location(self) -> Location | None:
        return self.found.location if self.found is not None else None

    def is_there(self) -> bool:
        return self.found is not None and not (isinstance(self.found, Scalar) and self.found.value is None)

    def text(self) -> Stated[str] | Unknown | None:
        """A scalar with the place that states it, or why it cannot be known; None where there is nothing or a structure."""
        if isinstance(self.found, Scalar):
            return Stated(self.found.text, self.found.location) if self.found.value is not None else None
        if isinstance(self.found, Pointer):
            return Unknown(_elsewhere(self.found), self.found.location)
        return self.found if isinstance(self.found, Unknown) else None

    def stated(self) -> Stated[str] | None:
        """A scalar that is known."""
        text = self.text()
        return text if isinstance(text, Stated) else None

    def string(self) -> str | None:
        text = self.text()
        return text.value if isinstance(text, Stated) else None

    def number(self) -> Stated[int] | Unknown | None:
        """A whole number, quoted or not."""
        text = self.text()
        if not isinstance(text, Stated):
            return text
        value = integer(self.found) if isinstance(self.found, Scalar) else None
        return Stated(value, text.location) if value is not None else None

    def whole(self) -> int | None:
        number = self.number()
        return number.value if isinstance(number, Stated) else None

    def items(self) -> tuple["View", ...]:
        """The items of a list, without those that are nothing."""
        held = self.found.items[:_MOST] if isinstance(self.found, Sequence) else ()
        reduced = (self.reduce(item) for item in held)
        return tuple(View(each, self.reduce) for each in reduced if each is not None)

    def entries(self) -> tuple[tuple[Entry, "View"], ...]:
        """The entries of a mapping as they are written, each with its value; those that are nothing are left out."""
        held = self.found.entries[:_MOST] if isinstance(self.found, Mapping) else ()
        reduced = ((entry, self.reduce(entry.value)) for entry in held)
        return tuple((entry, View(each, self.reduce)) for entry, each in reduced if each is not None)


def _respelled(mapping: Mapping, key: str) -> Entry | None:
    wanted = spelled(key)
    return next((entry for entry in mapping.entries[:_MOST] if spelled(entry.key) == wanted), None)


def _elsewhere(pointer: Pointer) -> str:
    if pointer.kind == "resource":
        return f"known once {pointer.name} is made"
    return f"held by the {pointer.kind} {pointer.name}" if pointer.name else f"held by a {pointer.kind}"


def span(entry: Entry) -> Location:
    """The place of an entry from its key to the end of its value, where both stand in one file."""
    start, end = entry.location, entry.value.location
    if start.path != end.path or end.end_line < start.line:
        return start
    return Location(start.path, start.line, start.column, end.end_line, end.end_column)
