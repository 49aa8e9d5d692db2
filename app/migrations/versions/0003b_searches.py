"""Searches for what would have earned more."""

import sqlalchemy as sa
from alembic import op

revision = "0003b"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "searches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("tried", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=True),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_searches_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_searches"),
        sa.UniqueConstraint("report_id", name="uq_searches_report_id"),
    )


def downgrade() -> None:
    op.drop_table("searches")
