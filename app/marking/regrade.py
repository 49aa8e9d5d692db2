"""Grading the submissions of an assignment again by its rubric: a report is added to each, people's words stay.

Work of a job, so without a page: what is loaded goes to the work as plain values, the work touches
nothing, and what it finds is stored once.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.appeals.models import Appeal
from app.courses.as_set import with_parameters
from app.courses.models import Assignment, Submission
from app.courses.submissions import answer_of, recount
from app.marking.acts import open_appeals
from app.marking.judged import read_off, refresh
from app.marking.models import Mark
from app.marking.rubrics import rubric_text
from app.practice.models import Attempt, Report
from grader.bank import EXERCISES, Exercise, exercise, load_with
from grader.grade import grade

ToGrade = tuple[int, str, str, str, dict[str, str], Any]
# submission, exercise, rubric's digest, its text ('' for the bank's), parameters, what was handed in


def load(reading: Session, submission_ids: tuple[int, ...]) -> list[ToGrade]:
    rows = reading.execute(
        select(Submission.id, Assignment, Attempt)
        .join(Assignment, Assignment.id == Submission.assignment_id)
        .join(Attempt, Attempt.id == Submission.attempt_id)
        .where(Submission.id.in_(submission_ids))
    ).all()
    texts: dict[str, str] = {}
    found = []
    for number, assignment, attempt in rows:
        digest = assignment.rubric
        if digest not in texts:
            texts[digest] = rubric_text(reading, assignment.exercise, digest)
        found.append(
            (number, assignment.exercise, digest, texts[digest], assignment.parameters, answer_of(attempt))
        )  # fmt: skip
    return found


def work(given: ToGrade) -> dict[str, Any]:
    """The report as JSON."""
    _submission, slug, digest, text, parameters, answer = given
    judged_by = with_parameters(_exercise(slug, digest, text), parameters)
    return grade(judged_by, answer).model_dump(mode="json")


def store(
    change: Session, given: list[ToGrade], reports: list[dict[str, Any]], moment: datetime
) -> None:
    """Add each report, and read its submission's row anew: people's words stand as they stood."""
    numbers = [number for number, *_rest in given]
    submissions = {
        each.id: each
        for each in change.scalars(select(Submission).where(Submission.id.in_(numbers)))
    }  # one whose course was thrown away meanwhile is not among them
    spoken_of = _spoken_of(change, numbers)
    made = []
    for (number, *_rest), body in zip(given, reports, strict=True):
        if number in submissions:
            report = Report(
                attempt_id=submissions[number].attempt_id,
                rubric_digest=body["rubric_digest"],
                score=body["score"],
                level=body["level"],
                body=body,
                made_at=moment,
            )
            made.append((submissions[number], report))
    change.add_all([report for _, report in made])
    change.flush()
    for submission, report in made:
        submission.report_id = report.id
        assignment = change.get_one(Assignment, submission.assignment_id)
        if submission.id in spoken_of:
            refresh(change, assignment, submission, open_appeals(change, submission))
        else:
            read_off(submission, report.body)
            recount(change, assignment, submission.member_id)


def _spoken_of(reading: Session, numbers: list[int]) -> set[int]:
    """The submissions that people marked or that were appealed."""
    marked = select(Mark.submission_id).where(Mark.submission_id.in_(numbers))
    appealed = (
        select(Submission.id)
        .join(Appeal, Appeal.attempt_id == Submission.attempt_id)
        .where(Submission.id.in_(numbers))
    )
    return {*reading.scalars(marked), *reading.scalars(appealed)}


@lru_cache(maxsize=8)
def _exercise(slug: str, digest: str, text: str) -> Exercise:
    if not text or exercise(slug).rubric_digest == digest:
        return exercise(slug)
    return load_with(EXERCISES / slug, text)
