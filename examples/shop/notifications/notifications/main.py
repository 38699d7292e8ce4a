"""Starts the worker, wired to Redis and SendGrid."""

from __future__ import annotations

import logging
import signal
import socket
from types import FrameType

import redis
import sentry_sdk

from notifications.config import read_settings
from notifications.logs import configure_logging
from notifications.mail import SendGridMailer
from notifications.probes import create_server, serve_in_background
from notifications.worker import Worker

log = logging.getLogger(__name__)


def main() -> None:
    settings = read_settings()
    configure_logging(settings.log_level)
    if settings.sentry_dsn:
        sentry_sdk.init(
            settings.sentry_dsn,
            environment=settings.environment,
            release=f"shop-notifications@{settings.version}",
            send_default_pii=False,
        )
    stream = redis.Redis.from_url(
        settings.redis_url,
        password=settings.redis_password or None,
        decode_responses=True,
        socket_connect_timeout=2,
        socket_timeout=5,
    )
    mailer = SendGridMailer(
        settings.sendgrid_api_key, settings.sendgrid_base_url, settings.mail_from, settings.mail_sandbox
    )
    worker = Worker(stream, mailer, settings.shop_url, consumer=socket.gethostname())

    def stop(signum: int, _frame: FrameType | None) -> None:
        log.info("shutting down", extra={"fields": {"signal": signal.Signals(signum).name}})
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)

    server = create_server(settings.port, worker, stream, settings.version)
    serve_in_background(server)
    log.info("waiting for events", extra={"fields": {"port": settings.port, "sandbox": settings.mail_sandbox}})
    worker.run()
    server.shutdown()
    stream.close()
    log.info("stopped")


if __name__ == "__main__":
    main()
