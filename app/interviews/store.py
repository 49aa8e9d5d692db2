"""Interviews in the database: found by their person or by a link, and added to, never over somebody else's entry."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.accounts.tokens import digest_of
from app.clock import now
from app.database import rows_changed
from app.interviews.models import Interview, InterviewEntry
from app.practice.drafts import ChangedElsewhere, SavedDraft
from app.practice.models import RawAnswer
from grader.interview.formats import Setting
from grader.interview.log import Log, read_log, written

MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One interview in a list."""

    id: int
    exercise: str
    format: str
    level: str
    begun_at: datetime
    ended_at: datetime | None
    score: float | None
    reached: str | None
    loop: str | None
    round: int


def begin(  # noqa: PLR0913 - what was chosen on the form
    writing: Session,
    person_id: int,
    setting: Setting,
    *,
    begun_at: datetime,
    loop: str | None = None,
    round_: int = 1,
) -> int:
    """The number of the new interview."""
    made = Interview(
        person_id=person_id,
        exercise=setting.exercise,
        format=setting.format,
        level=setting.level,
        seed=setting.seed,
        extra=setting.extra,
        loop=loop,
        round=round_,
        begun_at=begun_at,
        answer={},
        version=secrets.randbelow(10**9) + 1,
    )
    writing.add(made)
    writing.flush()
    return made.id


def find(reading: Session, interview_id: int, person_id: int | None) -> Interview | None:
    """An interview of this person."""
    if person_id is None:
        return None
    return reading.scalar(
        select(Interview).where(Interview.id == interview_id, Interview.person_id == person_id)
    )


def find_by_link(reading: Session, token: str) -> Interview | None:
    """The interview that a link opens to a person who interviews."""
    return reading.scalar(select(Interview).where(Interview.link_digest == digest_of(token)))


def record(reading: Session, interview_id: int) -> Log:
    """All entries, in order."""
    bodies = reading.scalars(
        select(InterviewEntry.body)
        .where(InterviewEntry.interview_id == interview_id)
        .order_by(InterviewEntry.number)
    )
    return read_log(bodies)


def has_key(reading: Session, interview_id: int, key: str) -> bool:
    """Whether words with this key were said already."""
    found = select(InterviewEntry.number).where(
        InterviewEntry.interview_id == interview_id, InterviewEntry.key == key
    )
    return reading.scalar(found) is not None


def add(
    writing: Session,
    interview_id: int,
    before: int,
    entries: Log,
    *,
    key: str | None = None,
    **values: Any,
) -> bool:
    """Add entries after the first `before`; False when somebody else added some meanwhile.

    `key` goes with the words among them; `values` change the interview itself.
    """
    row = writing.scalar(select(Interview).where(Interview.id == interview_id).with_for_update())
    last = writing.scalar(
        select(func.max(InterviewEntry.number)).where(InterviewEntry.interview_id == interview_id)
    )
    if row is None or (last or 0) != before or row.ended_at is not None:
        return False
    for number, body in enumerate(written(entries), before + 1):
        mine = key if body["kind"] == "said" else None
        writing.add(InterviewEntry(interview_id=interview_id, number=number, key=mine, body=body))
    for name, value in values.items():
        setattr(row, name, value)
    return True


def save_answer(writing: Session, interview_id: int, version: int, answer: RawAnswer) -> SavedDraft:
    """The workspace with this answer, if it still stands at `version`. Raises ChangedElsewhere."""
    saved = SavedDraft(version + 1, answer, now())
    changed = writing.execute(
        update(Interview)
        .where(
            Interview.id == interview_id,
            Interview.version == version,
            Interview.ended_at.is_(None),
        )
        .values(version=saved.version, answer=answer, saved_at=saved.saved_at)
    )
    if rows_changed(changed) == 1:
        return saved
    row = writing.get_one(Interview, interview_id)
    raise ChangedElsewhere(SavedDraft(row.version, row.answer, row.saved_at or row.begun_at))


def lines(reading: Session, person_id: int | None) -> Sequence[Line]:
    """A person's interviews, the latest first."""
    if person_id is None:
        return []
    rows = reading.execute(
        select(
            Interview.id,
            Interview.exercise,
            Interview.format,
            Interview.level,
            Interview.begun_at,
            Interview.ended_at,
            Interview.score,
            Interview.reached,
            Interview.loop,
            Interview.round,
        )
        .where(Interview.person_id == person_id)
        .order_by(Interview.id.desc())
        .limit(MOST_LISTED)
    )
    return [Line(**row._mapping) for row in rows]  # noqa: SLF001 - the names of its columns


def hand_over(writing: Session, guest: int, person: int) -> None:
    """A guest signs in: the interviews go over to the account."""
    writing.execute(update(Interview).where(Interview.person_id == guest).values(person_id=person))


def pause(writing: Session, interview_id: int) -> None:
    """Stop the interview's clock."""
    row = writing.get_one(Interview, interview_id, with_for_update=True)
    if row.ended_at is None and row.paused_at is None:
        row.paused_at = now()


def go_on(writing: Session, interview_id: int) -> None:
    """Let the interview's clock run again."""
    row = writing.get_one(Interview, interview_id, with_for_update=True)
    if row.paused_at is not None:
        row.paused_seconds += (now() - row.paused_at).total_seconds()
        row.paused_at = None
