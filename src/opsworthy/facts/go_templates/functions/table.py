"""All functions by name, and `tpl`, which makes a template of a value."""

from functools import lru_cache

from opsworthy.facts.go_templates.functions import (
    containers,
    encoding,
    logic,
    numbers,
    printing,
    regexes,
    texts,
    unforeseen,
)  # fmt: skip
from opsworthy.facts.go_templates.functions.calling import at, text
from opsworthy.facts.go_templates.parsing import Template, parse
from opsworthy.facts.go_templates.running import Function, Run
from opsworthy.facts.go_templates.values import Value
from opsworthy.text.source import Source

_LONGEST = 100_000


@lru_cache(maxsize=2000)
def _template(path: str, line: int, written: str, said: bool) -> Template:
    return parse(Source(path, written), line, said)


def _tpl(run: Run, arguments: list[Value]) -> Value:
    """A value's own text evaluated; what it prints stands where the value stands."""
    value = at(arguments, 0)
    written = text(value)
    if "{{" not in written:
        return value
    origin = value.origin
    place = origin.location if origin is not None else run.place
    template = _template(place.path, place.line, written[:_LONGEST], origin is not None and origin.said)
    run.templates.update(template.defined)
    return run.printed(template.body, at(arguments, 1))


FUNCTIONS: dict[str, Function] = {
    **logic.FUNCTIONS,
    **texts.FUNCTIONS,
    **containers.FUNCTIONS,
    **numbers.FUNCTIONS,
    **encoding.FUNCTIONS,
    **printing.FUNCTIONS,
    **regexes.FUNCTIONS,
    **unforeseen.FUNCTIONS,
    "tpl": _tpl,
}
