import json
import logging

import pytest

from weather_api.config import ConfigurationError, read_settings
from weather_api.logs import JsonFormatter

ENVIRONMENT = {"DATABASE_URL": "postgresql://localhost/weather", "WEATHER_API_KEY": "test-key"}


def test_defaults():
    settings = read_settings(ENVIRONMENT)
    assert settings.weather_api_base_url == "https://api.openweathermap.org"
    assert settings.cache_ttl_seconds == 600
    assert settings.daily_call_limit == 900


def test_release_version_of_heroku_is_reported():
    assert read_settings(ENVIRONMENT | {"HEROKU_RELEASE_VERSION": "v42"}).version == "v42"


@pytest.mark.parametrize("name", ["DATABASE_URL", "WEATHER_API_KEY"])
def test_missing_setting_is_named(name):
    with pytest.raises(ConfigurationError, match=f"{name} is not set"):
        read_settings(ENVIRONMENT | {name: " "})


def test_malformed_number_is_named():
    with pytest.raises(ConfigurationError, match="WEATHER_DAILY_CALL_LIMIT must be a whole number"):
        read_settings(ENVIRONMENT | {"WEATHER_DAILY_CALL_LIMIT": "many"})


def test_log_line_is_json_with_fields():
    record = logging.LogRecord("weather", logging.INFO, __file__, 1, "request", None, None)
    record.fields = {"status": 200}
    entry = json.loads(JsonFormatter().format(record))
    assert entry["message"] == "request"
    assert entry["level"] == "info"
    assert entry["status"] == 200
