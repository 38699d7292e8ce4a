"""The HTTP face of the service."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from uuid import uuid4

import click
from flask import Flask, Response, g, jsonify, request
from flask.typing import ResponseReturnValue

from weather_api.provider import CityNotFound, ProviderUnavailable
from weather_api.reports import WeatherReports
from weather_api.store import StoreUnavailable

log = logging.getLogger(__name__)

UNITS = ("metric", "imperial")


def create_app(reports: WeatherReports, version: str) -> Flask:
    app = Flask("weather_api")
    app.json.sort_keys = False
    app.extensions["weather_store"] = reports.store
    _log_requests(app)
    _answer_errors(app)

    @app.get("/")
    def index() -> ResponseReturnValue:
        return jsonify(service="weather-api", version=version, try_this="/v1/weather?city=Berlin")

    @app.get("/health")
    def health() -> ResponseReturnValue:
        try:
            reports.store.ping()
        except StoreUnavailable as error:
            log.error("health check failed: database unreachable", extra={"fields": {"reason": str(error)}})
            return jsonify(status="unavailable", database="unreachable", version=version), 503
        return jsonify(status="ok", database="ok", version=version)

    @app.get("/v1/weather")
    def weather() -> ResponseReturnValue:
        city = " ".join(request.args.get("city", "").split()).lower()
        units = request.args.get("units", "metric")
        if not 1 <= len(city) <= 80:
            return jsonify(error="city must have 1 to 80 characters"), 400
        if units not in UNITS:
            return jsonify(error=f"units must be one of {', '.join(UNITS)}"), 400
        answer = reports.current(city, units)
        return jsonify(
            **answer.report.payload,
            units=units,
            fetched_at=answer.report.fetched_at.isoformat(timespec="seconds"),
            source=answer.source,
        )

    @app.cli.command("purge-cache")
    @click.option("--older-than-days", default=7, show_default=True, type=click.IntRange(min=0))
    def purge_cache(older_than_days: int) -> None:
        """Delete cached answers that are older than this many days."""
        removed = reports.store.purge(timedelta(days=older_than_days))
        click.echo(f"removed {removed} cached answers")

    return app


def _answer_errors(app: Flask) -> None:
    @app.errorhandler(CityNotFound)
    def city_not_found(error: CityNotFound) -> ResponseReturnValue:
        return jsonify(error=f"no such city: {error}"), 404

    @app.errorhandler(ProviderUnavailable)
    def provider_unavailable(error: ProviderUnavailable) -> ResponseReturnValue:
        return jsonify(error=str(error)), 503, {"Retry-After": "60"}

    @app.errorhandler(StoreUnavailable)
    def store_unavailable(error: StoreUnavailable) -> ResponseReturnValue:
        # Without the cache the daily limit cannot be held, so the provider is not asked at all.
        log.error("database unreachable", extra={"fields": {"reason": str(error)}})
        return jsonify(error="database unreachable"), 503, {"Retry-After": "30"}


def _log_requests(app: Flask) -> None:
    @app.before_request
    def start_clock() -> None:
        g.started = time.perf_counter()
        g.request_id = request.headers.get("X-Request-ID") or str(uuid4())

    @app.after_request
    def write_line(response: Response) -> Response:
        response.headers["X-Request-ID"] = g.request_id
        fields = {
            "request_id": g.request_id,
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "duration_ms": round((time.perf_counter() - g.started) * 1000, 1),
        }
        log.info("request", extra={"fields": fields})
        return response
