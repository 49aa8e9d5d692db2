"""A guest signs in: their drafts and attempts go over to the account, and neither side loses any."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.appeals.models import AppealReply
from app.cards.models import ReviewCard
from app.hints.models import BoughtHint
from app.interviews import store as interviews
from app.practice import drafts
from app.practice.drafts import SavedDraft
from app.practice.models import Attempt, Draft, DraftCopy
from app.progress.models import QuestionAnswer

BECAUSE = "Signing in brought together two drafts; the one saved later went on."


def hand_over(writing: Session, guest: int, person: int) -> None:
    """Give all that the guest did to the account, once."""
    unclaimed = writing.scalar(
        select(Person.id)
        .where(Person.id == guest, Person.claimed_by_id.is_(None), Person.email.is_(None))
        .with_for_update()
    )
    if unclaimed is None or guest == person:
        return
    for draft in writing.scalars(select(Draft).where(Draft.person_id == guest)).all():
        _hand_over_draft(writing, draft, person)
    _hand_over_cards(writing, guest, person)
    for kind in (DraftCopy, BoughtHint, AppealReply, QuestionAnswer):
        writing.execute(update(kind).where(kind.person_id == guest).values(person_id=person))
    _hand_over_attempts(writing, guest, person)
    interviews.hand_over(writing, guest, person)
    writing.execute(update(Person).where(Person.id == guest).values(claimed_by_id=person))


def _hand_over_draft(writing: Session, draft: Draft, person: int) -> None:
    theirs = drafts.find(writing, person, draft.exercise, to_change=True)
    if theirs is None:
        draft.person_id = person
        return
    brought = SavedDraft(draft.version, draft.answer, draft.saved_at)
    if brought.answer != theirs.answer:
        earlier, later = sorted((brought, theirs), key=_saved_at)
        drafts.keep_copy(writing, person, draft.exercise, earlier, BECAUSE)
        if later is brought:
            drafts.save(writing, person, draft.exercise, theirs.version, brought.answer)
    writing.execute(delete(Draft).where(Draft.id == draft.id))


def _hand_over_cards(writing: Session, guest: int, person: int) -> None:
    """A card about a check of which the account has one already stays behind; the account's goes on."""
    theirs = select(ReviewCard.exercise, ReviewCard.check_id).where(ReviewCard.person_id == person)
    known = {(exercise, check) for exercise, check in writing.execute(theirs)}
    for card in writing.scalars(select(ReviewCard).where(ReviewCard.person_id == guest)).all():
        if (card.exercise, card.check_id) not in known:
            card.person_id = person


def _saved_at(draft: SavedDraft) -> datetime:
    return draft.saved_at


def _hand_over_attempts(writing: Session, guest: int, person: int) -> None:
    """The account's attempts keep their numbers, and so their addresses; the guest's follow on."""
    highest = (
        select(Attempt.exercise, func.max(Attempt.number))
        .where(Attempt.person_id == person)
        .group_by(Attempt.exercise)
    )
    last = {exercise: number for exercise, number in writing.execute(highest)}  # noqa: C416 - rows
    theirs = select(Attempt).where(Attempt.person_id == guest).order_by(Attempt.number)
    for attempt in writing.scalars(theirs).all():
        attempt.person_id = person
        attempt.number = last[attempt.exercise] = last.get(attempt.exercise, 0) + 1
