"""CPU and memory of a Compose service; a memory unit is a power of 1024, as Docker counts."""

from decimal import Decimal, InvalidOperation

from opsworthy.facts.compose.merging import pairs
from opsworthy.facts.compose.variables import Context
from opsworthy.facts.workloads import Resources
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Node, find, string

_UNITS = {"": 1, "b": 1, "k": 1024, "m": 1024**2, "g": 1024**3, "t": 1024**4}


@dataclass(frozen=True, slots=True)
class _Limits:
    cpu: Decimal | None
    memory: int | None


def resources(service: Node, context: Context) -> Resources | None:
    """`deploy.resources`, or the older keys of the service itself."""
    found = find(service, "deploy", "resources")
    older = {key: string(service, key) for key in ("cpus", "mem_limit", "mem_reservation")}
    limits, reservations = find(found, "limits"), find(found, "reservations")
    limit = _limits(string(limits, "cpus") or older["cpus"], string(limits, "memory") or older["mem_limit"], context)
    request = _limits(string(reservations, "cpus"), string(reservations, "memory") or older["mem_reservation"], context)
    if limit == request == _Limits(None, None):
        return None
    return Resources(_place(found, service), request.cpu, limit.cpu, request.memory, limit.memory)


def _place(found: Node | None, service: Node) -> Location:
    older = next((entry.location for entry in pairs(service) if entry.key in ("cpus", "mem_limit", "mem_reservation")), None)
    return found.location if found is not None else older or service.location


def _limits(cpus: str | None, memory: str | None, context: Context) -> _Limits:
    text = context.expand(memory or "").text.strip().lower()
    digits = text.rstrip("bkmgt ")
    amount, unit = _decimal(digits), _UNITS.get(text[len(digits) :].strip().removesuffix("b") or "")
    size = int(amount * unit) if amount is not None and unit is not None else None
    return _Limits(_decimal(context.expand(cpus or "").text), size)


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip()) if len(text) < 20 else None
    except InvalidOperation:
        return None
    return value if value is not None and value.is_finite() and value >= 0 else None
