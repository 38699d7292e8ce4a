"""The weather provider: OpenWeather's current weather endpoint."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import httpx

log = logging.getLogger(__name__)


class CityNotFound(Exception):
    """The provider does not know the city."""


class ProviderUnavailable(Exception):
    """The provider did not give a usable answer; the message says why and never holds the key."""


@dataclass(frozen=True)
class OpenWeather:
    http: httpx.Client
    api_key: str

    def current(self, city: str, units: str) -> dict[str, Any]:
        """Ask for the current weather; temperatures in °C (metric) or °F (imperial)."""
        try:
            response = self.http.get(
                "/data/2.5/weather", params={"q": city, "units": units, "appid": self.api_key}
            )
        except httpx.TimeoutException:
            raise ProviderUnavailable("weather provider timed out") from None
        except httpx.TransportError as error:
            raise ProviderUnavailable(f"weather provider unreachable: {type(error).__name__}") from None
        if response.status_code == 404:
            raise CityNotFound(city)
        if response.status_code == 401:
            raise ProviderUnavailable("weather provider rejected the API key")
        if response.status_code == 429:
            raise ProviderUnavailable("weather provider call allowance exhausted")
        if response.status_code != 200:
            raise ProviderUnavailable(f"weather provider answered {response.status_code}")
        return _report(response)


def connect(base_url: str, api_key: str, timeout_seconds: float) -> OpenWeather:
    return OpenWeather(httpx.Client(base_url=base_url, timeout=timeout_seconds), api_key)


def _report(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
        return {
            "city": body["name"],
            "country": body["sys"]["country"],
            "description": body["weather"][0]["description"],
            "temperature": body["main"]["temp"],
            "feels_like": body["main"]["feels_like"],
            "humidity_percent": body["main"]["humidity"],
            "wind_speed": body["wind"]["speed"],
        }
    except (ValueError, KeyError, IndexError, TypeError):
        raise ProviderUnavailable("weather provider sent an answer that could not be read") from None
