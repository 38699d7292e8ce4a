"""A store in memory and a provider that answers from a script: no test needs a network or a database."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest

from weather_api.provider import OpenWeather
from weather_api.reports import WeatherReports
from weather_api.store import CachedReport, StoreUnavailable
from weather_api.web import create_app

BERLIN = {
    "name": "Berlin",
    "sys": {"country": "DE"},
    "weather": [{"description": "light rain"}],
    "main": {"temp": 11.4, "feels_like": 10.2, "humidity": 87},
    "wind": {"speed": 4.1},
}


class MemoryStore:
    def __init__(self) -> None:
        self.reports: dict[tuple[str, str], CachedReport] = {}
        self.calls: Counter[date] = Counter()
        self.down = False

    def ping(self) -> None:
        if self.down:
            raise StoreUnavailable("connection refused")

    def get(self, city: str, units: str) -> CachedReport | None:
        self.ping()
        return self.reports.get((city, units))

    def put(self, city: str, units: str, report: CachedReport) -> None:
        self.reports[city, units] = report

    def count_call(self, day: date) -> int:
        self.calls[day] += 1
        return self.calls[day]

    def purge(self, older_than: timedelta) -> int:
        removed = len(self.reports)
        self.reports.clear()
        return removed

    def close(self) -> None:
        pass


class Transport:
    """What the provider will answer, and what it was asked."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.status = 200
        self.body: Any = BERLIN
        self.error: Exception | None = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.error:
            raise self.error
        return httpx.Response(self.status, json=self.body)


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def advance(self, **duration: float) -> None:
        self.time += timedelta(**duration)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def transport() -> Transport:
    return Transport()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(store, transport, clock):
    http = httpx.Client(base_url="https://weather.test", transport=httpx.MockTransport(transport))
    reports = WeatherReports(
        store=store,
        provider=OpenWeather(http, "test-key"),
        time_to_live=timedelta(minutes=10),
        daily_call_limit=3,
        now=clock,
    )
    return create_app(reports, version="1.2.3")


@pytest.fixture
def client(app):
    return app.test_client()
