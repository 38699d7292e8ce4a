"""A figure within bounds."""

from decimal import Decimal, InvalidOperation

from opsworthy.rules.extending.mechanism import Answer, Fault, Look, Mechanism, Test
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.strict import Refused, Strict

_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
_UNITS = (*_SECONDS, "percent", "money", "count")
_FIGURE = regex(r"(?<![\w.])(\d{1,12}(?:,\d{3})*(?:\.\d{1,6})?)(\s?%)?")


def make(table: Strict) -> Test:
    label, unit = table.needed("label", "the words beside the figure").casefold(), table.choice("unit", _UNITS) or "count"
    least, most = (table.number(key, -(10**12), 10**12) for key in ("least", "most"))
    if least is None and most is None:
        raise Refused(table.location, f"{table.where} needs `least` or `most`: the bounds of the figure.")

    def test(look: Look) -> Answer:
        found = _figures(look, label, unit)
        for value, where in found:
            if most is not None and value > most:
                return Fault(f"{look.named}: {label} is {_plain(value)} {unit}; at most {most} is allowed", where)
            if least is not None and value < least:
                return Fault(f"{look.named}: {label} is {_plain(value)} {unit}; at least {least} is asked for", where)
        return found[0][1] if found else Fault(f"{look.named}: nothing states {label}")

    return test


def _figures(look: Look, label: str, unit: str) -> list[tuple[Decimal, Location]]:
    lines = {at: line for at, line in look.passage.lines if label in line.casefold()}
    if unit in _SECONDS:
        inside = [each for each in look.passage.durations if each.location.line in lines]
        return [(Decimal(each.high) / _SECONDS[unit], each.location) for each in inside]
    if unit == "money":
        return [(each.high, each.location) for each in look.passage.amounts if each.location.line in lines]
    found = []
    for at, line in lines.items():
        rest = line[line.casefold().index(label) + len(label) :] or line
        figures = (each for each in _FIGURE.finditer(rest) if unit != "percent" or each.group(2))
        first = next(figures, None)
        if first:
            found.append((_number(first.group(1)), Location(look.document.path, at)))
    return found


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return Decimal(0)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


MECHANISM = Mechanism(
    "number",
    "A figure beside certain words, within bounds.",
    {
        "label": "the words beside the figure",
        "unit": f"one of {', '.join(_UNITS)}; count by default",
        "least": "the least that it may be",
        "most": "the most that it may be",
    },
    make,
)
