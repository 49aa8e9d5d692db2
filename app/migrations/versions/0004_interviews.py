"""Interviews and the entries of their records."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "interviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("exercise", sa.String(length=80), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Double(), nullable=False),
        sa.Column("loop", sa.String(length=24), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_seconds", sa.Double(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("link_digest", sa.String(length=64), nullable=True),
        sa.Column("led_by", sa.String(length=10), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("reached", sa.String(length=20), nullable=True),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_interviews_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_interviews"),
        sa.UniqueConstraint("link_digest", name="uq_interviews_link_digest"),
    )
    op.create_index("ix_interviews_person_id", "interviews", ["person_id"])
    op.create_index("ix_interviews_loop", "interviews", ["loop"])
    op.create_table(
        "interview_entries",
        sa.Column("interview_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interviews.id"], name="fk_interview_entries_interview_id"
        ),
        sa.PrimaryKeyConstraint("interview_id", "number", name="pk_interview_entries"),
        sa.UniqueConstraint("interview_id", "key", name="uq_interview_entries_interview_id_key"),
    )


def downgrade() -> None:
    op.drop_table("interview_entries")
    op.drop_index("ix_interviews_loop", "interviews")
    op.drop_index("ix_interviews_person_id", "interviews")
    op.drop_table("interviews")
