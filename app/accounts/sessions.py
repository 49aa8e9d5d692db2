"""Signing in and out of this browser. Every sign-in gets a fresh cookie and a fresh row."""

from datetime import timedelta

from flask import session
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.accounts.models import SignIn
from app.accounts.tokens import digest_of, new_token
from app.accounts.visitor import forget_visitor
from app.clock import now

SIGNED_IN_FOR = timedelta(days=30)


def sign_in(writing: Session, person_id: int) -> None:
    """Sign this browser in. Whatever the cookie held before is gone, the CSRF token too."""
    end_this_session(writing)
    over = SignIn.person_id == person_id, SignIn.expires_at <= now()
    writing.execute(delete(SignIn).where(*over))
    token = new_token()
    writing.add(
        SignIn(
            person_id=person_id,
            token_digest=digest_of(token),
            created_at=now(),
            expires_at=now() + SIGNED_IN_FOR,
        )
    )
    session["sign_in"] = token
    session.permanent = True


def end_this_session(writing: Session) -> None:
    """Sign this browser out: its row is gone, so a copy of the cookie is worth nothing."""
    token = session.get("sign_in")
    if token is not None:
        writing.execute(delete(SignIn).where(SignIn.token_digest == digest_of(str(token))))
    session.clear()
    forget_visitor()


def end_every_session(writing: Session, person_id: int) -> None:
    """Sign a person out everywhere, as after a change of password."""
    writing.execute(delete(SignIn).where(SignIn.person_id == person_id))
    session.clear()
    forget_visitor()
