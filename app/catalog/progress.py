"""How far a person is: attempts, the best of them, and drafts that are not handed in yet."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.practice import attempts
from app.practice.models import Attempt, Draft
from grader.bank import exercises


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A draft that says more than the last attempt."""

    slug: str
    title: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """One exercise: how many attempts, the best score and its level, and whether a draft waits."""

    attempts: int = 0
    best: float | None = None
    level: str | None = None
    draft: bool = False


def drafts_under_way(reading: Session, person_id: int | None) -> list[UnderWay]:
    """Drafts saved since their last attempt, the latest first."""
    if person_id is None:
        return []
    handed_in = (
        select(func.max(Attempt.handed_in))
        .where(Attempt.person_id == Draft.person_id, Attempt.exercise == Draft.exercise)
        .correlate(Draft)
        .scalar_subquery()
    )
    rows = reading.execute(
        select(Draft.exercise, Draft.saved_at)
        .where(Draft.person_id == person_id, or_(handed_in.is_(None), Draft.saved_at > handed_in))
        .order_by(Draft.saved_at.desc())
    )
    titles = {each.slug: each.title for each in exercises()}
    return [UnderWay(slug, titles[slug], saved_at) for slug, saved_at in rows if slug in titles]


def progress(reading: Session, person_id: int | None) -> dict[str, Progress]:
    """Every exercise by its slug."""
    lines = attempts.lines(reading, person_id)
    waiting = {each.slug for each in drafts_under_way(reading, person_id)}
    found = {}
    for exercise in exercises():
        mine = [line for line in lines if line.exercise == exercise.slug]
        shown = [line for line in mine if line.score is not None]
        best = max(shown, key=lambda line: line.score or 0, default=None)
        found[exercise.slug] = Progress(
            attempts=len(mine),
            best=best.score if best else None,
            level=best.level if best else None,
            draft=exercise.slug in waiting,
        )
    return found
