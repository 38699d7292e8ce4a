"""One run of templates: what is defined, what variables hold, what has been printed, and how much may still be done."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeAlias

from opsworthy.facts.go_templates.errors import TemplateError, TooMuch
from opsworthy.facts.go_templates.values import HOLE, HOLE_END, NOTHING, Native, Origin, Part, Value, of_parts
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location

Function: TypeAlias = "Callable[[Run, list[Value]], Value]"
_DEEPEST = 40
_MOST_STEPS = 400_000
_MOST_TEXT = 4_000_000
_MOST_PROBLEMS = 20


class Statement(Protocol):
    """A part of a template that prints."""

    def write(self, run: "Run", dot: Value) -> None: ...


@dataclass(frozen=True, slots=True)
class Hole:
    """A value that is not known before a release, as the template writes it, and why."""

    written: str
    reason: str


class Run:
    """`place` is the line of the action at work; `problems` are what could not be evaluated. `holes` are those of
    all runs over the same values, since one may leave what the next one prints."""

    def __init__(
        self,
        functions: Mapping[str, Function],
        templates: Mapping[str, tuple[Statement, ...]],
        place: Location,
        holes: list[Hole],
    ) -> None:
        self.functions = functions
        self.templates = dict(templates)
        self.place = place
        self.output: list[Part] = []
        self.variables: list[tuple[str, Value]] = []
        self.holes = holes
        self.problems: dict[Location, str] = {}
        self._depth = 0
        self._steps = _MOST_STEPS
        self._text = _MOST_TEXT

    def step(self, size: int = 0) -> None:
        """One step done, which made a text of some size."""
        self._steps -= 1
        self._text -= size
        if self._steps < 0 or self._text < 0:
            raise TooMuch("it does more than any chart has to", self.place)

    def hole(self, written: str, reason: str) -> Value:
        self.holes.append(Hole(f"{{{{ {written} }}}}", reason))
        return Value(f"{HOLE}{len(self.holes) - 1}{HOLE_END}", Origin(self.place))

    def unknown(self, written: str, reason: str) -> Value:
        """A hole that somebody should hear of."""
        self.tell(reason)
        return self.hole(written, reason)

    def tell(self, reason: str) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.setdefault(self.place, reason)

    def call(self, name: str, arguments: list[Value]) -> Value:
        function = self.functions.get(name)
        if function is None:
            return self.unknown(f"{name} …", f"what the function {name} gives is not known here")
        made = function(self, arguments)
        self.step(len(made.data) if isinstance(made.data, str | list) else 0)
        return made

    def include(self, name: str, dot: Value) -> Value:
        """What a defined template prints, as a text."""
        body = self.templates.get(name)
        if body is None:
            return self.unknown(f"include {name}", f"the template {name!r} is not defined in the files at hand")
        return self.printed(body, dot)

    def printed(self, body: tuple[Statement, ...], dot: Value) -> Value:
        """What a body prints with variables of its own."""
        if self._depth >= _DEEPEST:
            raise TooMuch(f"templates include one another more than {_DEEPEST} deep", self.place)
        before = self.output, self.variables, self.place
        self.output, self.variables = [], [("$", dot)]
        self._depth += 1
        try:
            for statement in body:
                statement.write(self, dot)
            return of_parts(self.output)
        finally:
            self._depth -= 1
            self.output, self.variables, self.place = before

    def variable(self, name: str) -> Value:
        for known, value in reversed(self.variables):
            if known == name:
                return value
        raise TemplateError(f"the variable {name} is not defined", self.place)

    def assign(self, name: str, value: Value) -> None:
        for at in range(len(self.variables) - 1, -1, -1):
            if self.variables[at][0] == name:
                self.variables[at] = (name, value)
                return
        raise TemplateError(f"the variable {name} is not defined", self.place)


def field_of(value: Value, name: str) -> Value:
    """A field or key of a value; nothing where it has none, and what is unknown has only unknown fields."""
    data = value.data
    if isinstance(data, dict):
        return data.get(name, NOTHING)
    if isinstance(data, Native):
        method = data.methods.get(name)
        return method([]) if method is not None and name not in data.fields else data.fields.get(name, NOTHING)
    return value if isinstance(data, str) and data.startswith(HOLE) else NOTHING
