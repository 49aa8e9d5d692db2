"""Buying a hint, and handing the bought ones over to the attempt that they were bought for."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.clock import now
from app.hints.models import BoughtHint
from app.practice.models import Attempt


def bought(reading: Session, person_id: int | None, exercise: str) -> list[BoughtHint]:
    """The hints of the attempt that is being written, as they were bought."""
    if person_id is None:
        return []
    return list(
        reading.scalars(
            select(BoughtHint)
            .where(
                BoughtHint.person_id == person_id,
                BoughtHint.exercise == exercise,
                BoughtHint.attempt_id.is_(None),
            )
            .order_by(BoughtHint.id)
        )
    )


def buy(writing: Session, person_id: int, exercise: str, check: str, rung: int) -> None:
    """Keep that a rung was bought; once is enough."""
    had = any(
        (each.check_id, each.rung) == (check, rung) for each in bought(writing, person_id, exercise)
    )
    if not had:
        writing.add(
            BoughtHint(
                person_id=person_id, exercise=exercise, check_id=check, rung=rung, bought_at=now()
            )
        )


def settle(writing: Session, person_id: int, exercise: str, number: int) -> None:
    """The hints bought so far belong to this attempt; the next one begins without any."""
    attempt = select(Attempt.id).where(
        Attempt.person_id == person_id, Attempt.exercise == exercise, Attempt.number == number
    )
    writing.execute(
        update(BoughtHint)
        .where(
            BoughtHint.person_id == person_id,
            BoughtHint.exercise == exercise,
            BoughtHint.attempt_id.is_(None),
        )
        .values(attempt_id=attempt.scalar_subquery())
    )
