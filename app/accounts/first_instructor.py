"""The link that makes the first instructor: printed on the console, good once, for a day."""

from datetime import timedelta

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from app.accounts.models import InstructorLink, Person
from app.accounts.tokens import digest_of, new_token
from app.clock import now
from app.database import rows_changed

GOOD_FOR = timedelta(days=1)


def there_is_an_instructor(reading: Session) -> bool:
    return bool(reading.scalar(select(exists().where(Person.role == "instructor"))))


def new_link_token(writing: Session) -> str:
    """A fresh token; links made before it are over."""
    writing.execute(
        update(InstructorLink)
        .where(InstructorLink.used_at.is_(None), InstructorLink.expires_at > now())
        .values(expires_at=now())
    )
    token = new_token()
    writing.add(
        InstructorLink(token_digest=digest_of(token), created_at=now(), expires_at=now() + GOOD_FOR)
    )
    return token


def is_good(reading: Session, token: str) -> bool:
    """Whether this link would still make an instructor."""
    good = select(
        exists().where(
            InstructorLink.token_digest == digest_of(token),
            InstructorLink.used_at.is_(None),
            InstructorLink.expires_at > now(),
        )
    )
    return bool(reading.scalar(good)) and not there_is_an_instructor(reading)


def make_instructor(writing: Session, token: str, person_id: int) -> bool:
    """Use the link up for this person; False when it was used, is over, or somebody was first."""
    if not is_good(writing, token):
        return False
    used = writing.execute(
        update(InstructorLink)
        .where(InstructorLink.token_digest == digest_of(token), InstructorLink.used_at.is_(None))
        .values(used_at=now(), used_by_id=person_id)
    )
    if rows_changed(used) != 1:
        return False
    writing.execute(update(Person).where(Person.id == person_id).values(role="instructor"))
    return True
