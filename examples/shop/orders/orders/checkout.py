"""What this service does: place an order, and settle it when the payment is known."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from uuid import uuid4

from prometheus_client import Counter

from orders.model import Cart, Catalog, Line, Order, Payments, Refused, Store, Unavailable

log = logging.getLogger(__name__)

orders_total = Counter("shop_orders_total", "Orders by what became of them.", ["status"])
revenue_cents_total = Counter("shop_revenue_cents_total", "Money of paid orders.", ["currency"])


@dataclass(frozen=True)
class Checkout:
    store: Store
    catalog: Catalog
    cart: Cart
    payments: Payments

    def place(self, customer_id: str, email: str, idempotency_key: str) -> Order:
        """Place the customer's cart as an order. Asked again with the same key, the same order is returned."""
        earlier = self.store.find_by_key(customer_id, idempotency_key)
        if earlier:
            return earlier
        order = self._from_cart(customer_id, email)
        if not self.store.create(order, idempotency_key):
            raise Refused("this order is being placed already")
        orders_total.labels("pending").inc()
        try:
            self.catalog.reserve(order.id, {line.sku: line.quantity for line in order.lines})
            session = self.payments.open_session(order)
        except (Refused, Unavailable):
            self._undo(order)
            raise
        self.store.attach_payment(order.id, session)
        log.info("order placed", extra={"fields": {"order_id": order.id, "total_cents": order.total_cents}})
        return replace(order, payment_url=session.url)

    def settle(self, body: bytes, signature: str) -> None:
        """Handle what Stripe says. Said twice, it changes nothing the second time."""
        event = self.payments.read_event(body, signature)
        if event is None:
            return
        if event.outcome == "expired":
            self._expire(event.session)
            return
        order = self.store.settle(event.session, "paid", "order.paid")
        if order is None:
            log.info("payment of an order that is not pending", extra={"fields": {"session": event.session}})
            return
        orders_total.labels("paid").inc()
        revenue_cents_total.labels(order.currency).inc(order.total_cents)
        log.info("order paid", extra={"fields": {"order_id": order.id, "total_cents": order.total_cents}})
        try:
            self.cart.clear(order.customer_id)
        except Unavailable:
            log.warning("cart not cleared", extra={"fields": {"order_id": order.id}})

    def _expire(self, session: str) -> None:
        order = self.store.settle(session, "cancelled", "order.cancelled")
        if order:
            orders_total.labels("cancelled").inc()
            self._release(order)

    def _from_cart(self, customer_id: str, email: str) -> Order:
        quantities = self.cart.items(customer_id)
        if not quantities:
            raise Refused("the cart is empty")
        lines, currencies = [], set()
        for sku in sorted(quantities):
            product = self.catalog.product(sku)
            if product is None:
                raise Refused(f"no longer for sale: {sku}")
            currencies.add(product.currency)
            lines.append(Line(sku, product.name, quantities[sku], product.price_cents))
        if len(currencies) != 1:
            raise Refused("one order has one currency")
        total = sum(line.quantity * line.unit_price_cents for line in lines)
        return Order(uuid4(), customer_id, email, "pending", currencies.pop(), total, tuple(lines))

    def _undo(self, order: Order) -> None:
        self.store.cancel(order.id)
        orders_total.labels("cancelled").inc()
        self._release(order)

    def _release(self, order: Order) -> None:
        try:
            self.catalog.release(order.id)
        except Unavailable:
            log.error("stock not released", extra={"fields": {"order_id": order.id}})
