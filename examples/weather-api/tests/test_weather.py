import httpx
import pytest


def test_first_answer_comes_from_the_provider(client, transport):
    response = client.get("/v1/weather?city=Berlin")
    assert response.status_code == 200
    assert response.json["temperature"] == 11.4
    assert response.json["source"] == "provider"
    assert transport.requests[0].url.path == "/data/2.5/weather"
    assert dict(transport.requests[0].url.params) == {"q": "berlin", "units": "metric", "appid": "test-key"}


def test_second_answer_comes_from_the_cache(client, transport):
    client.get("/v1/weather?city=Berlin")
    response = client.get("/v1/weather?city=%20BERLIN%20")
    assert response.json["source"] == "cache"
    assert len(transport.requests) == 1


def test_provider_is_asked_again_after_the_time_to_live(client, transport, clock):
    client.get("/v1/weather?city=Berlin")
    clock.advance(minutes=10)
    assert client.get("/v1/weather?city=Berlin").json["source"] == "provider"
    assert len(transport.requests) == 2


def test_units_are_cached_apart(client, transport):
    client.get("/v1/weather?city=Berlin&units=metric")
    client.get("/v1/weather?city=Berlin&units=imperial")
    assert len(transport.requests) == 2


def test_old_answer_is_served_while_the_provider_is_away(client, transport, clock):
    client.get("/v1/weather?city=Berlin")
    clock.advance(hours=2)
    transport.error = httpx.ConnectTimeout("slow")
    response = client.get("/v1/weather?city=Berlin")
    assert response.status_code == 200
    assert response.json["source"] == "stale-cache"
    assert response.json["fetched_at"] == "2026-11-20T09:00:00+00:00"


def test_daily_limit_stops_the_calls(client, transport):
    for city in ("Berlin", "Paris", "Rome"):
        assert client.get(f"/v1/weather?city={city}").status_code == 200
    response = client.get("/v1/weather?city=Oslo")
    assert response.status_code == 503
    assert response.json == {"error": "daily limit of weather provider calls reached"}
    assert len(transport.requests) == 3


def test_daily_limit_starts_afresh_the_next_day(client, clock):
    for city in ("Berlin", "Paris", "Rome", "Oslo"):
        client.get(f"/v1/weather?city={city}")
    clock.advance(days=1)
    assert client.get("/v1/weather?city=Oslo").status_code == 200


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (401, "weather provider rejected the API key"),
        (429, "weather provider call allowance exhausted"),
        (500, "weather provider answered 500"),
    ],
)
def test_provider_failures_are_named(client, transport, status, message):
    transport.status = status
    response = client.get("/v1/weather?city=Berlin")
    assert response.status_code == 503
    assert response.json == {"error": message}
    assert response.headers["Retry-After"] == "60"


def test_unknown_city_is_404(client, transport):
    transport.status = 404
    assert client.get("/v1/weather?city=Nowhereville").status_code == 404


def test_unreadable_answer_is_not_cached(client, transport, store):
    transport.body = {"unexpected": True}
    assert client.get("/v1/weather?city=Berlin").status_code == 503
    assert store.reports == {}


@pytest.mark.parametrize("query", ["", "city=", "city=" + "x" * 81, "city=Berlin&units=kelvin"])
def test_bad_questions_are_refused(client, transport, query):
    assert client.get(f"/v1/weather?{query}").status_code == 400
    assert transport.requests == []


def test_database_down_means_503_and_no_call(client, store, transport):
    store.down = True
    response = client.get("/v1/weather?city=Berlin")
    assert response.status_code == 503
    assert response.json == {"error": "database unreachable"}
    assert transport.requests == []


def test_purge_cache_command(app, client):
    client.get("/v1/weather?city=Berlin")
    result = app.test_cli_runner().invoke(args=["purge-cache", "--older-than-days", "0"])
    assert result.output == "removed 1 cached answers\n"
