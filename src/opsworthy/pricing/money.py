"""Money is Decimal, USD; amounts are rounded half up to cents once, where a line is made."""

from decimal import ROUND_HALF_UP, Decimal

HOURS_PER_MONTH = Decimal(730)
"""8,760 hours a year over twelve months, as the cloud providers' own calculators count."""

GIB = Decimal(2**30)


def size(amount: int) -> str:
    """Bytes as people write them: MiB below one GiB, else GiB, without a tail of zeros."""
    unit, name = (GIB, "GiB") if amount >= GIB else (Decimal(2**20), "MiB")
    return f"{(Decimal(amount) / unit).quantize(Decimal('0.01')).normalize():f} {name}"


def cents(amount: Decimal) -> Decimal:
    """Rounded half up to two decimals; totals are sums of amounts rounded so, and therefore add up on paper."""
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
