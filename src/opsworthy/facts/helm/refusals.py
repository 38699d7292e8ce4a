"""Why Helm does not render a release: its own words, with a place of ours, and without what values say."""

from collections.abc import Iterator

from opsworthy.facts.go_templates.values import Value, printed
from opsworthy.facts.helm.built_in import template_name
from opsworthy.facts.helm.rendering import Rendered
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_secret_name
from opsworthy.text.source import Problem

_PLACE = regex(r"([\w./-]{1,400}):(\d{1,6})(?::\d{1,6})?")
_ON = regex(r" on ([\w./-]{1,400}): ")
_ADVICE = "look at what `helm template` prints for it"
_HINT = "Use --debug flag to render out invalid YAML"
_MOST_SAID = 240
_SHORTEST, _LONG = 3, 12
_DEEPEST = 40


def said(refusal: str, rendered: Rendered) -> str:
    """What Helm said, in one line. A text of the values stands in it as `…`: it may be secret."""
    line = " ".join("".join(each if each.isprintable() else " " for each in refusal[:20_000]).split()).removesuffix(_HINT).strip()
    hidden = {text for scope in rendered.scope.walk() for text in _texts(scope.values, False, 0) if text in line}
    for text in sorted(hidden, key=len, reverse=True):
        line = line.replace(text, "…")
    return line if len(line) <= _MOST_SAID else f"{line[:_MOST_SAID]}…"


def problem_of(refusal: str, rendered: Rendered) -> Problem | None:
    """A refusal that names a line of one of the templates; None for one of the chart as a whole."""
    templates = {template_name(scope, path): path for scope in rendered.scope.walk() for path in scope.chart.templates}
    places = [Location(templates[path], int(line)) for path, line in _PLACE.findall(refusal[:20_000]) if path in templates]
    places += [Location(templates[path], 1) for path in _ON.findall(refusal[:20_000]) if path in templates]
    if not places:
        return None
    return Problem(places[0], f"Helm does not render this chart: {said(refusal, rendered)}", _ADVICE)


def _texts(value: Value, secret: bool, depth: int) -> Iterator[str]:
    """The texts among values that may be secret: all under a name that says so, and what is too long for a plain word."""
    if isinstance(value.data, dict) and depth < _DEEPEST:
        for key, each in value.data.items():
            yield from _texts(each, secret or is_secret_name(key), depth + 1)
    elif isinstance(value.data, list) and depth < _DEEPEST:
        for each in value.data:
            yield from _texts(each, secret, depth + 1)
    elif isinstance(value.data, str | int | float) and not isinstance(value.data, bool):
        text, least = printed(value.data), _SHORTEST if secret else _LONG
        yield from (each for each in {" ".join(text.split()), *text.split()} if len(each) >= least)
