"""The deck of a person: cards come with missed checks, go with earned ones, and return when they are due."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cards.models import CardAnswer, ReviewCard
from app.cards.schedule import Rating, after, begun
from app.clock import now
from app.practice.attempts import IS_SHOWN
from app.practice.models import Attempt
from grader.report import CheckReport, Report

A_DAY = 10  # new cards; what is missed most comes first, the rest on the days after
OPEN = ("missed", "partly")


@dataclass(frozen=True, slots=True)
class Due:
    """What a person has to review, and when the next card comes where there is none."""

    cards: tuple[ReviewCard, ...]
    next_at: datetime | None
    kept: int  # cards in the deck, due or not


def keep(writing: Session, person_id: int, number: int, report: Report) -> None:
    """What an attempt missed becomes cards; cards of what it earned are retired."""
    attempt_id = writing.scalars(
        select(Attempt.id).where(
            Attempt.person_id == person_id,
            Attempt.exercise == report.exercise,
            Attempt.number == number,
        )
    ).one()
    deck = {
        each.check_id: each
        for each in writing.scalars(
            select(ReviewCard).where(
                ReviewCard.person_id == person_id, ReviewCard.exercise == report.exercise
            )
        )
    }
    new = 0
    for check in sorted(report.checks, key=_open, reverse=True):
        card = deck.get(check.id)
        if check.verdict == "met" and card is not None and card.retired_at is None:
            card.retired_at = now()
        if check.verdict not in OPEN:
            continue
        if card is None:
            due = now() + timedelta(days=new // A_DAY)
            new += 1
            writing.add(
                ReviewCard(
                    person_id=person_id,
                    exercise=report.exercise,
                    check_id=check.id,
                    attempt_id=attempt_id,
                    due_at=due,
                )
            )
            continue
        card.attempt_id = attempt_id
        if card.retired_at is not None:
            card.retired_at, card.due_at = None, now()


def due(reading: Session, person_id: int | None) -> Due:
    """Cards that are due now, the longest waiting first; none of an attempt whose mark is held."""
    if person_id is None:
        return Due((), None, 0)
    mine = (ReviewCard.person_id == person_id, ReviewCard.retired_at.is_(None), IS_SHOWN)
    found = reading.scalars(
        select(ReviewCard)
        .join(Attempt, Attempt.id == ReviewCard.attempt_id)
        .where(*mine, ReviewCard.due_at <= now())
        .order_by(ReviewCard.due_at, ReviewCard.id)
    ).all()
    kept, next_at = reading.execute(
        select(func.count(), func.min(ReviewCard.due_at))
        .select_from(ReviewCard)
        .join(Attempt, Attempt.id == ReviewCard.attempt_id)
        .where(*mine)
    ).one()
    return Due(tuple(found), None if found else next_at, kept)


def answer(writing: Session, person_id: int, card_id: int, rating: Rating) -> bool:
    """When the card comes again, by how well it was known; False where this person has no such card.

    A card that is not due was answered already, in another tab or by a second click: once is enough.
    """
    card = writing.scalars(
        select(ReviewCard)
        .where(ReviewCard.id == card_id, ReviewCard.person_id == person_id)
        .with_for_update()
    ).one_or_none()
    if card is None:
        return False
    moment = now()
    if card.due_at <= moment and card.retired_at is None:
        memory = after(card.memory or begun(card.id, moment), rating, moment)
        card.memory, card.due_at = memory.kept, memory.due
        writing.add(CardAnswer(card_id=card.id, rating=rating, answered_at=moment))
    return True


def _open(check: CheckReport) -> float:
    return check.max - check.points
