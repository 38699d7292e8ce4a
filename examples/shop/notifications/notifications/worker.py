"""The loop: read an event, send its mail, acknowledge it.

An event that fails stays pending in the consumer group and is claimed again after RETRY_AFTER_MS, by this replica or
another. After MOST_DELIVERIES it is moved to the stream orders.events.dead for a person to look at.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from typing import Any

import redis
from prometheus_client import Counter, Gauge

from notifications.mail import Mailer, Rejected, TryAgain
from notifications.messages import Unreadable, compose

log = logging.getLogger(__name__)

STREAM = "orders.events"
DEAD = "orders.events.dead"
GROUP = "notifications"
BLOCK_MS = 2_000
RETRY_AFTER_MS = 30_000
MOST_DELIVERIES = 10
SENDING_SECONDS = 60
REMEMBER_SENT_SECONDS = 7 * 24 * 3600

mails_total = Counter("shop_mails_total", "Mails by what became of them.", ["outcome"])
pending_events = Gauge("shop_notifications_pending", "Events delivered to a worker and not yet acknowledged.")
dead_events = Gauge("shop_notifications_dead", "Events that nobody could process.")


class Worker:
    def __init__(self, stream: redis.Redis, mailer: Mailer, shop_url: str, consumer: str) -> None:
        self._stream = stream
        self._mailer = mailer
        self._shop_url = shop_url
        self._consumer = consumer
        self._stopping = threading.Event()
        self._beat = time.monotonic()

    def run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._join_group()
                while not self._stopping.is_set():
                    self.turn()
            except redis.RedisError as error:
                log.error("redis unreachable", extra={"fields": {"error": str(error)}})
                self._beat = time.monotonic()  # alive, only waiting
                self._stopping.wait(2)

    def stop(self) -> None:
        """The event at hand is finished first."""
        self._stopping.set()

    def seconds_since_beat(self) -> float:
        return time.monotonic() - self._beat

    def turn(self) -> None:
        self._beat = time.monotonic()
        self._measure()
        for message_id, fields in self._abandoned() + self._fresh():
            if self._stopping.is_set():
                return
            self._handle(message_id, fields)
            self._beat = time.monotonic()

    def _handle(self, message_id: str, fields: dict[str, str]) -> None:
        try:
            self._notify(fields)
        except TryAgain as error:
            deliveries = self._deliveries(message_id)
            log.warning("mail not sent", extra={"fields": {"reason": str(error), "event": message_id, "deliveries": deliveries}})
            mails_total.labels("retried").inc()
            if deliveries < MOST_DELIVERIES:
                return
            self._bury(message_id, fields, str(error))
        except (Rejected, Unreadable) as error:
            self._bury(message_id, fields, str(error))
        self._stream.xack(STREAM, GROUP, message_id)

    def _notify(self, fields: dict[str, str]) -> None:
        try:
            event: dict[str, Any] = json.loads(fields["payload"])
        except (KeyError, ValueError) as error:
            raise Unreadable("payload is not JSON") from error
        message = compose(event, self._shop_url)
        if message is None:
            return
        # The outbox may publish an event twice; a customer gets its mail once.
        mark = f"notified:{event['type']}:{event['order_id']}"
        if not self._stream.set(mark, "sending", nx=True, ex=SENDING_SECONDS):
            if self._stream.get(mark) != "sent":
                raise TryAgain("another worker is sending this mail, or died while it did")
            mails_total.labels("duplicate").inc()
            return
        try:
            self._mailer.send(message)
        except (TryAgain, Rejected):
            self._stream.delete(mark)
            raise
        self._stream.set(mark, "sent", ex=REMEMBER_SENT_SECONDS)
        mails_total.labels("sent").inc()
        log.info("mail sent", extra={"fields": {"type": event["type"], "order_id": event["order_id"]}})

    def _bury(self, message_id: str, fields: dict[str, str], reason: str) -> None:
        log.error("event moved to the dead stream", extra={"fields": {"event": message_id, "reason": reason}})
        mails_total.labels("dead").inc()
        self._stream.xadd(DEAD, {**fields, "reason": reason, "original_id": message_id}, maxlen=10_000, approximate=True)

    def _fresh(self) -> list[tuple[str, dict[str, str]]]:
        answer = self._stream.xreadgroup(GROUP, self._consumer, {STREAM: ">"}, count=10, block=BLOCK_MS)
        return _messages(answer)

    def _abandoned(self) -> list[tuple[str, dict[str, str]]]:
        _, messages, *_ = self._stream.xautoclaim(STREAM, GROUP, self._consumer, RETRY_AFTER_MS, "0-0", count=10)
        return [(message_id, fields) for message_id, fields in messages if fields]

    def _deliveries(self, message_id: str) -> int:
        pending = self._stream.xpending_range(STREAM, GROUP, message_id, message_id, 1)
        return int(pending[0]["times_delivered"]) if pending else 0

    def _join_group(self) -> None:
        try:
            self._stream.xgroup_create(STREAM, GROUP, id="0", mkstream=True)
        except redis.ResponseError as error:
            if not str(error).startswith("BUSYGROUP"):
                raise

    def _measure(self) -> None:
        pending_events.set(self._stream.xpending(STREAM, GROUP)["pending"])
        dead_events.set(self._stream.xlen(DEAD))


def _messages(answer: Any) -> list[tuple[str, dict[str, str]]]:
    """The messages of one stream, whether the client speaks RESP2 (pairs) or RESP3 (a mapping)."""
    if not answer:
        return []
    if isinstance(answer, dict):
        return [message for batch in answer[STREAM] for message in batch]
    return list(answer[0][1])
