"""Payments by Stripe Checkout: the customer pays on Stripe's page, and Stripe tells us by webhook."""

from __future__ import annotations

import json
import logging
import time

import stripe

from orders.model import Order, PaymentEvent, PaymentSession, Refused, Unavailable

log = logging.getLogger(__name__)

# Stripe allows no less than thirty minutes; stock stays reserved for as long.
SESSION_SECONDS = 31 * 60

OUTCOMES = {"checkout.session.completed": "paid", "checkout.session.expired": "expired"}


class StripePayments:
    def __init__(self, secret_key: str, webhook_secret: str, base_url: str, shop_url: str) -> None:
        self._client = stripe.StripeClient(
            secret_key,
            base_addresses={"api": base_url},
            http_client=stripe.RequestsClient(timeout=5),
            max_network_retries=1,
        )
        self._webhook_secret = webhook_secret
        self._shop_url = shop_url

    def open_session(self, order: Order) -> PaymentSession:
        page = f"{self._shop_url}/orders/{order.id}"
        try:
            session = self._client.v1.checkout.sessions.create(
                params={
                    "mode": "payment",
                    "client_reference_id": str(order.id),
                    "customer_email": order.email,
                    "expires_at": int(time.time()) + SESSION_SECONDS,
                    "success_url": page,
                    "cancel_url": f"{self._shop_url}/cart",
                    "line_items": [
                        {
                            "quantity": line.quantity,
                            "price_data": {
                                "currency": order.currency,
                                "unit_amount": line.unit_price_cents,
                                "product_data": {"name": line.name},
                            },
                        }
                        for line in order.lines
                    ],
                },
                options={"idempotency_key": str(order.id)},
            )
        except stripe.AuthenticationError as error:
            log.error("stripe rejected the API key")
            raise Unavailable("payments unavailable") from error
        except stripe.StripeError as error:
            log.error("stripe request failed", extra={"fields": {"error": type(error).__name__, "order_id": order.id}})
            raise Unavailable("payments unavailable") from error
        return PaymentSession(session.id, session.url)

    def read_event(self, body: bytes, signature: str) -> PaymentEvent | None:
        """None for an event that does not concern us; Refused when the signature is not Stripe's."""
        try:
            stripe.WebhookSignature.verify_header(body.decode(), signature, self._webhook_secret, tolerance=300)
            event = json.loads(body)
        except (ValueError, stripe.SignatureVerificationError) as error:
            log.warning("stripe webhook refused: bad signature")
            raise Refused("bad signature") from error
        session = event["data"]["object"]
        outcome = OUTCOMES.get(event["type"])
        if outcome is None or (outcome == "paid" and session.get("payment_status") != "paid"):
            return None
        return PaymentEvent(session["id"], outcome)
