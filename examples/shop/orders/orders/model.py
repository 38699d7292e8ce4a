"""The words of this service, and the interfaces of what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol
from uuid import UUID

Status = Literal["pending", "paid", "cancelled"]


class Refused(Exception):
    """The order cannot be placed as asked; the message is for the customer."""


class Unavailable(Exception):
    """Something this service needs did not answer; the message names it."""


@dataclass(frozen=True)
class Line:
    sku: str
    name: str
    quantity: int
    unit_price_cents: int


@dataclass(frozen=True)
class Order:
    id: UUID
    customer_id: str
    email: str
    status: Status
    currency: str
    total_cents: int
    lines: tuple[Line, ...]
    payment_url: str | None = None


@dataclass(frozen=True)
class Product:
    sku: str
    name: str
    price_cents: int
    currency: str


@dataclass(frozen=True)
class PaymentSession:
    id: str
    url: str


@dataclass(frozen=True)
class PaymentEvent:
    """What Stripe told us about a payment session."""

    session: str
    outcome: Literal["paid", "expired"]


class Catalog(Protocol):
    def product(self, sku: str) -> Product | None: ...

    def reserve(self, order: UUID, quantities: dict[str, int]) -> None: ...

    def release(self, order: UUID) -> None: ...


class Cart(Protocol):
    def items(self, customer_id: str) -> dict[str, int]: ...

    def clear(self, customer_id: str) -> None: ...


class Payments(Protocol):
    def open_session(self, order: Order) -> PaymentSession: ...

    def read_event(self, body: bytes, signature: str) -> PaymentEvent | None: ...


class Store(Protocol):
    def ping(self) -> None: ...

    def find(self, customer_id: str, order_id: UUID) -> Order | None: ...

    def find_by_key(self, customer_id: str, idempotency_key: str) -> Order | None: ...

    def create(self, order: Order, idempotency_key: str) -> bool: ...

    def attach_payment(self, order_id: UUID, session: PaymentSession) -> None: ...

    def settle(self, session: str, status: Status, event: str) -> Order | None: ...

    def cancel(self, order_id: UUID) -> None: ...

    def publish_outbox(self, publish: Any) -> int: ...
