"""The HTTP face of the service."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Annotated, Any
from uuid import UUID

from fastapi import FastAPI, Header, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, Histogram, generate_latest
from pydantic import BaseModel, Field

from orders.checkout import Checkout
from orders.model import Order, Refused, Unavailable

log = logging.getLogger(__name__)

durations = Histogram(
    "http_request_duration_seconds", "Time to answer a request.", ["method", "route", "status"]
)
QUIET = {"/healthz", "/readyz", "/metrics"}

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]
CustomerId = Annotated[str, Header(alias="X-Customer-Id", pattern="^[0-9a-f]{32}$")]
IdempotencyKey = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=64)]


class PlaceOrder(BaseModel):
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)


def create_app(checkout: Checkout, version: str, lifespan: Lifespan | None = None) -> FastAPI:
    app = FastAPI(title="orders", version=version, lifespan=lifespan, docs_url=None, redoc_url=None)
    _observe(app)
    _answer_errors(app)

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok", "version": version}

    @app.get("/readyz")
    def readyz(response: Response) -> dict[str, str]:
        try:
            checkout.store.ping()
        except Unavailable as error:
            log.error("not ready: database unreachable", extra={"fields": {"reason": str(error.__cause__)}})
            response.status_code = 503
            return {"status": "unavailable", "database": "unreachable", "version": version}
        return {"status": "ok", "database": "ok", "version": version}

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    @app.post("/v1/orders", status_code=201)
    def place_order(body: PlaceOrder, customer: CustomerId, key: IdempotencyKey) -> dict[str, Any]:
        return _shown(checkout.place(customer, body.email, key))

    @app.get("/v1/orders/{order_id}")
    def order(order_id: UUID, customer: CustomerId) -> Any:
        found = checkout.store.find(customer, order_id)
        return _shown(found) if found else JSONResponse({"error": "no such order"}, 404)

    @app.post("/v1/webhooks/stripe", status_code=204)
    async def stripe_webhook(
        request: Request, signature: Annotated[str, Header(alias="Stripe-Signature")] = ""
    ) -> None:
        await run_in_threadpool(checkout.settle, await request.body(), signature)

    return app


def _shown(order: Order) -> dict[str, Any]:
    return {
        "id": str(order.id),
        "status": order.status,
        "currency": order.currency,
        "total_cents": order.total_cents,
        "payment_url": order.payment_url if order.status == "pending" else None,
        "lines": [
            {"sku": line.sku, "name": line.name, "quantity": line.quantity, "unit_price_cents": line.unit_price_cents}
            for line in order.lines
        ],
    }


def _answer_errors(app: FastAPI) -> None:
    @app.exception_handler(Refused)
    def refused(request: Request, error: Refused) -> JSONResponse:
        return JSONResponse({"error": str(error)}, 400 if request.url.path.startswith("/v1/webhooks") else 409)

    @app.exception_handler(Unavailable)
    def unavailable(request: Request, error: Unavailable) -> JSONResponse:
        log.error("%s", error, extra={"fields": {"request_id": request.headers.get("x-request-id")}})
        return JSONResponse({"error": str(error)}, 503, {"Retry-After": "10"})


def _observe(app: FastAPI) -> None:
    @app.middleware("http")
    async def measure(request: Request, call_next: Callable[[Request], Any]) -> Response:
        started = time.perf_counter()
        response = await call_next(request)
        route = getattr(request.scope.get("route"), "path", "unmatched")
        if route in QUIET:
            return response
        seconds = time.perf_counter() - started
        durations.labels(request.method, route, str(response.status_code)).observe(seconds)
        fields = {
            "method": request.method,
            "route": route,
            "status": response.status_code,
            "duration_ms": round(seconds * 1000),
            "request_id": request.headers.get("x-request-id"),
        }
        log.info("request", extra={"fields": fields})
        return response
