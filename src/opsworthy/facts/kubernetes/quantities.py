"""Kubernetes quantities: CPU in cores, memory and storage in bytes."""

from decimal import ROUND_CEILING, Decimal

from opsworthy.text.regex import regex

_QUANTITY = regex(r"([0-9]{1,18}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?[0-9]{1,2}))?")
_FACTORS = {"": Decimal(1), "n": Decimal("1e-9"), "u": Decimal("1e-6"), "m": Decimal("0.001")} | {
    letter + suffix: Decimal(base) ** power
    for suffix, base in (("", 1000), ("i", 1024))
    for power, letter in enumerate("KMGTPE" if suffix else "kMGTPE", start=1)
}


def quantity(text: str) -> Decimal | None:
    """The number that a quantity such as `250m`, `1.5`, `256Mi` or `1e3` stands for; None where it is not one."""
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        return None
    number, suffix, exponent = match.groups()
    return Decimal(number) * _FACTORS[suffix or ""] * (Decimal(10) ** int(exponent or 0))


def whole(text: str) -> int | None:
    """A quantity as a whole number of bytes, rounded up as Kubernetes does; None where it is not one."""
    found = quantity(text)
    return None if found is None else int(found.to_integral_value(ROUND_CEILING))
