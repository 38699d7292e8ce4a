"""The catalog and the cart, over HTTP."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import httpx

from orders.model import Product, Refused, Unavailable


@contextmanager
def _named(service: str):
    try:
        yield
    except httpx.HTTPError as error:
        raise Unavailable(f"{service} unavailable") from error


@dataclass(frozen=True)
class HttpCatalog:
    http: httpx.Client

    def product(self, sku: str) -> Product | None:
        with _named("catalog"):
            response = self.http.get(f"/v1/products/{sku}")
            if response.status_code == 404:
                return None
            body = response.raise_for_status().json()
        return Product(body["sku"], body["name"], body["price_cents"], body["currency"])

    def reserve(self, order: UUID, quantities: dict[str, int]) -> None:
        # In one order for everybody, so that two reservations never wait for each other.
        items = [{"sku": sku, "quantity": quantities[sku]} for sku in sorted(quantities)]
        with _named("catalog"):
            response = self.http.put(f"/v1/reservations/{order}", json={"items": items})
            if response.status_code == 409:
                raise Refused(response.json()["error"])
            response.raise_for_status()

    def release(self, order: UUID) -> None:
        with _named("catalog"):
            self.http.delete(f"/v1/reservations/{order}").raise_for_status()


@dataclass(frozen=True)
class HttpCart:
    http: httpx.Client

    def items(self, customer_id: str) -> dict[str, int]:
        with _named("cart"):
            response = self.http.get("/v1/cart", headers={"X-Customer-Id": customer_id}).raise_for_status()
        return {item["sku"]: item["quantity"] for item in response.json()["items"]}

    def clear(self, customer_id: str) -> None:
        with _named("cart"):
            self.http.delete("/v1/cart", headers={"X-Customer-Id": customer_id}).raise_for_status()
