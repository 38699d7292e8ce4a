"""What `opsworthy cost estimate` prints: a line per component, then totals, then what has no price and why."""

from collections.abc import Iterator
from decimal import Decimal

from opsworthy.pricing.estimate import Estimate, Line, Total
from opsworthy.reports.printed import Printed, plain, title
from opsworthy.reports.words import columns, count, safe, shortened
from opsworthy.system.model import System


def estimate_lines(estimate: Estimate) -> Iterator[Printed]:
    """USD per month, low / likely / high, per environment."""
    yield Printed(f"Estimate in {estimate.currency} per {estimate.period}, prices as of {estimate.as_of}", "title")
    for environment, total in estimate.by_environment().items():
        priced = [line for line in estimate.lines if line.environment == environment and line.low is not None]
        yield from title(safe(environment or "shared by every environment"))
        yield from plain(columns([_row(line) for line in priced] + [_total("total", total)]))
    yield from title("whole system")
    yield from plain(columns([_total("total of what has a price", estimate.total)]))
    yield from _missing([line for line in estimate.lines if line.low is None])
    if estimate.assumptions:
        yield from title("assumptions")
        yield from (Printed(f"  {safe(each)}", "dim") for each in estimate.assumptions)


def no_estimate_lines(system: System) -> Iterator[Printed]:
    """Why there is nothing to estimate."""
    yield Printed("no paid resources, so no estimate", "title")
    for reason in system.paid_resources.because:
        place = f"  ({safe(str(min(reason.locations)))})" if reason.locations else ""
        yield Printed(f"  {safe(reason.text)}{place}")


def _row(line: Line) -> tuple[str, str, str, str, str]:
    return (
        shortened(safe(_name(line)), 44),
        money(line.low),
        money(line.likely),
        money(line.high),
        shortened(safe(line.because), 70),
    )


def _total(name: str, total: Total) -> tuple[str, str, str, str, str]:
    rest = "" if total.complete else "without what has no price"
    return (name, money(total.low), money(total.likely), money(total.high), rest)


def money(amount: Decimal | None) -> str:
    """Two decimals; a dash where there is no amount."""
    return "-" if amount is None else f"{amount:,.2f}"


def _missing(lines: list[Line]) -> Iterator[Printed]:
    if not lines:
        return
    yield from title(count(len(lines), "component") + " without a price")
    groups: dict[tuple[str, str, str], list[str]] = {}
    for line in lines:
        environments = groups.setdefault((_name(line), line.state, line.because), [])
        environments.extend([line.environment] if line.environment else [])
    rows = [(safe(name), state, safe(", ".join(where)), safe(because)) for (name, state, because), where in groups.items()]
    yield from plain(columns(rows))


def _name(line: Line) -> str:
    return f"{line.service} {line.component}" if line.service and line.service not in line.component else line.component
