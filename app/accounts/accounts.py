"""Local accounts: made, checked, and their passwords changed."""

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.forms import Form
from app.accounts.models import Person
from app.accounts.passwords import matches, weakness
from app.accounts.sessions import end_every_session
from app.accounts.visitor import User, Visitor
from app.clock import now
from capacity.frozen import Problem


def plain_email(typed: str) -> str:
    """An address as it is kept and compared."""
    return typed.strip().casefold()


def problems_of_new(form: Form) -> tuple[Problem, ...]:
    name, at, domain = form["email"].rpartition("@")
    if not (name and at and "." in domain.strip(".")) or any(map(str.isspace, form["email"])):
        return (
            Problem(field="email", message="This is not an address. Write it as name@example.org."),
        )
    weak = weakness(form["password"], form["name"], form["email"])
    return (Problem(field="password", message=weak),) if weak else ()


def create(writing: Session, form: Form, password_hash: str, here: Visitor) -> int | None:
    """The id of the new account, or None when the address is taken.

    A guest becomes the account, with everything they have done so far. The hash is made before the
    change begins: it takes longer than anything else here, and others wait for their turn.
    """
    email = plain_email(form["email"])
    if writing.scalar(select(exists().where(Person.email == email))):
        return None
    fields = {"email": email, "name": form["name"], "password_hash": password_hash}
    guest = here.person_id if here.user is None else None
    try:
        with writing.begin_nested():  # on PostgreSQL the same address may come in at this moment
            if guest is not None:
                writing.execute(update(Person).where(Person.id == guest).values(**fields))
                return guest
            person = Person(created_at=now(), **fields)
            writing.add(person)
            writing.flush()
            return person.id
    except IntegrityError:
        return None


def with_password(reading: Session, form: Form) -> int | None:
    """The account with this address and password; saying no takes the same time for every reason."""
    row = reading.execute(
        select(Person.id, Person.password_hash).where(Person.email == plain_email(form["email"]))
    ).one_or_none()
    right = matches(form["password"], row.password_hash if row else None)
    return row.id if row and right else None


def problems_of_change(reading: Session, user: User, form: Form) -> tuple[Problem, ...]:
    stored = reading.scalar(select(Person.password_hash).where(Person.id == user.id))
    if not matches(form["current_password"], stored):
        return (Problem(field="current_password", message="This is not your password."),)
    weak = weakness(form["new_password"], user.name, user.email)
    return (Problem(field="new_password", message=weak),) if weak else ()


def change_password(writing: Session, person_id: int, password_hash: str) -> None:
    """The new password, and nobody is signed in with the old one any more."""
    writing.execute(
        update(Person).where(Person.id == person_id).values(password_hash=password_hash)
    )
    end_every_session(writing, person_id)
