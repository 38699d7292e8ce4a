"""Orders in Postgres."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb
from psycopg_pool import ConnectionPool, PoolTimeout

from orders.model import Line, Order, PaymentSession, Status, Unavailable


class PostgresStore:
    """Every method raises Unavailable when the database cannot be reached."""

    def __init__(self, database_url: str, max_connections: int) -> None:
        self._pool = ConnectionPool(
            database_url,
            min_size=1,
            max_size=max_connections,
            timeout=2,
            max_lifetime=1800,
            check=ConnectionPool.check_connection,
            kwargs={"connect_timeout": 2, "row_factory": dict_row, "options": "-c statement_timeout=5000"},
            open=True,
        )

    def close(self) -> None:
        self._pool.close()

    def ping(self) -> None:
        with self._connection() as connection:
            connection.execute("SELECT 1 FROM orders LIMIT 1")

    def find(self, customer_id: str, order_id: UUID) -> Order | None:
        return self._one("customer_id = %s AND id = %s", (customer_id, order_id))

    def find_by_key(self, customer_id: str, idempotency_key: str) -> Order | None:
        return self._one("customer_id = %s AND idempotency_key = %s", (customer_id, idempotency_key))

    def create(self, order: Order, idempotency_key: str) -> bool:
        """False when another request with the same key was faster."""
        with self._connection() as connection:
            created = connection.execute(
                """
                INSERT INTO orders (id, customer_id, idempotency_key, email, status, currency, total_cents)
                VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT ON CONSTRAINT orders_customer_key DO NOTHING
                """,
                (order.id, order.customer_id, idempotency_key, order.email, order.status, order.currency,
                 order.total_cents),
            )
            if created.rowcount == 0:
                return False
            with connection.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO order_lines (order_id, sku, name, quantity, unit_price_cents) VALUES (%s, %s, %s, %s, %s)",
                    [(order.id, line.sku, line.name, line.quantity, line.unit_price_cents) for line in order.lines],
                )
        return True

    def attach_payment(self, order_id: UUID, session: PaymentSession) -> None:
        with self._connection() as connection:
            connection.execute(
                "UPDATE orders SET payment_session = %s, payment_url = %s, updated_at = now() WHERE id = %s",
                (session.id, session.url, order_id),
            )

    def settle(self, session: str, status: Status, event: str) -> Order | None:
        """Move a pending order on and write the event with it; None when there is nothing left to move."""
        with self._connection() as connection:
            row = connection.execute(
                """
                UPDATE orders SET status = %s, updated_at = now()
                WHERE payment_session = %s AND status = 'pending' RETURNING id
                """,
                (status, session),
            ).fetchone()
            if row is None:
                return None
            order = _load(connection, "id = %s", (row["id"],))
            assert order is not None
            connection.execute(
                "INSERT INTO outbox (event) VALUES (%s)",
                (Jsonb({
                    "type": event,
                    "order_id": str(order.id),
                    "email": order.email,
                    "total_cents": order.total_cents,
                    "currency": order.currency,
                    "lines": [{"name": line.name, "quantity": line.quantity} for line in order.lines],
                }),),
            )
            return order

    def cancel(self, order_id: UUID) -> None:
        with self._connection() as connection:
            connection.execute(
                "UPDATE orders SET status = 'cancelled', updated_at = now() WHERE id = %s AND status = 'pending'",
                (order_id,),
            )

    def publish_outbox(self, publish: Callable[[int, dict[str, Any]], None]) -> int:
        """Publish what is waiting, oldest first. An event is published again when the commit fails after it."""
        with self._connection() as connection:
            rows = connection.execute(
                """
                SELECT id, event FROM outbox WHERE published_at IS NULL
                ORDER BY id LIMIT 50 FOR UPDATE SKIP LOCKED
                """
            ).fetchall()
            for row in rows:
                publish(row["id"], row["event"])
                connection.execute("UPDATE outbox SET published_at = now() WHERE id = %s", (row["id"],))
            return len(rows)

    def _one(self, condition: str, parameters: tuple[Any, ...]) -> Order | None:
        with self._connection() as connection:
            return _load(connection, condition, parameters)

    @contextmanager
    def _connection(self):
        try:
            with self._pool.connection() as connection:
                yield connection
        except (psycopg.OperationalError, psycopg.errors.UndefinedTable, PoolTimeout) as error:
            raise Unavailable("orders database unavailable") from error


def _load(connection: psycopg.Connection, condition: str, parameters: tuple[Any, ...]) -> Order | None:
    row = connection.execute(
        "SELECT id, customer_id, email, status, currency, total_cents, payment_url FROM orders WHERE " + condition,
        parameters,
    ).fetchone()
    if row is None:
        return None
    lines = connection.execute(
        "SELECT sku, name, quantity, unit_price_cents FROM order_lines WHERE order_id = %s ORDER BY sku", (row["id"],)
    ).fetchall()
    return Order(**row, lines=tuple(Line(**line) for line in lines))
