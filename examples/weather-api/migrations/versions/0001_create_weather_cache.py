"""Create the cache of provider answers.

Revision ID: 0001
Revises:
Create Date: 2026-09-14 10:12:00+00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "weather_cache",
        sa.Column("city", sa.Text, nullable=False),
        sa.Column("units", sa.Text, nullable=False),
        sa.Column("payload", postgresql.JSONB, nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("city", "units"),
        sa.CheckConstraint("units IN ('metric', 'imperial')", name="weather_cache_units"),
    )
    op.create_index("weather_cache_fetched_at", "weather_cache", ["fetched_at"])


def downgrade() -> None:
    op.drop_index("weather_cache_fetched_at", table_name="weather_cache")
    op.drop_table("weather_cache")
