revision = "a3"
down_revision = ("c2",)


def upgrade():
    op.add_column("orders", "note")


def downgrade():
    raise NotImplementedError("restore the backup")
