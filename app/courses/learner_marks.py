"""A learner's submissions for an assignment, with as much of the marks as is released."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.courses.dates import after_lateness
from app.courses.models import Assignment, Submission
from app.courses.tasks import holds_marks


@dataclass(frozen=True, slots=True)
class Mark:
    """One submission. `score` is None until the marks are released."""

    submission_id: int
    number: int
    handed_in: datetime
    late_days: int
    score: float | None
    level: str
    after_lateness: float | None


def marks_of(reading: Session, assignment: Assignment, member_id: int) -> list[Mark]:
    """The latest first."""
    rows = reading.scalars(
        select(Submission)
        .where(Submission.assignment_id == assignment.id, Submission.member_id == member_id)
        .order_by(Submission.number.desc())
    )
    held = holds_marks(assignment)
    return [
        Mark(
            each.id,
            each.number,
            each.handed_in,
            each.late_days,
            None if held else each.score,
            "" if held else each.level,
            None if held else after_lateness(each.score, each.late_days, assignment.late_per_day),
        )
        for each in rows
    ]
