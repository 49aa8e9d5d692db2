"""Review cards with their answers, and answers to the questions of the book."""

import sqlalchemy as sa
from alembic import op

revision = "0003c"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_cards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("exercise", sa.String(length=80), nullable=False),
        sa.Column("check_id", sa.String(length=80), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("memory", sa.JSON(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_review_cards_attempt_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_review_cards_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review_cards"),
        sa.UniqueConstraint(
            "person_id", "exercise", "check_id", name="uq_review_cards_person_id_exercise_check_id"
        ),
    )
    op.create_table(
        "card_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["review_cards.id"], name="fk_card_answers_card_id"),
        sa.PrimaryKeyConstraint("id", name="pk_card_answers"),
    )
    op.create_index("ix_card_answers_card_id", "card_answers", ["card_id"])
    op.create_table(
        "question_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=160), nullable=False),
        sa.Column("question", sa.String(length=160), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_question_answers_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_question_answers"),
    )
    op.create_index("ix_question_answers_person_id", "question_answers", ["person_id"])


def downgrade() -> None:
    op.drop_index("ix_question_answers_person_id", "question_answers")
    op.drop_table("question_answers")
    op.drop_index("ix_card_answers_card_id", "card_answers")
    op.drop_table("card_answers")
    op.drop_table("review_cards")
