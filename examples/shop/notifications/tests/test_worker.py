from __future__ import annotations

import io
import json
import threading
from urllib.error import HTTPError as UrlError
from urllib.request import urlopen

import pytest
import redis
from python_http_client.exceptions import BadRequestsError, UnauthorizedError

from notifications.config import ConfigurationError, read_settings
from notifications.mail import Rejected, SendGridMailer, TryAgain
from notifications.messages import Message, compose
from notifications.probes import STALLED_AFTER_SECONDS, create_server
from notifications.worker import DEAD, MOST_DELIVERIES, STREAM, Worker

PAID = {
    "type": "order.paid",
    "order_id": "o-1",
    "email": "buyer@example.com",
    "total_cents": 6100,
    "currency": "usd",
    "lines": [{"name": "Enamel mug", "quantity": 2}],
}


class FakeStream:
    """As much of Redis as the worker uses."""

    def __init__(self) -> None:
        self.fresh: list[tuple[str, dict[str, str]]] = []
        self.pending: dict[str, tuple[dict[str, str], int]] = {}
        self.streams: dict[str, list[dict[str, str]]] = {}
        self.marks: dict[str, str] = {}
        self.down = False

    def publish(self, event: object) -> None:
        self.fresh.append((f"{len(self.fresh) + 1}-0", {"payload": event if isinstance(event, str) else json.dumps(event)}))

    def ping(self):
        if self.down:
            raise redis.ConnectionError("connection refused")

    def xreadgroup(self, group, consumer, streams, count, block):
        batch, self.fresh = self.fresh, []
        for message_id, fields in batch:
            self.pending[message_id] = (fields, 1)
        return [[STREAM, batch]] if batch else []

    def xautoclaim(self, stream, group, consumer, min_idle, start, count):
        for message_id, (fields, deliveries) in self.pending.items():
            self.pending[message_id] = (fields, deliveries + 1)
        return "0-0", [(message_id, fields) for message_id, (fields, _) in self.pending.items()], []

    def xpending_range(self, stream, group, first, last, count):
        return [{"times_delivered": self.pending[first][1]}]

    def xpending(self, stream, group):
        return {"pending": len(self.pending)}

    def xlen(self, stream):
        return len(self.streams.get(stream, []))

    def xack(self, stream, group, message_id):
        del self.pending[message_id]

    def xadd(self, stream, fields, maxlen, approximate):
        self.streams.setdefault(stream, []).append(fields)

    def set(self, mark, value, ex, nx=False):
        if nx and mark in self.marks:
            return None
        self.marks[mark] = value
        return True

    def get(self, mark):
        return self.marks.get(mark)

    def delete(self, mark):
        self.marks.pop(mark, None)


class FakeMailer:
    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.error: Exception | None = None

    def send(self, message: Message) -> None:
        if self.error:
            raise self.error
        self.sent.append(message)


@pytest.fixture
def stream():
    return FakeStream()


@pytest.fixture
def mailer():
    return FakeMailer()


@pytest.fixture
def worker(stream, mailer):
    return Worker(stream, mailer, "https://shop.test", "test")


def test_a_paid_order_is_mailed_and_acknowledged(worker, stream, mailer):
    stream.publish(PAID)
    worker.turn()
    assert [mail.to for mail in mailer.sent] == ["buyer@example.com"]
    assert "2 x Enamel mug" in mailer.sent[0].text
    assert "61.00 USD" in mailer.sent[0].text
    assert stream.pending == {}


def test_an_event_published_twice_is_mailed_once(worker, stream, mailer):
    stream.publish(PAID)
    stream.publish(PAID)
    worker.turn()
    assert len(mailer.sent) == 1
    assert stream.pending == {}


def test_a_mail_that_a_dead_worker_began_is_sent_later(worker, stream, mailer):
    stream.marks["notified:order.paid:o-1"] = "sending"
    stream.publish(PAID)
    worker.turn()
    assert mailer.sent == []
    stream.marks.clear()  # the mark expires
    worker.turn()
    assert len(mailer.sent) == 1


def test_a_mail_that_fails_is_sent_later(worker, stream, mailer):
    stream.publish(PAID)
    mailer.error = TryAgain("sendgrid answered 503")
    worker.turn()
    assert len(stream.pending) == 1
    mailer.error = None
    worker.turn()
    assert len(mailer.sent) == 1
    assert stream.pending == {}


def test_an_event_is_buried_after_the_last_delivery(worker, stream, mailer):
    stream.publish(PAID)
    mailer.error = TryAgain("sendgrid answered 503")
    for _ in range(MOST_DELIVERIES):
        worker.turn()
    assert stream.pending == {}
    assert stream.streams[DEAD][0]["reason"] == "sendgrid answered 503"


@pytest.mark.parametrize("event", ["not json", {"type": "order.paid", "order_id": "o-1"}])
def test_an_unreadable_event_is_buried_at_once(worker, stream, event):
    stream.publish(event)
    worker.turn()
    assert stream.pending == {}
    assert len(stream.streams[DEAD]) == 1


def test_nobody_is_told_about_other_events(worker, stream, mailer):
    stream.publish({"type": "order.shipped", "order_id": "o-1"})
    worker.turn()
    assert mailer.sent == []
    assert stream.pending == {}


def test_cancelled_orders_are_told():
    message = compose({"type": "order.cancelled", "order_id": "o-1", "email": "b@example.com"}, "https://shop.test")
    assert message.subject == "Your order was cancelled"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (BadRequestsError(UrlError("", 400, "bad", {}, io.BytesIO())), Rejected),
        (UnauthorizedError(UrlError("", 401, "no", {}, io.BytesIO())), TryAgain),
        (TimeoutError(), TryAgain),
    ],
)
def test_what_sendgrid_answers_decides(monkeypatch, answer, expected):
    mailer = SendGridMailer("key", "https://mail.test", "orders@shop.test", sandbox=True)

    def fail(mail):
        assert mail.get()["mail_settings"]["sandbox_mode"]["enable"] is True
        raise answer

    monkeypatch.setattr(mailer._client, "send", fail)
    with pytest.raises(expected):
        mailer.send(Message("b@example.com", "s", "t"))


def test_probes(worker, stream, monkeypatch):
    server = create_server(0, worker, stream, "1.2.3")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"

    def get(path):
        try:
            with urlopen(base + path, timeout=2) as response:
                return response.status, response.read()
        except UrlError as error:
            return error.code, error.read()

    try:
        assert get("/healthz") == (200, b'{"status": "ok", "version": "1.2.3"}')
        assert get("/readyz")[0] == 200
        stream.down = True
        assert get("/readyz")[0] == 503
        assert get("/healthz")[0] == 200
        monkeypatch.setattr(worker, "seconds_since_beat", lambda: STALLED_AFTER_SECONDS + 1)
        assert get("/healthz")[0] == 503
        assert b"shop_mails_total" in get("/metrics")[1]
    finally:
        server.shutdown()
        server.server_close()


def test_missing_setting_is_named():
    with pytest.raises(ConfigurationError, match="SENDGRID_API_KEY is not set"):
        read_settings({})
