"""HOCON as Ktor, Akka and Play read it: keys in blocks, and `${?NAME}` from the environment over what stands before."""

from collections.abc import Iterator

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_LINE = regex(r'\s*([\w.\-"]{1,200})\s*(?:[=:]\s*(.*?)|(\{))\s*,?\s*')
_VARIABLE = regex(r"\$\{(\??)([A-Z][A-Z0-9_]{0,199})\}")


@dataclass(frozen=True, slots=True)
class HoconValue:
    """A value under its dotted key; `variable` where the environment gives it, `optional` where it may be missing."""

    key: str
    value: str | None
    location: Location
    variable: str | None = None
    optional: bool = False


def read_hocon(source: Source) -> Iterator[HoconValue]:
    """The values of the lines of a file. Lists and strings over several lines are passed over."""
    path: list[str] = []
    for number, raw in enumerate(source.text.splitlines(), start=1):
        line = raw.partition("//")[0] if "://" not in raw else raw
        line = "" if line.lstrip().startswith("#") else line
        match = _LINE.fullmatch(line.rstrip()) if len(line) < 2000 else None
        if match is not None:
            key, value = match[1].strip('"'), match[2]
            if match[3] or value == "{":
                path.append(key)
                continue
            if value is not None:
                yield from _value(".".join((*path, key)), value, source.at(number, 1))
                continue
        for character in line:
            if character == "{":
                path.append("?")
            elif character == "}" and path:
                path.pop()


def _value(key: str, value: str, place: Location) -> Iterator[HoconValue]:
    variables = list(_VARIABLE.finditer(value))
    for match in variables:
        yield HoconValue(key, None, place, match[2], bool(match[1]))
    if not variables:
        yield HoconValue(key, value.strip('"'), place)
