"""Grading attempts again with the rubric as it is now: a report is added, none is changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.practice.models import Attempt, RawAnswer, Report
from grader.bank import exercise
from grader.grade import grade
from grader.reading import read_answer

ToGrade = tuple[int, str, RawAnswer]  # attempt, exercise, what was handed in


def load(reading: Session, attempt_ids: tuple[int, ...]) -> list[ToGrade]:
    rows = reading.execute(
        select(Attempt.id, Attempt.exercise, Attempt.answer).where(Attempt.id.in_(attempt_ids))
    )
    return [(row.id, row.exercise, row.answer) for row in rows]


def work(given: ToGrade) -> dict[str, Any]:
    """The report as JSON. What cannot be read of an old answer goes to a person."""
    _attempt, slug, answer = given
    return grade(exercise(slug), read_answer(answer, as_it_is=True)).model_dump(mode="json")


def store(
    change: Session, given: list[ToGrade], reports: list[dict[str, Any]], moment: datetime
) -> None:
    change.add_all(
        Report(
            attempt_id=attempt,
            rubric_digest=body["rubric_digest"],
            score=body["score"],
            level=body["level"],
            body=body,
            made_at=moment,
        )
        for (attempt, _slug, _answer), body in zip(given, reports, strict=True)
    )
