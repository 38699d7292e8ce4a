#!/usr/bin/env python3
"""Smoke test of a running shop. Exits 0 when every check holds, 1 at the first that does not.

    scripts/smoke.py https://shop.example.com --read-only        production: nothing is bought
    scripts/smoke.py https://shop.staging.example.com            an order is placed and stays unpaid
    scripts/smoke.py http://localhost:3000 --api http://localhost:8080 --providers http://localhost:8090
                                                                 an order is placed, paid and mailed

Needs nothing but Python.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import uuid
from typing import Any, NoReturn
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen


class Failed(Exception):
    """A check did not hold."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Smoke test of a running shop.")
    parser.add_argument("base_url", help="where the storefront answers, such as https://shop.example.com")
    parser.add_argument("--api", help="where the gateway answers, when it is not at base_url")
    parser.add_argument("--providers", help="where fakes/providers.py answers: the order is paid and its mail awaited")
    parser.add_argument("--read-only", action="store_true", help="place no order")
    parser.add_argument("--expect-version", help="the version that every service must report")
    parser.add_argument("--wait", type=int, default=60, help="seconds to wait for the shop to be ready (default 60)")
    options = parser.parse_args()
    web = options.base_url.rstrip("/")
    api = (options.api or web).rstrip("/") + "/api/v1"
    try:
        check_ready(web, api, options.wait, options.expect_version)
        token = check_browsing(web, api)
        if not options.read_only:
            check_order(api, token, options.providers and options.providers.rstrip("/"))
    except Failed as error:
        print(f"FAILED  {error}", file=sys.stderr)
        return 1
    print("smoke test passed")
    return 0


def check_ready(web: str, api: str, wait: int, version: str | None) -> None:
    status = until(wait, lambda: ask("GET", f"{api}/status"), lambda answer: answer.get("status") == "ok")
    services = {"gateway": status, **status["services"]}
    services["storefront"] = ask("GET", f"{web}/healthz")
    for name, state in sorted(services.items()):
        if state.get("status") != "ok":
            fail(f"{name} is {state}")
        if version and state.get("version") != version:
            fail(f"{name} is version {state.get('version')}, not {version}")
    held(f"ready: {', '.join(sorted(services))}")


def check_browsing(web: str, api: str) -> str:
    if "<h1>Products</h1>" not in read("GET", f"{web}/"):
        fail("the storefront does not show products")
    held("the storefront shows products")
    products = ask("GET", f"{api}/products")["products"]
    if not products:
        fail("the catalog is empty")
    held(f"the catalog has {len(products)} products")
    token = ask("POST", f"{api}/sessions")["token"]
    sku = next((product["sku"] for product in products if product["stock"] > 0), None)
    if sku is None:
        fail("everything is sold out")
    items = ask("PUT", f"{api}/cart/items/{sku}", token, {"quantity": 1})["items"]
    if items != [{"sku": sku, "quantity": 1}]:
        fail(f"the cart holds {items}")
    held("the cart keeps an item")
    return token


def check_order(api: str, token: str, providers: str | None) -> None:
    email = f"smoke-{uuid.uuid4().hex[:12]}@example.com"
    order = ask("POST", f"{api}/orders", token, {"email": email}, {"Idempotency-Key": uuid.uuid4().hex})
    if order["status"] != "pending" or not order["payment_url"]:
        fail(f"the order is {order}")
    held(f"order {order['id']} is placed and waits for payment")
    if not providers:
        return
    session = order["payment_url"].rsplit("/", 1)[-1]
    ask("POST", f"{providers}/_fake/pay/{session}")
    order_url = f"{api}/orders/{order['id']}"
    until(15, lambda: ask("GET", order_url, token), lambda answer: answer["status"] == "paid")
    held("the order is paid")
    if ask("GET", f"{api}/cart", token)["items"]:
        fail("the cart is not empty after the payment")
    held("the cart is empty")
    until(30, lambda: ask("GET", f"{providers}/_fake/mails"), lambda answer: email in json.dumps(answer))
    held("the customer has mail")


def until(seconds: int, question: Any, good: Any) -> Any:
    """Ask again and again until the answer is good."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            answer = question()
            if good(answer):
                return answer
            last = str(answer)
        except Failed as error:
            last = str(error)
        if time.monotonic() > deadline:
            fail(f"not within {seconds} seconds; last: {last}")
        time.sleep(1)


def ask(method: str, url: str, token: str = "", body: Any = None, headers: dict[str, str] | None = None) -> Any:
    text = read(method, url, token, body, headers)
    return json.loads(text) if text else {}


def read(method: str, url: str, token: str = "", body: Any = None, headers: dict[str, str] | None = None) -> str:
    sent = {"User-Agent": "shop-smoke-test", **(headers or {})}
    if token:
        sent["Authorization"] = f"Bearer {token}"
    data = json.dumps(body).encode() if body is not None else (b"" if method == "POST" else None)
    if body is not None:
        sent["Content-Type"] = "application/json"
    try:
        with urlopen(Request(url, data, sent, method=method), timeout=20) as response:
            return response.read().decode()
    except HTTPError as error:
        fail(f"{method} {url} answered {error.code}: {error.read().decode(errors='replace')[:300]}")
    except (URLError, OSError) as error:
        fail(f"{method} {url}: {error}")


def held(what: str) -> None:
    print(f"ok      {what}", flush=True)


def fail(why: str) -> NoReturn:
    raise Failed(why)


if __name__ == "__main__":
    sys.exit(main())
