"""Signing up, in and out, the account page, and the first instructor's link."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.accounts import accounts, first_instructor
from app.accounts.forms import Form, read_form
from app.accounts.passwords import hashed
from app.accounts.redirects import safe_next
from app.accounts.sessions import end_this_session
from app.accounts.sessions import sign_in as begin_session
from app.accounts.visitor import visitor
from app.database import db, writing
from app.practice.claim import hand_over
from app.problems import as_dicts, refuse
from app.security import limiter
from capacity.frozen import Problem

blueprint = Blueprint("accounts", __name__)

# Only tries that failed are counted. A class behind one address signs in together, so the limit by
# address is wide; the limit by account is what stops guessing.
TRIES_BY_ADDRESS = "100 per 15 minutes"
TRIES_BY_ACCOUNT = "10 per 15 minutes"
NEW_ACCOUNTS_BY_ADDRESS = "300 per hour"


def _failed(response: Response) -> bool:
    return response.status_code == 422


def _by_account() -> str:
    return "account:" + request.form.get("email", "").strip().casefold()[:254]


def _by_person() -> str:
    return f"person:{visitor().person_id}"


def _page(
    template: str, form: Form | None = None, problems: tuple[Problem, ...] = (), **more: object
) -> ResponseReturnValue:
    target = safe_next(request.values.get("next"), "")
    page = render_template(
        f"accounts/{template}.html",
        form=form.shown() if form else {},
        problems=as_dicts(problems),
        next=target,
        **more,
    )
    return page, 422 if problems else 200, {"Cache-Control": "no-store"}


def _go_on() -> ResponseReturnValue:
    return redirect(safe_next(request.values.get("next"), url_for("home.index")), 303)


@blueprint.get("/sign-up")
def sign_up() -> ResponseReturnValue:
    return _page("sign_up")


@blueprint.post("/sign-up")
@limiter.limit(NEW_ACCOUNTS_BY_ADDRESS)
def make_account() -> ResponseReturnValue:
    """A new account. A guest's work stays where it is: the guest becomes the account."""
    form = read_form("name", "email", "password")
    problems = form.problems or accounts.problems_of_new(form)
    if problems:
        return _page("sign_up", form, problems)
    secret, here = hashed(form["password"]), visitor()
    with writing(durable=True) as change:
        person = accounts.create(change, form, secret, here)
        if person is None:
            taken = Problem(
                field="email",
                message="There is an account with this address already. Sign in instead.",
            )
            return _page("sign_up", form, (taken,))
        begin_session(change, person)
    return _go_on()


@blueprint.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    return _page("sign_in")


@blueprint.post("/sign-in")
@limiter.limit(TRIES_BY_ADDRESS, deduct_when=_failed)
@limiter.limit(TRIES_BY_ACCOUNT, key_func=_by_account, deduct_when=_failed)
def check_sign_in() -> ResponseReturnValue:
    """Sign in; what a guest of this browser has done comes along."""
    form = read_form("email", "password")
    person = None if form.problems else accounts.with_password(db.session, form)
    if person is None:
        wrong = Problem(field="email", message="This address and password do not belong together.")
        return _page("sign_in", form, (wrong,))
    guest = visitor()
    with writing(durable=True) as change:
        if guest.user is None and guest.person_id is not None:
            hand_over(change, guest.person_id, person)
        begin_session(change, person)
    return _go_on()


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    with writing(durable=True) as change:
        end_this_session(change)
    return redirect(url_for("home.index"), 303)


@blueprint.get("/account")
def show() -> ResponseReturnValue:
    if visitor().user is None:
        return redirect(url_for("accounts.sign_in", next=url_for("accounts.show")), 303)
    return _page("account", changed=bool(session.pop("password_changed", False)))


@blueprint.post("/account")
@limiter.limit(TRIES_BY_ACCOUNT, key_func=_by_person, deduct_when=_failed)
def change_password() -> ResponseReturnValue:
    """A new password. Every browser that was signed in, this one too, gets a new session or none."""
    user = visitor().user
    if user is None:
        refuse(403, "You are not signed in.", "Sign in first.")
    form = read_form("current_password", "new_password")
    problems = form.problems or accounts.problems_of_change(db.session, user, form)
    if problems:
        return _page("account", form, problems, changed=False)
    secret = hashed(form["new_password"])
    with writing(durable=True) as change:
        accounts.change_password(change, user.id, secret)
        begin_session(change, user.id)
    session["password_changed"] = True
    return redirect(url_for("accounts.show"), 303)


def _good_link_or_404(token: str) -> None:
    if not first_instructor.is_good(db.session, token):
        refuse(
            404,
            "This link was used, is older than a day, or there is an instructor already.",
            "Whoever runs this server can print a new one: python -m app instructor-link",
        )


@blueprint.get("/first-instructor/<token>", endpoint="first_instructor")
def show_first_instructor(token: str) -> ResponseReturnValue:
    _good_link_or_404(token)
    return _page("first_instructor", token=token)


@blueprint.post("/first-instructor/<token>")
@limiter.limit(TRIES_BY_ADDRESS, deduct_when=_failed)
def make_first_instructor(token: str) -> ResponseReturnValue:
    """Make the account that is signed in, else a new one, the instructor. The link is then over."""
    _good_link_or_404(token)
    here = visitor()
    form = Form() if here.user else read_form("name", "email", "password")
    problems = () if here.user else form.problems or accounts.problems_of_new(form)
    if problems:
        return _page("first_instructor", form, problems, token=token)
    secret = "" if here.user else hashed(form["password"])
    with writing(durable=True) as change:
        person = here.user.id if here.user else accounts.create(change, form, secret, here)
        if person is None:
            taken = Problem(
                field="email",
                message="There is an account with this address already. Sign in, then open the link again.",
            )
            return _page("first_instructor", form, (taken,), token=token)
        if not first_instructor.make_instructor(change, token, person):
            refuse(409, "Somebody else used this link a moment ago.", "Ask them.")
        begin_session(change, person)
    return redirect(url_for("home.index"), 303)
