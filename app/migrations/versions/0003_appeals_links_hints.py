"""Appeals and replies, links to read an attempt, hints that were bought, and an attempt's record."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "attempts", sa.Column("events", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.create_table(
        "appeals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.String(length=80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_appeals_attempt_id"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_appeals_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_appeals"),
        sa.UniqueConstraint("attempt_id", "check_id", name="uq_appeals_attempt_id_check_id"),
    )
    op.create_table(
        "appeal_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name="fk_appeal_replies_appeal_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_appeal_replies_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_appeal_replies"),
    )
    op.create_index("ix_appeal_replies_appeal_id", "appeal_replies", ["appeal_id"])
    op.create_index("ix_appeal_replies_person_id", "appeal_replies", ["person_id"])
    op.create_table(
        "share_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_share_links_attempt_id"),
        sa.PrimaryKeyConstraint("id", name="pk_share_links"),
    )
    op.create_index("ix_share_links_attempt_id", "share_links", ["attempt_id"])
    op.create_table(
        "bought_hints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("exercise", sa.String(length=80), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=True),
        sa.Column("check_id", sa.String(length=80), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("bought_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_bought_hints_person_id"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_bought_hints_attempt_id"),
        sa.PrimaryKeyConstraint("id", name="pk_bought_hints"),
    )
    op.create_index("ix_bought_hints_person_id", "bought_hints", ["person_id"])


def downgrade() -> None:
    op.drop_index("ix_bought_hints_person_id", "bought_hints")
    op.drop_table("bought_hints")
    op.drop_index("ix_share_links_attempt_id", "share_links")
    op.drop_table("share_links")
    op.drop_index("ix_appeal_replies_person_id", "appeal_replies")
    op.drop_index("ix_appeal_replies_appeal_id", "appeal_replies")
    op.drop_table("appeal_replies")
    op.drop_table("appeals")
    with op.batch_alter_table("attempts") as attempts:
        attempts.drop_column("events")
