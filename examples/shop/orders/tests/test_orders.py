import hashlib
import hmac
import json
import time

import pytest
import redis
from conftest import CUSTOMER, WEBHOOK_SECRET

from orders.config import ConfigurationError, read_settings
from orders.outbox import STREAM, OutboxRelay


def place(client, key="checkout-1", email="buyer@example.com"):
    headers = {"X-Customer-Id": CUSTOMER, "Idempotency-Key": key}
    return client.post("/v1/orders", json={"email": email}, headers=headers)


def tell(client, kind, session, secret=WEBHOOK_SECRET, payment_status="paid"):
    body = json.dumps({"type": kind, "data": {"object": {"id": session, "payment_status": payment_status}}})
    stamp = int(time.time())
    digest = hmac.new(secret.encode(), f"{stamp}.{body}".encode(), hashlib.sha256).hexdigest()
    return client.post("/v1/webhooks/stripe", content=body, headers={"Stripe-Signature": f"t={stamp},v1={digest}"})


def test_probes(client, checkout):
    assert client.get("/healthz").json() == {"status": "ok", "version": "1.2.3"}
    assert client.get("/readyz").json() == {"status": "ok", "database": "ok", "version": "1.2.3"}
    checkout.store.down = True
    assert client.get("/healthz").status_code == 200
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] == "unreachable"


def test_an_order_has_the_catalogs_prices(client, checkout):
    response = place(client)
    assert response.status_code == 201
    order = response.json()
    assert order["status"] == "pending"
    assert order["total_cents"] == 2 * 1450 + 3200
    assert order["payment_url"].startswith("https://checkout.stripe.test/")
    assert list(checkout.catalog.reserved.values()) == [{"MUG-01": 2, "POT-02": 1}]


def test_the_same_key_is_the_same_order(client):
    assert place(client).json()["id"] == place(client).json()["id"]
    assert place(client).json()["id"] != place(client, key="checkout-2").json()["id"]


def test_an_empty_cart_is_refused(client, checkout):
    checkout.cart.clear(CUSTOMER)
    response = place(client)
    assert response.status_code == 409
    assert response.json() == {"error": "the cart is empty"}


def test_sold_out_cancels_the_order(client, checkout):
    checkout.catalog.sold_out = True
    response = place(client)
    assert response.status_code == 409
    assert response.json() == {"error": "insufficient stock: MUG-01"}
    assert [order.status for order in checkout.store.orders.values()] == ["cancelled"]


def test_stripe_away_gives_the_stock_back(client, checkout):
    checkout.payments.down = True
    response = place(client)
    assert response.status_code == 503
    assert response.json() == {"error": "payments unavailable"}
    assert checkout.catalog.reserved == {}


def test_payment_settles_the_order_once(client, checkout):
    order = place(client).json()
    for _ in range(2):
        assert tell(client, "checkout.session.completed", f"cs_{order['id']}").status_code == 204
    shown = client.get(f"/v1/orders/{order['id']}", headers={"X-Customer-Id": CUSTOMER}).json()
    assert shown["status"] == "paid"
    assert shown["payment_url"] is None
    assert [event["type"] for event in checkout.store.outbox] == ["order.paid"]
    assert checkout.cart.items(CUSTOMER) == {}


def test_expiry_gives_the_stock_back(client, checkout):
    order = place(client).json()
    tell(client, "checkout.session.expired", f"cs_{order['id']}")
    assert checkout.catalog.reserved == {}
    assert [event["type"] for event in checkout.store.outbox] == ["order.cancelled"]
    assert checkout.cart.items(CUSTOMER) != {}


def test_completed_but_not_paid_changes_nothing(client, checkout):
    order = place(client).json()
    tell(client, "checkout.session.completed", f"cs_{order['id']}", payment_status="unpaid")
    assert checkout.store.outbox == []


@pytest.mark.parametrize("secret", ["whsec_of_somebody_else", ""])
def test_a_webhook_that_stripe_did_not_sign_is_refused(client, checkout, secret):
    order = place(client).json()
    assert tell(client, "checkout.session.completed", f"cs_{order['id']}", secret=secret).status_code == 400
    assert checkout.store.outbox == []


def test_an_order_is_shown_to_its_customer_only(client):
    order = place(client).json()
    assert client.get(f"/v1/orders/{order['id']}", headers={"X-Customer-Id": "f" * 32}).status_code == 404


@pytest.mark.parametrize("email", ["", "nobody", "a b@example.com"])
def test_bad_addresses_are_refused(client, email):
    assert place(client, email=email).status_code == 422


def test_metrics_name_the_route(client):
    place(client)
    assert 'route="/v1/orders",status="201"' in client.get("/metrics").text


class FakeStream:
    def __init__(self):
        self.events = []
        self.down = False

    def xadd(self, name, fields, maxlen, approximate):
        if self.down:
            raise redis.ConnectionError("connection refused")
        self.events.append((name, fields))


def test_outbox_waits_for_redis(client, checkout):
    order = place(client).json()
    tell(client, "checkout.session.completed", f"cs_{order['id']}")
    stream = FakeStream()
    relay = OutboxRelay(checkout.store, stream)

    stream.down = True
    assert relay.relay() == 0
    stream.down = False
    assert relay.relay() == 1
    name, fields = stream.events[0]
    assert (name, fields["type"]) == (STREAM, "order.paid")
    assert json.loads(fields["payload"])["order_id"] == order["id"]


def test_missing_setting_is_named():
    with pytest.raises(ConfigurationError, match="DATABASE_URL is not set"):
        read_settings({})


def test_secrets_are_not_printed():
    settings = read_settings(
        {"DATABASE_URL": "postgresql://o:hidden@db/o", "STRIPE_SECRET_KEY": "hidden", "STRIPE_WEBHOOK_SECRET": "hidden"}
    )
    assert "hidden" not in repr(settings)
