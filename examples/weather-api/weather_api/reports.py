"""What the service does: answer from the cache while it is fresh, else ask the provider within the day's limit."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from weather_api.provider import ProviderUnavailable
from weather_api.store import CachedReport, WeatherStore

log = logging.getLogger(__name__)


class Provider(Protocol):
    def current(self, city: str, units: str) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Answer:
    report: CachedReport
    source: str  # "cache", "provider" or "stale-cache"


@dataclass(frozen=True)
class WeatherReports:
    store: WeatherStore
    provider: Provider
    time_to_live: timedelta
    daily_call_limit: int
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def current(self, city: str, units: str) -> Answer:
        """Raise ProviderUnavailable only when there is not even an old answer to fall back on."""
        cached = self.store.get(city, units)
        if cached and self.now() - cached.fetched_at < self.time_to_live:
            return Answer(cached, "cache")
        try:
            fresh = self._ask_provider(city, units)
        except ProviderUnavailable as error:
            log.warning("%s", error, extra={"fields": {"city": city, "stale_answer": cached is not None}})
            if cached is None:
                raise
            return Answer(cached, "stale-cache")
        self.store.put(city, units, fresh)
        return Answer(fresh, "provider")

    def _ask_provider(self, city: str, units: str) -> CachedReport:
        if self.store.count_call(self.now().date()) > self.daily_call_limit:
            raise ProviderUnavailable("daily limit of weather provider calls reached")
        return CachedReport(self.provider.current(city, units), self.now())
