"""What a course keeps about one person: handed out whole, and erased when that is asked for."""

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.clock import now
from app.courses.models import Assignment, Extension, Member, Sitting, Submission
from app.marking.models import Mark
from app.practice.models import Attempt, Report


def everything(reading: Session, member: Member) -> dict[str, Any]:
    """All that stands about a member, as plain values: what they handed in and what was said of it."""
    rows = reading.execute(
        select(Submission, Assignment.title, Attempt.answer, Report.body)
        .join(Assignment, Assignment.id == Submission.assignment_id)
        .join(Attempt, Attempt.id == Submission.attempt_id)
        .join(Report, Report.id == Submission.report_id)
        .where(Submission.member_id == member.id)
        .order_by(Submission.id)
    ).all()
    marks: dict[int, list[dict[str, Any]]] = {}
    said = reading.scalars(
        select(Mark)
        .join(Submission, Submission.id == Mark.submission_id)
        .where(Submission.member_id == member.id)
        .order_by(Mark.id)
    )
    for mark in said:
        marks.setdefault(mark.submission_id, []).append(
            {"check": mark.check, "did": mark.did, "before": mark.before, "after": mark.after,
             "reason": mark.reason, "comment": mark.comment, "at": mark.at.isoformat()}
        )  # fmt: skip
    extensions = reading.scalars(select(Extension).where(Extension.member_id == member.id))
    return {
        "name": member.name,
        "email": member.email,
        "number": member.student,
        "role": member.role,
        "team": member.team,
        "extra_time": member.extra_time,
        "added_at": member.added_at.isoformat(),
        "joined_at": member.joined_at.isoformat() if member.joined_at else None,
        "extensions": [
            {"assignment": each.assignment_id, "reason": each.reason, "at": each.at.isoformat()}
            for each in extensions
        ],
        "submissions": [
            {
                "assignment": title,
                "handed_in": each.handed_in.isoformat(),
                "late_days": each.late_days,
                "answer": answer,
                "report": body,
                "marks": marks.get(each.id, []),
                "score": each.score,
                "level": each.level,
            }
            for each, title, answer, body in rows
        ],
    }


def erase(writing: Session, member: Member) -> int:
    """Erase a learner from a course: submissions with their marks go, the name with them; how many.

    What they practised is their own account's and stays there.
    """
    numbers = select(Submission.id).where(Submission.member_id == member.id)
    count = len(writing.scalars(numbers).all())
    for table in (Submission, Sitting, Extension):
        writing.execute(delete(table).where(table.member_id == member.id))
    member.person_id, member.joined_at, member.left_at = None, None, now()
    member.name, member.student, member.team = "Erased", "", ""
    member.email = f"erased-{member.id}@invalid"
    return count
