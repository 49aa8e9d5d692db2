"""People, where they are signed in, and the link that makes the first instructor."""

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base

Role = Literal["learner", "instructor"]

DIGEST = String(64)  # SHA-256 in hexadecimal: tokens are kept only as their digest


class Person(Base):
    """Somebody who practises: a guest of one browser, or the owner of an account.

    A guest has a `guest_key` and no email. Signing up turns the guest into an account in place,
    signing in hands everything over to the account and marks the guest `claimed_by`; the key opens
    nothing after either.
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[Role] = mapped_column(String(20), default="learner")
    name: Mapped[str] = mapped_column(String(100), default="")
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    guest_key: Mapped[str | None] = mapped_column(DIGEST, unique=True)
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]


class SignIn(Base):
    """One browser that is signed in, until it signs out or the time is over."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    token_digest: Mapped[str] = mapped_column(DIGEST, unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class InstructorLink(Base):
    """A link, good for one use, that makes the first instructor."""

    __tablename__ = "instructor_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(DIGEST, unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
