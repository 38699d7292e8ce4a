revision = "0003"
down_revision = "0001"


def upgrade():
    op.create_table("c")


def downgrade():
    op.drop_table("c")
