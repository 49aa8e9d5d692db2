"""Who sends this request: an account that is signed in, a guest of this browser, or nobody yet.

The session cookie is signed and holds two things: `sign_in`, the token of a row in `sign_ins`, or
`guest`, a random key. A guest becomes a person in the database when there is something to keep.
"""

from contextlib import suppress
from dataclasses import dataclass

from flask import g, session
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.models import Person, Role, SignIn
from app.accounts.tokens import digest_of, new_token
from app.clock import now
from app.database import db
from app.problems import refuse


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with an account."""

    id: int
    name: str
    email: str
    role: Role

    @property
    def is_instructor(self) -> bool:
        return self.role == "instructor"


@dataclass(frozen=True, slots=True)
class Visitor:
    """`person_id` is None for a guest who has saved nothing yet."""

    person_id: int | None = None
    user: User | None = None
    has_moved: bool = False  # this guest's work went to an account; the cookie is an old one


def visitor() -> Visitor:
    """The visitor of this request, looked up once."""
    if "visitor" not in g:
        g.visitor = _look_up()
    found: Visitor = g.visitor
    return found


def forget_visitor() -> None:
    """Look again: somebody signed in or out in this request."""
    g.pop("visitor", None)


def _look_up() -> Visitor:
    if "sign_in" in session:
        return _signed_in(str(session["sign_in"]))
    if "guest" in session:
        return _guest(str(session["guest"]))
    return Visitor()


def _signed_in(token: str) -> Visitor:
    row = db.session.execute(
        select(Person.id, Person.name, Person.email, Person.role)
        .join(SignIn, SignIn.person_id == Person.id)
        .where(SignIn.token_digest == digest_of(token), SignIn.expires_at > now())
    ).one_or_none()
    if row is None:
        return Visitor()
    return Visitor(row.id, User(row.id, row.name, row.email or "", row.role))


def _guest(key: str) -> Visitor:
    row = db.session.execute(
        select(Person.id, Person.claimed_by_id, Person.email).where(
            Person.guest_key == digest_of(key)
        )
    ).one_or_none()
    if row is None:
        return Visitor()
    if row.claimed_by_id is not None or row.email is not None:
        return Visitor(has_moved=True)
    return Visitor(row.id)


def remember_guest() -> None:
    """Give a visitor without an account the cookie that will find their work again.

    Pages do this, saves do not: a save still under way in one tab must not bring an old cookie back
    over the one that signing in has just set in another.
    """
    here = visitor()
    if here.user is not None:
        return
    if "guest" not in session or here.has_moved:
        session.pop("guest", None)
        session["guest"] = new_token()
        forget_visitor()
    session.pop("sign_in", None)  # one that is over
    session.permanent = True
    session.modified = True  # begin the cookie's time anew


def person_to_keep_for(writing: Session) -> int:
    """The person that something is kept for, inside a change; a guest's row is made when needed."""
    here = visitor()
    if here.user is not None:
        return here.user.id
    if "sign_in" in session:
        refuse(
            403,
            "You are not signed in any more.",
            "Sign in again in another tab; what you typed is still in this one.",
        )
    if "guest" not in session:
        session["guest"] = new_token()
        session.permanent = True
    key = digest_of(str(session["guest"]))
    if here.person_id is None and not here.has_moved:
        with suppress(IntegrityError), writing.begin_nested():
            # another request of the same guest may be a moment ahead; then its row is found below
            writing.add(Person(guest_key=key, created_at=now()))
    guest = writing.execute(
        select(Person.id, Person.claimed_by_id, Person.email)
        .where(Person.guest_key == key)
        .with_for_update()  # nobody hands this guest over until the change is through
    ).one()
    if guest.claimed_by_id is not None or guest.email is not None:
        refuse(
            403,
            "You signed in in another tab, and your work moved to your account.",
            "Reload this page. What you typed is still in this browser.",
        )
    g.visitor = Visitor(guest.id)
    return int(guest.id)
