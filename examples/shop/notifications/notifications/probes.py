"""The worker's own HTTP face, for Kubernetes and Prometheus only."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import redis
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from notifications.worker import Worker

# One turn waits 2 seconds for events and 10 at most for each mail of a batch of 20; the beat is taken after each.
STALLED_AFTER_SECONDS = 60


def create_server(port: int, worker: Worker, stream: redis.Redis, version: str) -> ThreadingHTTPServer:
    class Probes(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/healthz":
                self._json(*self._alive())
            elif self.path == "/readyz":
                self._json(*self._ready())
            elif self.path == "/metrics":
                self._answer(200, CONTENT_TYPE_LATEST, generate_latest())
            else:
                self._json(404, {"error": "no such route"})

        def _alive(self) -> tuple[int, dict[str, str]]:
            if worker.seconds_since_beat() > STALLED_AFTER_SECONDS:
                return 503, {"status": "stalled", "version": version}
            return 200, {"status": "ok", "version": version}

        def _ready(self) -> tuple[int, dict[str, str]]:
            try:
                stream.ping()
            except redis.RedisError:
                return 503, {"status": "unavailable", "redis": "unreachable", "version": version}
            return 200, {"status": "ok", "redis": "ok", "version": version}

        def _json(self, status: int, body: dict[str, str]) -> None:
            self._answer(status, "application/json", json.dumps(body).encode())

        def _answer(self, status: int, content_type: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Probes are not worth a line."""

    return ThreadingHTTPServer(("0.0.0.0", port), Probes)


def serve_in_background(server: ThreadingHTTPServer) -> None:
    threading.Thread(target=server.serve_forever, name="probes", daemon=True).start()
