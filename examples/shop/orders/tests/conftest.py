"""Everything the service needs, in memory: no test opens a socket."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from orders.api import create_app
from orders.checkout import Checkout
from orders.model import Order, PaymentSession, Product, Refused, Unavailable
from orders.payments import StripePayments

CUSTOMER = "0123456789abcdef0123456789abcdef"
WEBHOOK_SECRET = "whsec_test"


class MemoryStore:
    def __init__(self) -> None:
        self.orders: dict[UUID, Order] = {}
        self.keys: dict[tuple[str, str], UUID] = {}
        self.sessions: dict[str, UUID] = {}
        self.outbox: list[dict] = []
        self.down = False

    def ping(self) -> None:
        if self.down:
            raise Unavailable("orders database unavailable")

    def find(self, customer_id, order_id):
        order = self.orders.get(order_id)
        return order if order and order.customer_id == customer_id else None

    def find_by_key(self, customer_id, idempotency_key):
        self.ping()
        return self.orders.get(self.keys.get((customer_id, idempotency_key)))

    def create(self, order, idempotency_key):
        self.orders[order.id] = order
        self.keys[order.customer_id, idempotency_key] = order.id
        return True

    def attach_payment(self, order_id, session):
        self.sessions[session.id] = order_id
        self.orders[order_id] = replace(self.orders[order_id], payment_url=session.url)

    def settle(self, session, status, event):
        order = self.orders.get(self.sessions.get(session))
        if order is None or order.status != "pending":
            return None
        self.orders[order.id] = order = replace(order, status=status)
        self.outbox.append({"type": event, "order_id": str(order.id), "email": order.email})
        return order

    def cancel(self, order_id):
        self.orders[order_id] = replace(self.orders[order_id], status="cancelled")

    def publish_outbox(self, publish):
        published = 0
        while self.outbox:
            publish(published + 1, self.outbox[0])
            self.outbox.pop(0)
            published += 1
        return published


class FakeCatalog:
    def __init__(self) -> None:
        self.products = {
            "MUG-01": Product("MUG-01", "Enamel mug", 1450, "usd"),
            "POT-02": Product("POT-02", "Coffee pot", 3200, "usd"),
        }
        self.reserved: dict[UUID, dict[str, int]] = {}
        self.sold_out = False

    def product(self, sku):
        return self.products.get(sku)

    def reserve(self, order, quantities):
        if self.sold_out:
            raise Refused("insufficient stock: MUG-01")
        self.reserved[order] = quantities

    def release(self, order):
        self.reserved.pop(order, None)


class FakeCart:
    def __init__(self) -> None:
        self.carts = {CUSTOMER: {"MUG-01": 2, "POT-02": 1}}

    def items(self, customer_id):
        return self.carts.get(customer_id, {})

    def clear(self, customer_id):
        self.carts.pop(customer_id, None)


class FakePayments(StripePayments):
    """Opens sessions by itself, but reads webhooks as the real one does."""

    def __init__(self) -> None:
        super().__init__("sk_test_only", WEBHOOK_SECRET, "https://stripe.test", "https://shop.test")
        self.down = False

    def open_session(self, order):
        if self.down:
            raise Unavailable("payments unavailable")
        return PaymentSession(f"cs_{order.id}", f"https://checkout.stripe.test/{order.id}")


@pytest.fixture
def checkout() -> Checkout:
    return Checkout(MemoryStore(), FakeCatalog(), FakeCart(), FakePayments())


@pytest.fixture
def client(checkout) -> TestClient:
    return TestClient(create_app(checkout, "1.2.3"))
