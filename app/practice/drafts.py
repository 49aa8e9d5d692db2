"""Drafts: saved every few seconds, never over somebody else's save, never dropped."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, insert, literal, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.clock import now
from app.database import rows_changed
from app.practice.models import Draft, DraftCopy, RawAnswer

LAST_VERSION = 2**31 - 2  # one more still fits the column
MOST_SHOWN = 60  # versions in a list
MOST_ON_THE_WAY = 100  # versions of one draft that are kept while somebody works
EVERY = timedelta(minutes=3)  # between two of them
STOOD = timedelta(seconds=1)  # what stood for less is passed over
ON_THE_WAY = ""  # why such a version was put aside: only because time went on
NO_DRAFT = 0  # the version a page names when it was opened on an empty draft


@dataclass(frozen=True, slots=True)
class SavedDraft:
    version: int
    answer: RawAnswer
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """A version of a draft. `because` says why another took its place; empty for one on the way."""

    id: int | None
    answer: RawAnswer
    saved_at: datetime
    because: str


class ChangedElsewhere(Exception):
    """A save began from a version that is no longer the latest; `latest` is what is kept."""

    def __init__(self, latest: SavedDraft) -> None:
        super().__init__("the draft was changed elsewhere")
        self.latest = latest


def find(
    reading: Session, person_id: int | None, exercise: str, *, to_change: bool = False
) -> SavedDraft | None:
    """The draft as it stands; `to_change` keeps it so until the change is through."""
    if person_id is None:
        return None
    query = select(Draft.version, Draft.answer, Draft.saved_at).where(
        Draft.person_id == person_id, Draft.exercise == exercise
    )
    row = reading.execute(query.with_for_update() if to_change else query).one_or_none()
    return SavedDraft(*row) if row else None


def save(
    writing: Session, person_id: int, exercise: str, version: int, answer: RawAnswer
) -> SavedDraft:
    """The draft with this answer, if it still stands at `version`. Raises ChangedElsewhere."""
    saved = SavedDraft(version + 1, answer, now())
    _put_aside(writing, person_id, exercise, version, saved.saved_at)
    changed = writing.execute(
        update(Draft)
        .where(Draft.person_id == person_id, Draft.exercise == exercise, Draft.version == version)
        .values(version=saved.version, answer=answer, saved_at=saved.saved_at)
    )
    if rows_changed(changed) == 1:
        return saved
    latest = find(writing, person_id, exercise)
    if latest is not None:
        raise ChangedElsewhere(latest)
    return _begin(writing, person_id, exercise, answer)


def replace(
    writing: Session, person_id: int, exercise: str, answer: RawAnswer, because: str
) -> None:
    """Put an answer in the draft's place; a draft that says something else is kept as a copy."""
    old = find(writing, person_id, exercise, to_change=True)
    if old is None:
        _begin(writing, person_id, exercise, answer)
        return
    if old.answer == answer:
        return
    keep_copy(writing, person_id, exercise, old, because)
    save(writing, person_id, exercise, old.version, answer)


def kept_answers(reading: Session, person_id: int | None, exercise: str) -> list[KeptAnswer]:
    """Drafts that others took the place of, the latest first, with what they say."""
    if person_id is None:
        return []
    rows = reading.execute(
        select(DraftCopy.id, DraftCopy.answer, DraftCopy.saved_at, DraftCopy.because)
        .where(DraftCopy.person_id == person_id, DraftCopy.exercise == exercise)
        .order_by(DraftCopy.saved_at.desc(), DraftCopy.id.desc())
        .limit(MOST_SHOWN)
    )
    return [KeptAnswer(*row) for row in rows]


def _put_aside(
    writing: Session, person_id: int, exercise: str, version: int, moment: datetime
) -> None:
    """Keep what the draft says as a version, if that was not done for a while. One statement a save."""
    recently = exists().where(
        DraftCopy.person_id == person_id,
        DraftCopy.exercise == exercise,
        DraftCopy.displaced_at > moment - EVERY,
    )
    stands = select(
        Draft.person_id,
        Draft.exercise,
        Draft.answer,
        Draft.saved_at,
        literal(moment, DraftCopy.displaced_at.type),
        literal(ON_THE_WAY),
    ).where(
        Draft.person_id == person_id,
        Draft.exercise == exercise,
        Draft.version == version,
        Draft.saved_at <= moment - STOOD,
        ~recently,
    )
    columns = ["person_id", "exercise", "answer", "saved_at", "displaced_at", "because"]
    if rows_changed(writing.execute(insert(DraftCopy).from_select(columns, stands))) == 1:
        _drop_oldest(writing, person_id, exercise)


def _drop_oldest(writing: Session, person_id: int, exercise: str) -> None:
    """Of the versions on the way only the latest stay; those that something took the place of all do."""
    on_the_way = (
        DraftCopy.person_id == person_id,
        DraftCopy.exercise == exercise,
        DraftCopy.because == ON_THE_WAY,
    )
    oldest = (
        select(DraftCopy.id)
        .where(*on_the_way)
        .order_by(DraftCopy.id.desc())
        .offset(MOST_ON_THE_WAY)
        .limit(1)
        .scalar_subquery()
    )
    writing.execute(delete(DraftCopy).where(*on_the_way, DraftCopy.id <= oldest))


def take_copy(writing: Session, person_id: int, exercise: str, copy_id: int) -> bool:
    """Make a copy the draft again; False when this person has no such copy."""
    answer = writing.scalar(
        select(DraftCopy.answer).where(
            DraftCopy.id == copy_id,
            DraftCopy.person_id == person_id,
            DraftCopy.exercise == exercise,
        )
    )
    if answer is None:
        return False
    replace(writing, person_id, exercise, answer, "An earlier draft was taken up again.")
    return True


def keep_copy(
    writing: Session, person_id: int, exercise: str, old: SavedDraft, because: str
) -> None:
    writing.add(
        DraftCopy(
            person_id=person_id,
            exercise=exercise,
            answer=old.answer,
            saved_at=old.saved_at,
            displaced_at=now(),
            because=because,
        )
    )


def _begin(writing: Session, person_id: int, exercise: str, answer: RawAnswer) -> SavedDraft:
    """A new draft.

    Its versions count from a random number, so that a page which was opened as one person never
    happens to name the version of another person's draft.
    """
    saved = SavedDraft(secrets.randbelow(10**9) + 1, answer, now())
    try:
        with writing.begin_nested():
            writing.add(
                Draft(
                    person_id=person_id,
                    exercise=exercise,
                    version=saved.version,
                    answer=answer,
                    saved_at=saved.saved_at,
                )
            )
    except IntegrityError:
        latest = find(writing, person_id, exercise)
        if latest is None:
            raise
        raise ChangedElsewhere(latest) from None
    return saved
