"""The log of a course: lines are added and never changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.clock import now
from app.courses.here import Here
from app.courses.models import Entry

PAGE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One line, as it is read."""

    id: int
    at: datetime
    by: str | None
    did: str
    to: str
    before: Any
    after: Any


def note(
    writing: Session, here: Here, did: str, to: str = "", moved: tuple[Any, Any] = (None, None)
) -> None:
    """Add a line in the same transaction as what it tells of; `moved` is before and after."""
    writing.add(
        Entry(
            course_id=here.course.id,
            by_id=here.person_id,
            did=did,
            to=to[:254],
            before=moved[0],
            after=moved[1],
            at=now(),
        )
    )


def lines(reading: Session, course_id: int, before_id: int | None = None) -> list[Line]:
    """A page of the log, the latest first."""
    query = (
        select(Entry.id, Entry.at, Person.name, Entry.did, Entry.to, Entry.before, Entry.after)
        .outerjoin(Person, Person.id == Entry.by_id)
        .where(Entry.course_id == course_id)
        .order_by(Entry.id.desc())
        .limit(PAGE)
    )
    if before_id is not None:
        query = query.where(Entry.id < before_id)
    return [Line(*row) for row in reading.execute(query)]
