"""Starts the service, wired to Postgres, Redis, Stripe and its neighbours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import redis
import sentry_sdk
import uvicorn
from fastapi import FastAPI

from orders.api import create_app
from orders.checkout import Checkout
from orders.config import Settings, read_settings
from orders.logs import configure_logging
from orders.neighbours import HttpCart, HttpCatalog
from orders.outbox import OutboxRelay
from orders.payments import StripePayments
from orders.store import PostgresStore


def build(settings: Settings) -> FastAPI:
    store = PostgresStore(settings.database_url, settings.database_max_connections)
    catalog = httpx.Client(base_url=settings.catalog_url, timeout=3)
    cart = httpx.Client(base_url=settings.cart_url, timeout=3)
    stream = redis.Redis.from_url(
        settings.redis_url,
        password=settings.redis_password or None,
        socket_connect_timeout=2,
        socket_timeout=2,
    )
    payments = StripePayments(
        settings.stripe_secret_key, settings.stripe_webhook_secret, settings.stripe_api_base_url, settings.shop_url
    )
    relay = OutboxRelay(store, stream)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        relay.start()
        yield
        relay.stop()
        catalog.close()
        cart.close()
        stream.close()
        store.close()

    checkout = Checkout(store, HttpCatalog(catalog), HttpCart(cart), payments)
    return create_app(checkout, settings.version, lifespan)


def main() -> None:
    settings = read_settings()
    configure_logging(settings.log_level)
    if settings.sentry_dsn:
        sentry_sdk.init(
            settings.sentry_dsn,
            environment=settings.environment,
            release=f"shop-orders@{settings.version}",
            send_default_pii=False,
        )
    uvicorn.run(
        build(settings),
        host="0.0.0.0",
        port=settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=20,
    )


if __name__ == "__main__":
    main()
