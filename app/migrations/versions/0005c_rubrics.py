"""Cases that a course keeps for its rubrics; regrades name the job that does them."""

import sqlalchemy as sa
from alembic import op

revision = "0005c"
down_revision = "0003c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rubric_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("exercise", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_rubric_cases_by_id")),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["courses.id"],
            name=op.f("fk_rubric_cases_course_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_cases")),
    )
    with op.batch_alter_table("rubric_cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rubric_cases_course_id"), ["course_id"], unique=False)

    with op.batch_alter_table("regrade_lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_regrade_lines_submission_id"))

    op.drop_table("regrade_lines")
    op.execute("DELETE FROM regrades")  # they name no job; the reports that they made stay
    with op.batch_alter_table("regrades", schema=None) as batch_op:
        batch_op.add_column(sa.Column("job_id", sa.Integer(), nullable=False))
        batch_op.create_index(batch_op.f("ix_regrades_job_id"), ["job_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_regrades_job_id"), "jobs", ["job_id"], ["id"])
        batch_op.drop_column("cancelled_at")
        batch_op.drop_column("ended_at")


def downgrade() -> None:
    with op.batch_alter_table("regrades", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_constraint(batch_op.f("fk_regrades_job_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_regrades_job_id"))
        batch_op.drop_column("job_id")

    op.create_table(
        "regrade_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("regrade_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("lease", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("before", sa.Double(), nullable=True),
        sa.Column("after", sa.Double(), nullable=True),
        sa.Column("said", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["regrade_id"],
            ["regrades.id"],
            name=op.f("fk_regrade_lines_regrade_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name=op.f("fk_regrade_lines_submission_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regrade_lines")),
        sa.UniqueConstraint(
            "regrade_id", "submission_id", name=op.f("uq_regrade_lines_regrade_id_submission_id")
        ),
    )
    with op.batch_alter_table("regrade_lines", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_regrade_lines_submission_id"), ["submission_id"], unique=False
        )

    with op.batch_alter_table("rubric_cases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rubric_cases_course_id"))

    op.drop_table("rubric_cases")
