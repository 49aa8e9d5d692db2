"""A submission with what people say of it: read whole for its page, and read off into its row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.courses.models import Assignment, Submission
from app.courses.submissions import recount
from app.marking.marks import Standing, overrulings, stale, standing, state
from app.marking.models import CALIBRATION, Mark
from app.marking.reasons import in_order, kinds_of, urgency
from app.marking.rubrics import exercise_of
from app.practice.models import Report
from grader.bank import Exercise
from grader.overruled import overruled
from grader.report import Report as Graded


@dataclass(frozen=True, slots=True)
class Judged:
    """By rules, by people, and what of the people's word rests on checks that have changed.

    Points are added up by the rubric that made the report, also after the course has another.
    """

    exercise: Exercise
    then: Exercise
    by_rules: Graded
    by_people: Graded
    standing: Standing
    stale: tuple[str, ...]

    @property
    def is_current(self) -> bool:
        """Whether the report is by the rubric that the assignment has now."""
        return self.by_rules.rubric_digest == self.exercise.rubric_digest

    def by_rules_verdict(self, check: str) -> str:
        return next(each.verdict for each in self.by_rules.entries if each.id == check)

    @property
    def rule_points(self) -> dict[str, float]:
        return {each.id: each.points for each in self.by_rules.entries}


def judged(reading: Session, assignment: Assignment, submission: Submission) -> Judged:
    """Everything that is said about a submission, in two queries."""
    body = reading.scalar(select(Report.body).where(Report.id == submission.report_id))
    marks = reading.scalars(
        select(Mark)
        .where(Mark.submission_id == submission.id, Mark.round != CALIBRATION)
        .order_by(Mark.id)
    ).all()
    return put_together(reading, assignment, body or {}, marks)


def put_together(
    reading: Session, assignment: Assignment, body: object, marks: Iterable[Mark]
) -> Judged:
    """The same from what is read already."""
    by_rules = Graded.model_validate(body)
    now = exercise_of(reading, assignment)
    then = exercise_of(reading, assignment, by_rules.rubric_digest)
    found = standing(marks)
    said = overrulings(found, [each.id for each in by_rules.entries])
    by_people = overruled(then.rubric, by_rules, said)
    return Judged(now, then, by_rules, by_people, found, tuple(stale(found, now.rubric)))


def read_off(submission: Submission, body: Mapping[str, Any]) -> None:
    """The row of a submission of which nobody has said anything: what its report says."""
    kept = ["unusual"] if "unusual" in submission.reasons else []
    submission.reasons = in_order([*kinds_of(body), *kept])
    submission.urgency = urgency(submission.reasons)
    submission.rule_score = submission.score = body["score"]
    submission.level = body["level"]
    submission.changed = submission.stale = 0
    submission.state = "waiting" if submission.reasons else "open"


def refresh(
    writing: Session, assignment: Assignment, submission: Submission, appeals: int = 0
) -> Judged:
    """Read the row of a submission off its report and marks anew."""
    writing.flush()
    found = judged(writing, assignment, submission)
    reasons = kinds_of({"needs_person": found.by_rules.needs_person})
    if "unusual" in submission.reasons:
        reasons.append("unusual")
    if appeals:
        reasons.append("appeal")
    submission.reasons = in_order(reasons)
    submission.urgency = urgency(submission.reasons)
    submission.rule_score = found.by_rules.score
    submission.score = found.by_people.score
    submission.level = found.by_people.level
    points = found.rule_points
    submission.changed = sum(
        found.standing.points(mark.round, check, points.get(check, 0.0)) != points.get(check)
        for check in points
        if (mark := found.standing.on(check)) is not None
    )
    submission.stale = len(found.stale)
    at = state(found.standing, assignment.markers, points, has_reasons=bool(submission.reasons))
    submission.state = "waiting" if appeals and at == "done" else at
    recount(writing, assignment, submission.member_id)
    return found
