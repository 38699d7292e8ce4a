"""Amounts that a person stated in opsworthy.toml."""

from decimal import Decimal, InvalidOperation

from opsworthy.system.model import Told
from opsworthy.text.location import Location


def number(told: Told | None) -> tuple[Decimal, Location] | None:
    """The amount and its place; None where nothing was answered, or the answer is no amount that can be: not a number, less
    than zero, or not finite."""
    if told is None or isinstance(told.value, bool):
        return None
    try:
        amount = Decimal(str(told.value).strip().replace(",", ""))
    except InvalidOperation:
        return None
    return (amount, told.location) if amount.is_finite() and amount >= 0 else None
