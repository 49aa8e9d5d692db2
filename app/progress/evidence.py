"""What a person has shown: the checks of their last attempts, and their answers to the book's questions."""

from collections.abc import Mapping

from flask import url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clock import now
from app.practice.attempts import GradedAttempt
from app.progress.mastery import Evidence
from app.progress.models import QuestionAnswer

OUTSIDE = ("not applicable", "cannot judge")


def from_checks(latest: Mapping[str, GradedAttempt]) -> list[Evidence]:
    """Each check of the last attempt at each exercise, under the section of the book that teaches it."""
    return [
        Evidence(
            section=check["book"],
            share=check["points"] / check["max"],
            at=attempt.handed_in,
            what=check["title"],
            link=url_for("practice.attempt", slug=slug, number=attempt.number)
            + f"#check-{check['id']}",
        )
        for slug, attempt in latest.items()
        for check in attempt.report["checks"]
        if check["book"] and check["verdict"] not in OUTSIDE
    ]


def from_questions(reading: Session, person_id: int | None) -> list[Evidence]:
    """The latest answer to each question of the book."""
    if person_id is None:
        return []
    last = (
        select(func.max(QuestionAnswer.id))
        .where(QuestionAnswer.person_id == person_id)
        .group_by(QuestionAnswer.question)
    )
    rows = reading.scalars(select(QuestionAnswer).where(QuestionAnswer.id.in_(last)))
    return [
        Evidence(
            section=each.section,
            share=1.0 if each.right else 0.0,
            at=each.answered_at,
            what="A question of the book",
            link=address(each.section),
        )
        for each in rows
    ]


def keep_answers(writing: Session, person_id: int, answers: list[tuple[str, str, bool]]) -> int:
    """Answers as (section, question, right); those that say what is known already are left out."""
    known = {
        each.question: each.right
        for each in writing.scalars(
            select(QuestionAnswer)
            .where(QuestionAnswer.person_id == person_id)
            .order_by(QuestionAnswer.id)
        )
    }
    new = [each for each in answers if known.get(each[1]) is not each[2]]
    writing.add_all(
        QuestionAnswer(
            person_id=person_id, section=section, question=question, right=right, answered_at=now()
        )
        for section, question, right in new
    )
    return len(new)


def address(section: str) -> str:
    """Where a section of the book is read."""
    chapter, _, label = section.partition("#")
    return f"/book/{chapter}.html#{label}"
