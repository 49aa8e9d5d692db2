"""Handing in for an assignment: what a course refuses, what it counts, and who sees the marks."""

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.clock import now
from app.courses.dates import Standing
from app.courses.models import Assignment, Submission
from app.courses.tasks import Task
from app.marking.reasons import in_order, is_unusual, kinds_of, urgency
from app.marking.rubrics import exercise_of
from app.practice.models import Attempt, Report
from capacity.frozen import Problem
from grader.answer import Answer
from grader.bank import Exercise
from grader.events import Event
from grader.grade import grade
from grader.reading import read_answer
from grader.report import Report as Graded

NOT_TAKEN = {
    Standing.NOT_BEGUN: "has a time limit. Open its page in the course and begin; your draft waits.",
    Standing.NO_ATTEMPTS: "has taken all the attempts it allows. Your draft is kept; practise again once it is closed.",
    Standing.TIME_OVER: "had a time limit, and your time is over. Your draft is kept; ask your instructor.",
}


def refused(tasks: list[Task]) -> tuple[Problem, ...]:
    """Why an answer may not be handed in now, if a course that set the exercise says so."""
    if any(each.standing.takes for each in tasks):
        return ()
    return tuple(
        Problem(
            field="page",
            message=f"“{each.assignment.title}” in {each.course.title} {NOT_TAKEN[each.standing]}",
        )
        for each in tasks
        if each.is_under_way and each.holds_marks and each.standing in NOT_TAKEN
    )


def exercise_for(reading: Session, of: Exercise, tasks: list[Task]) -> Exercise:
    """The exercise as the first course that takes answers now has set it, else the bank's."""
    return next((exercise_of(reading, each.assignment) for each in tasks if each.is_under_way), of)


def add(writing: Session, tasks: list[Task], person_id: int, number: int) -> None:
    """Count an attempt for every assignment that takes it, once."""
    for task in tasks:
        if task.standing.takes:
            _add(writing, task, person_id, number)


def _add(writing: Session, task: Task, person_id: int, number: int) -> None:
    attempt = writing.execute(
        select(Attempt).where(
            Attempt.person_id == person_id,
            Attempt.exercise == task.assignment.exercise,
            Attempt.number == number,
        )
    ).scalar_one()
    already = exists().where(
        Submission.assignment_id == task.assignment.id, Submission.attempt_id == attempt.id
    )
    if writing.scalar(select(already)):
        return
    report = _report_for(writing, task.assignment, attempt)
    before = writing.scalar(
        select(func.count(Submission.id)).where(
            Submission.assignment_id == task.assignment.id, Submission.member_id == task.member_id
        )
    )
    body = report.body
    reasons = kinds_of(body)
    if is_unusual(attempt.answer, task.assignment.exercise):
        reasons = in_order([*reasons, "unusual"])
    writing.add(
        Submission(
            assignment_id=task.assignment.id,
            member_id=task.member_id,
            attempt_id=attempt.id,
            report_id=report.id,
            number=(before or 0) + 1,
            handed_in=attempt.handed_in,
            late_days=task.terms.late_days(attempt.handed_in),
            state="waiting" if reasons else "open",
            reasons=reasons,
            urgency=urgency(reasons),
            rule_score=report.score,
            score=report.score,
            level=report.level,
        )
    )
    writing.flush()
    recount(writing, task.assignment, task.member_id)


def recount(writing: Session, assignment: Assignment, member_id: int) -> None:
    """Say anew which submission of somebody counts: the latest, or the best by its mark."""
    rows = writing.scalars(
        select(Submission).where(
            Submission.assignment_id == assignment.id, Submission.member_id == member_id
        )
    ).all()
    latest = assignment.counts == "latest"
    chosen = max(rows, key=lambda each: (0 if latest else each.score, each.number), default=None)
    for each in rows:
        each.counts = each is chosen


def _report_for(writing: Session, assignment: Assignment, attempt: Attempt) -> Report:
    """The attempt's report, by the rubric of the assignment; made where it was judged by another."""
    wanted = exercise_of(writing, assignment)
    report = writing.scalars(
        select(Report).where(Report.attempt_id == attempt.id).order_by(Report.id.desc()).limit(1)
    ).one()
    if report.rubric_digest == wanted.rubric_digest:
        return report
    return add_report(writing, attempt.id, grade(wanted, answer_of(attempt)))


def answer_of(attempt: Attempt) -> Answer:
    """The answer of an attempt, as it was and is graded."""
    record = tuple(Event.model_validate(each) for each in attempt.events)
    return read_answer(attempt.answer, as_it_is=True).model_copy(update={"events": record})


def add_report(writing: Session, attempt_id: int, graded: Graded) -> Report:
    """One more report of an attempt."""
    body = graded.model_dump(mode="json")
    report = Report(
        attempt_id=attempt_id,
        rubric_digest=body["rubric_digest"],
        score=body["score"],
        level=body["level"],
        body=body,
        made_at=now(),
    )
    writing.add(report)
    writing.flush()
    return report
