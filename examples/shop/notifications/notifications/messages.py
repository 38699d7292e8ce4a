"""What the mails say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class Unreadable(Exception):
    """The event lacks what a mail needs; trying again would not help."""


@dataclass(frozen=True)
class Message:
    to: str
    subject: str
    text: str


def compose(event: dict[str, Any], shop_url: str) -> Message | None:
    """None for an event about which nobody is told."""
    try:
        kind, order = event["type"], event["order_id"]
        if kind == "order.paid":
            return Message(event["email"], "Thank you for your order", _receipt(event, shop_url))
        if kind == "order.cancelled":
            text = f"Your order {order} was not paid in time and has been cancelled. Your cart is still there: {shop_url}/cart"
            return Message(event["email"], "Your order was cancelled", text)
    except (KeyError, TypeError) as error:
        raise Unreadable(f"event without {error}") from error
    return None


def _receipt(event: dict[str, Any], shop_url: str) -> str:
    lines = "\n".join(f"  {line['quantity']} x {line['name']}" for line in event["lines"])
    total = f"{event['total_cents'] / 100:.2f} {event['currency'].upper()}"
    return f"We have received your payment.\n\n{lines}\n\nTotal: {total}\n\n{shop_url}/orders/{event['order_id']}\n"
