revision = "0002"
down_revision = "0001"


def upgrade():
    op.create_table("b")


def downgrade():
    op.drop_table("b")
