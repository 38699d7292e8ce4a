from typing import Union

revision: str = "c2"
down_revision: Union[str, None] = "b1"


def upgrade() -> None:
    op.execute("DELETE FROM orders")


def downgrade() -> None:
    """What is deleted stays deleted."""
    pass
