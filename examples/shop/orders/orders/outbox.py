"""Carries events from the outbox to the Redis stream that the notifications worker reads."""

from __future__ import annotations

import json
import logging
import threading
from typing import Any

import redis
from prometheus_client import Counter

from orders.model import Store, Unavailable

log = logging.getLogger(__name__)

STREAM = "orders.events"
KEEP_EVENTS = 10_000

published_total = Counter("shop_events_published_total", "Events published to the stream.", ["type"])
failures_total = Counter("shop_outbox_failures_total", "Times the outbox could not be published.")


class OutboxRelay(threading.Thread):
    """Every replica runs one; rows that another replica holds are skipped."""

    def __init__(self, store: Store, stream: redis.Redis, seconds_between: float = 1.0) -> None:
        super().__init__(name="outbox-relay", daemon=True)
        self._store = store
        self._stream = stream
        self._seconds_between = seconds_between
        self._stopping = threading.Event()

    def run(self) -> None:
        while not self._stopping.is_set():
            if not self.relay():
                self._stopping.wait(self._seconds_between)

    def relay(self) -> int:
        """Publish one batch; the number of events published, 0 when nothing waits or something is away."""
        try:
            return self._store.publish_outbox(self._publish)
        except (redis.RedisError, Unavailable) as error:
            failures_total.inc()
            log.error("outbox not published", extra={"fields": {"error": str(error)}})
            return 0

    def stop(self) -> None:
        self._stopping.set()
        self.join(timeout=5)

    def _publish(self, event_id: int, event: dict[str, Any]) -> None:
        fields = {"id": str(event_id), "type": event["type"], "payload": json.dumps(event)}
        self._stream.xadd(STREAM, fields, maxlen=KEEP_EVENTS, approximate=True)
        published_total.labels(event["type"]).inc()
