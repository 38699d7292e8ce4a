"""The first, whatever the file is called."""

revision = "b1"
down_revision = None


def upgrade():
    op.create_table("orders")


def downgrade():
    op.drop_table("orders")
