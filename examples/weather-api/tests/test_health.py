def test_health_is_ok_while_the_database_answers(client):
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json == {"status": "ok", "database": "ok", "version": "1.2.3"}


def test_health_is_503_when_the_database_is_down(client, store):
    store.down = True
    response = client.get("/health")
    assert response.status_code == 503
    assert response.json == {"status": "unavailable", "database": "unreachable", "version": "1.2.3"}


def test_health_does_not_ask_the_provider(client, transport):
    client.get("/health")
    assert transport.requests == []
