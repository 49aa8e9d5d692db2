"""Making and taking back links under which others may read an attempt."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.clock import now
from app.practice.models import Attempt
from app.sharing.models import ShareLink

MOST_LINKS = 20  # of one attempt that are open at a time


@dataclass(frozen=True, slots=True)
class Shared:
    """Whose attempt a link opens."""

    person_id: int
    exercise: str
    number: int


@dataclass(frozen=True, slots=True)
class Link:
    id: int
    token: str
    made_at: datetime


def links(reading: Session, attempt_id: int) -> list[Link]:
    """The open links of an attempt, the latest first."""
    rows = reading.execute(
        select(ShareLink.id, ShareLink.made_at)
        .where(ShareLink.attempt_id == attempt_id, ShareLink.revoked_at.is_(None))
        .order_by(ShareLink.id.desc())
    )
    return [Link(row.id, _signer().dumps(row.id), row.made_at) for row in rows]


def share(writing: Session, attempt_id: int) -> None:
    """One more link, unless there are plenty."""
    if len(links(writing, attempt_id)) < MOST_LINKS:
        writing.add(ShareLink(attempt_id=attempt_id, made_at=now()))


def revoke(writing: Session, attempt_id: int, link_id: int) -> None:
    """The link opens nothing any more."""
    writing.execute(
        update(ShareLink)
        .where(
            ShareLink.id == link_id,
            ShareLink.attempt_id == attempt_id,
            ShareLink.revoked_at.is_(None),
        )
        .values(revoked_at=now())
    )


def opened(reading: Session, token: str) -> Shared | None:
    """What a link opens; None where it was taken back, or never made here."""
    try:
        link = _signer().loads(token)
    except BadSignature:
        return None
    row = reading.execute(
        select(Attempt.person_id, Attempt.exercise, Attempt.number)
        .join(ShareLink, ShareLink.attempt_id == Attempt.id)
        .where(ShareLink.id == link, ShareLink.revoked_at.is_(None))
    ).one_or_none()
    return Shared(*row) if row else None


def _signer() -> URLSafeSerializer:
    """Links are signed with the server's own key: nobody can make one up, and none is kept as a secret."""
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="share-link")
