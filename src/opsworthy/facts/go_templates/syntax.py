"""The parts of a parsed template; each knows how to evaluate or to print itself."""

from collections.abc import Iterator
from typing import Protocol

from opsworthy.facts.go_templates.errors import TemplateError, TooMuch
from opsworthy.facts.go_templates.running import Run, Statement, field_of
from opsworthy.facts.go_templates.values import NOTHING, Native, Origin, Value, is_unknown, truth
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location

Body = tuple[Statement, ...]


class Expression(Protocol):
    """A part of a template that has a value."""

    def value(self, run: Run, dot: Value) -> Value: ...


@dataclass(frozen=True, slots=True)
class Constant:
    held: Value

    def value(self, run: Run, dot: Value) -> Value:  # noqa: ARG002 - one signature for all expressions
        return self.held


@dataclass(frozen=True, slots=True)
class Fields:
    """`.a.b` of dot, of a variable (`$.a.b`) or of anything in brackets."""

    names: tuple[str, ...]
    variable: str | None = None
    inner: Expression | None = None

    def value(self, run: Run, dot: Value) -> Value:
        found = self._start(run, dot)
        for name in self.names:
            found = field_of(found, name)
        return found

    def called(self, run: Run, dot: Value, arguments: list[Value]) -> Value:
        """The value of a method with arguments, such as `.Files.Get "x"`."""
        found = self._start(run, dot)
        for name in self.names[:-1]:
            found = field_of(found, name)
        if isinstance(found.data, Native) and self.names and self.names[-1] in found.data.methods:
            return found.data.methods[self.names[-1]](arguments)
        if is_unknown(found):
            return found
        raise TemplateError(f"{'.'.join(self.names)} is no function", run.place)

    def _start(self, run: Run, dot: Value) -> Value:
        if self.inner is not None:
            return self.inner.value(run, dot)
        return dot if self.variable is None else run.variable(self.variable)


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; `and` and `or` look at no more of them than they need."""

    name: str
    arguments: tuple[Expression, ...]

    def value(self, run: Run, dot: Value, last: Value | None = None) -> Value:
        if self.name in ("and", "or"):
            return self._choice(run, dot, last)
        arguments = [each.value(run, dot) for each in self.arguments]
        if last is not None:
            arguments.append(last)
        return run.call(self.name, arguments)

    def _choice(self, run: Run, dot: Value, last: Value | None) -> Value:
        run.step()
        found = NOTHING
        for each in self.arguments:
            found = each.value(run, dot)
            if truth(found) != (self.name == "and"):
                return found
        return found if last is None else last


@dataclass(frozen=True, slots=True)
class Applied:
    """A field or the like that is given arguments."""

    target: Expression
    arguments: tuple[Expression, ...]

    def value(self, run: Run, dot: Value, last: Value | None = None) -> Value:
        arguments = [each.value(run, dot) for each in self.arguments]
        if last is not None:
            arguments.append(last)
        if not arguments:
            return self.target.value(run, dot)
        if isinstance(self.target, Fields):
            return self.target.called(run, dot, arguments)
        raise TemplateError("a value is given arguments", run.place)


Command = Call | Applied


@dataclass(frozen=True, slots=True)
class Pipe:
    """Commands, each with the value of the one before as its last argument; `declared` are the variables that it sets."""

    commands: tuple[Command, ...]
    declared: tuple[str, ...] = ()
    assigns: bool = False

    def value(self, run: Run, dot: Value) -> Value:
        found: Value | None = None
        for command in self.commands:
            found = command.value(run, dot, found)
        assert found is not None
        return found

    def settle(self, run: Run, dot: Value) -> Value:
        """The value, after the variables are set."""
        found = self.value(run, dot)
        for name in self.declared:
            if self.assigns:
                run.assign(name, found)
            else:
                run.variables.append((name, found))
        return found


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    origin: Origin

    def write(self, run: Run, dot: Value) -> None:  # noqa: ARG002 - one signature for all statements
        run.step(len(self.text))
        run.output.append((self.text, self.origin))


@dataclass(frozen=True, slots=True)
class Print:
    pipe: Pipe
    place: Location

    def write(self, run: Run, dot: Value) -> None:
        run.step()
        run.place = self.place
        try:
            found = self.pipe.settle(run, dot)
        except TooMuch:
            raise
        except TemplateError as error:
            found = run.unknown("…", str(error))
            run.variables.extend((name, found) for name in self.pipe.declared)
        if not self.pipe.declared:
            own = Origin(self.place)
            for text, origin in found.pieces():
                run.output.append((text, origin or own))


@dataclass(frozen=True, slots=True)
class Choice:
    """`if` and `with`: the latter makes the value its dot."""

    pipe: Pipe
    body: Body
    otherwise: Body
    place: Location
    takes: bool = False

    def write(self, run: Run, dot: Value) -> None:
        run.step()
        run.place = self.place
        known = len(run.variables)
        try:
            found = self.pipe.settle(run, dot)
        except TooMuch:
            raise
        except TemplateError as error:
            run.tell(f"whether this holds: {error}")
            return
        if truth(found):
            write_all(self.body, run, found if self.takes else dot)
        else:
            write_all(self.otherwise, run, dot)
        del run.variables[known:]


class LoopLeft(Exception):
    """`break` or, where `goes_on`, `continue`."""

    def __init__(self, goes_on: bool) -> None:
        super().__init__()
        self.goes_on = goes_on


@dataclass(frozen=True, slots=True)
class Leave:
    goes_on: bool

    def write(self, run: Run, dot: Value) -> None:  # noqa: ARG002 - one signature for all statements
        raise LoopLeft(self.goes_on)


@dataclass(frozen=True, slots=True)
class Loop:
    """`range`, with the variables for an index and an item where it names them; a mapping goes by its sorted keys."""

    pipe: Pipe
    names: tuple[str, ...]
    body: Body
    otherwise: Body
    place: Location

    def write(self, run: Run, dot: Value) -> None:
        run.step()
        run.place = self.place
        known = len(run.variables)
        some = False
        for index, item in _turns(self.pipe.value(run, dot)):
            some = True
            run.step()
            del run.variables[known:]
            held = (item,) if len(self.names) == 1 else (index, item)
            run.variables.extend(zip(self.names, held, strict=False))
            try:
                write_all(self.body, run, item)
            except LoopLeft as left:
                if not left.goes_on:
                    break
        del run.variables[known:]
        if not some:
            write_all(self.otherwise, run, dot)


def _turns(found: Value) -> Iterator[tuple[Value, Value]]:
    data = found.data
    if isinstance(data, list):
        yield from ((Value(at), item) for at, item in enumerate(list(data)))
    elif isinstance(data, Native):
        yield from ((Value(key), data.fields[key]) for key in sorted(data.fields))
    elif isinstance(data, dict):
        yield from ((Value(key, data[key].origin), data[key]) for key in sorted(data) if key in data)
    elif isinstance(data, int) and not isinstance(data, bool):
        yield from ((Value(at), Value(at)) for at in range(min(data, 100_000)))


@dataclass(frozen=True, slots=True)
class Invocation:
    """`template "name" dot`: what it prints stands here."""

    name: str
    pipe: Pipe | None
    place: Location

    def write(self, run: Run, dot: Value) -> None:
        run.step()
        run.place = self.place
        given = self.pipe.value(run, dot) if self.pipe is not None else NOTHING
        run.output.extend(run.include(self.name, given).pieces())


def write_all(body: Body, run: Run, dot: Value) -> None:
    for statement in body:
        statement.write(run, dot)
