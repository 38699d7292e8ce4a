"""Stands in for Stripe and SendGrid in tests: it opens checkout sessions, signs webhooks and keeps mails.

    POST /v1/checkout/sessions   as Stripe: opens a session
    POST /v3/mail/send           as SendGrid: keeps the mail
    POST /_fake/pay/<session>    the customer pays: sends the signed webhook to WEBHOOK_URL
    GET  /_fake/mails            the mails so far
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import os
import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs
from urllib.request import Request, urlopen

WEBHOOK_URL = os.environ.get("WEBHOOK_URL", "http://localhost:8080/api/v1/webhooks/stripe")
WEBHOOK_SECRET = os.environ["STRIPE_WEBHOOK_SECRET"]
PORT = int(os.environ.get("PORT", "8090"))

numbers = itertools.count(1)
sessions: dict[str, dict[str, object]] = {}
mails: list[dict[str, object]] = []


class Providers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/_fake/mails":
            self._answer(200, {"mails": mails})
        elif self.path == "/healthz":
            self._answer(200, {"status": "ok"})
        else:
            self._answer(404, {"error": "no such route"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        if not self.path.startswith("/_fake/") and not self.headers.get("Authorization", "").startswith("Bearer "):
            self._answer(401, {"error": {"type": "invalid_request_error", "message": "no API key"}})
        elif self.path == "/v1/checkout/sessions":
            self._answer(200, open_session(parse_qs(body)))
        elif self.path == "/v3/mail/send":
            mails.append(json.loads(body))
            self._answer(202, {})
        elif self.path.startswith("/_fake/pay/"):
            self._answer(200, {"webhook_status": pay(self.path.removeprefix("/_fake/pay/"))})
        else:
            self._answer(404, {"error": {"type": "invalid_request_error", "message": "no such route"}})

    def _answer(self, status: int, body: dict[str, object]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Tests do not read a log."""


def open_session(form: dict[str, list[str]]) -> dict[str, object]:
    name = f"cs_test_{next(numbers)}"
    sessions[name] = {
        "id": name,
        "object": "checkout.session",
        "client_reference_id": form["client_reference_id"][0],
        "customer_email": form["customer_email"][0],
        "payment_status": "unpaid",
        "url": f"http://localhost:{PORT}/c/pay/{name}",
    }
    return sessions[name]


def pay(name: str) -> int:
    paid = sessions[name] | {"payment_status": "paid"}
    event = {"id": "evt_test", "object": "event", "type": "checkout.session.completed", "data": {"object": paid}}
    body = json.dumps(event)
    stamp = int(time.time())
    digest = hmac.new(WEBHOOK_SECRET.encode(), f"{stamp}.{body}".encode(), hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "Stripe-Signature": f"t={stamp},v1={digest}"}
    with urlopen(Request(WEBHOOK_URL, body.encode(), headers), timeout=10) as response:
        return response.status


def main() -> None:
    server = ThreadingHTTPServer(("0.0.0.0", PORT), Providers)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever()


if __name__ == "__main__":
    main()
