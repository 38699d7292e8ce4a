"""Where answers are kept: the interface that the service knows, and its Postgres implementation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

import psycopg
from psycopg.types.json import Jsonb
from psycopg_pool import ConnectionPool, PoolTimeout


class StoreUnavailable(Exception):
    """The database cannot be reached."""


@dataclass(frozen=True)
class CachedReport:
    payload: dict[str, Any]
    fetched_at: datetime


class WeatherStore(Protocol):
    def ping(self) -> None: ...

    def get(self, city: str, units: str) -> CachedReport | None: ...

    def put(self, city: str, units: str, report: CachedReport) -> None: ...

    def count_call(self, day: date) -> int: ...

    def purge(self, older_than: timedelta) -> int: ...

    def close(self) -> None: ...


class PostgresStore:
    """Every method raises StoreUnavailable when no connection is had within two seconds."""

    def __init__(self, database_url: str, pool_size: int) -> None:
        self._pool = ConnectionPool(
            database_url,
            min_size=1,
            max_size=pool_size,
            timeout=2,
            max_lifetime=1800,
            check=ConnectionPool.check_connection,
            kwargs={"connect_timeout": 2, "options": "-c statement_timeout=5000"},
            open=False,
        )

    def ping(self) -> None:
        self._run("SELECT 1 FROM weather_cache LIMIT 1", ())

    def get(self, city: str, units: str) -> CachedReport | None:
        rows = self._run(
            "SELECT payload, fetched_at FROM weather_cache WHERE city = %s AND units = %s", (city, units)
        )
        return CachedReport(*rows[0]) if rows else None

    def put(self, city: str, units: str, report: CachedReport) -> None:
        self._run(
            """
            INSERT INTO weather_cache (city, units, payload, fetched_at) VALUES (%s, %s, %s, %s)
            ON CONFLICT (city, units)
            DO UPDATE SET payload = excluded.payload, fetched_at = excluded.fetched_at
            RETURNING city
            """,
            (city, units, Jsonb(report.payload), report.fetched_at),
        )

    def count_call(self, day: date) -> int:
        """Add one to the day's calls and return the new count."""
        rows = self._run(
            """
            INSERT INTO provider_calls (day, calls) VALUES (%s, 1)
            ON CONFLICT (day) DO UPDATE SET calls = provider_calls.calls + 1
            RETURNING calls
            """,
            (day,),
        )
        return int(rows[0][0])

    def purge(self, older_than: timedelta) -> int:
        rows = self._run(
            "DELETE FROM weather_cache WHERE fetched_at < now() - %s RETURNING city", (older_than,)
        )
        return len(rows)

    def close(self) -> None:
        self._pool.close()

    def _run(self, statement: str, parameters: tuple[Any, ...]) -> list[Any]:
        try:
            # Opening here, not at import, gives every gunicorn worker a pool of its own.
            self._pool.open()
            with self._pool.connection() as connection:
                return connection.execute(statement, parameters).fetchall()
        except (psycopg.OperationalError, psycopg.errors.UndefinedTable, PoolTimeout) as error:
            raise StoreUnavailable(str(error)) from error
