"""Signing up, in and out; what an old cookie is worth; and how often a password may be guessed."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts import passwords
from app.accounts.models import Person, SignIn
from app.accounts.redirects import is_safe
from app.database import db
from tests.app.browsing import PASSWORD, Browser, words_of
from tests.app.conftest import StillClock


@pytest.fixture
def ada(app: Flask) -> Browser:
    browser = Browser(app)
    assert browser.sign_up().status_code == 303
    return browser


def is_signed_in(browser: Browser) -> bool:
    return browser.open("/account").status_code == 200


def test_signing_up_signs_in_and_signing_out_signs_out(ada: Browser) -> None:
    assert is_signed_in(ada)

    assert ada.sign_out().status_code == 303

    assert not is_signed_in(ada)
    assert ada.sign_in().status_code == 303
    assert is_signed_in(ada)


def test_passwords_are_kept_as_argon2id_and_tokens_as_digests(app: Flask, ada: Browser) -> None:
    with app.app_context():
        person = db.session.scalars(select(Person)).one()
        row = db.session.scalars(select(SignIn)).one()

    assert person.password_hash is not None
    assert person.password_hash.startswith("$argon2id$")
    assert PASSWORD not in person.password_hash
    assert row.token_digest not in ada.cookie()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "ada"}, "email"),
        ({"email": "a b@example.org"}, "email"),
        ({"email": "a" * 300 + "@example.org"}, "email"),
        ({"email": "nul\0@example.org"}, "email"),
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"password": "short"}, "password"),
        ({"password": "aaaaaaaaaaaaaaa"}, "password"),
        ({"password": "ada@example.org"}, "password"),
    ],
)
def test_a_mistake_in_the_form_is_named_and_nothing_else_is_lost(
    app: Flask, fields: dict[str, str], field: str
) -> None:
    browser = Browser(app)

    page = browser.sign_up(**fields)

    assert page.status_code == 422
    kept = {"email": "ada@example.org", **fields}["email"]
    if field != "email":
        assert kept in page.text
    assert PASSWORD not in page.text
    assert not is_signed_in(browser)


def test_an_address_makes_one_account_however_it_is_written(app: Flask, ada: Browser) -> None:
    del ada
    page = Browser(app).sign_up(email=" ADA@Example.org ")

    assert page.status_code == 422
    assert "already" in words_of(page)


def test_a_wrong_password_and_a_wrong_address_read_the_same(app: Flask, ada: Browser) -> None:
    del ada
    pages = [
        Browser(app).sign_in(password="not the password"),
        Browser(app).sign_in(email="nobody@example.org"),
    ]

    assert [page.status_code for page in pages] == [422, 422]
    said = [words_of(page).replace("nobody@", "ada@") for page in pages]
    assert said[0] == said[1]


def test_an_unknown_address_costs_a_hash_as_well(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            asked.append((stored, password))
            return True

    monkeypatch.setattr(passwords, "_hasher", Counting())

    assert Browser(app).sign_in(email="nobody@example.org").status_code == 422
    assert len(asked) == 1


def test_a_cookie_from_before_signing_in_is_not_the_one_after(app: Flask, ada: Browser) -> None:
    """Session fixation: whoever planted a cookie holds nothing when its owner signs in."""
    del ada
    browser = Browser(app)
    browser.open("/sign-in")
    planted = browser.cookie()

    browser.sign_in()

    assert browser.cookie() != planted
    thief = Browser(app)
    thief.client.set_cookie("drawn", planted)
    assert is_signed_in(browser)
    assert not is_signed_in(thief)


def test_signing_in_makes_a_new_token_for_forms(app: Flask, ada: Browser) -> None:
    del ada
    browser = Browser(app)
    browser.open("/sign-in")
    old = browser.token

    browser.sign_in()
    browser.token = old

    assert browser.submit("/sign-out").status_code == 400


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app: Flask, ada: Browser) -> None:
    copied = ada.cookie()

    ada.sign_out()

    thief = Browser(app)
    thief.client.set_cookie("drawn", copied)
    assert not is_signed_in(thief)


def test_a_new_password_signs_every_other_browser_out(app: Flask, ada: Browser) -> None:
    elsewhere = Browser(app)
    elsewhere.sign_in()
    copied = ada.cookie()
    ada.open("/account")

    changed = ada.submit(
        "/account", current_password=PASSWORD, new_password="another long sentence"
    )

    assert changed.status_code == 303
    assert is_signed_in(ada)
    assert not is_signed_in(elsewhere)
    thief = Browser(app)
    thief.client.set_cookie("drawn", copied)
    assert not is_signed_in(thief)
    assert Browser(app).sign_in().status_code == 422
    assert Browser(app).sign_in(password="another long sentence").status_code == 303


def test_a_new_password_needs_the_old_one(ada: Browser) -> None:
    ada.open("/account")

    page = ada.submit("/account", current_password="wrong", new_password="another long sentence")

    assert page.status_code == 422
    assert ada.sign_in().status_code == 303


def test_a_sign_in_ends_by_itself(ada: Browser, clock: StillClock) -> None:
    clock.forward(days=29)
    assert is_signed_in(ada)

    clock.forward(days=2)

    assert not is_signed_in(ada)


def test_a_forged_cookie_is_nobody(app: Flask, ada: Browser) -> None:
    body, _, signature = ada.cookie().rpartition(".")
    thief = Browser(app)
    thief.client.set_cookie("drawn", f"{body}.{signature[::-1]}")

    assert not is_signed_in(thief)


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(
    make_app: Callable[..., Flask],
) -> None:
    plain = Browser(make_app()).open("/").headers["Set-Cookie"]
    secure = Browser(make_app(https=True)).open("/").headers["Set-Cookie"]

    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    assert secure.startswith("__Host-drawn=")
    assert "Secure" in secure
    assert "Path=/" in secure


# --- guessing -----------------------------------------------------------------------------------


def test_guessing_at_one_account_is_slowed_from_wherever_it_comes(app: Flask, ada: Browser) -> None:
    del ada
    codes = [
        Browser(app, f"127.0.1.{number}").sign_in(password=f"guess {number}").status_code
        for number in range(11)
    ]

    assert codes == [422] * 10 + [429]
    assert Browser(app, "127.0.2.1").sign_in(email="ADA@example.org").status_code == 429


def test_guessing_from_one_address_is_slowed_over_all_accounts(app: Flask) -> None:
    browser = Browser(app)
    browser.open("/sign-in")
    for number in range(100):
        browser.submit("/sign-in", email=f"{number}@example.org", password="guess")

    last = browser.submit("/sign-in", email="another@example.org", password="guess")

    assert last.status_code == 429
    assert int(last.headers["Retry-After"]) > 0
    assert "wait" in words_of(last).casefold()


def test_signing_in_rightly_is_never_counted(app: Flask, ada: Browser) -> None:
    del ada
    codes = [Browser(app).sign_in().status_code for _ in range(15)]

    assert codes == [303] * 15


# --- where to go next ---------------------------------------------------------------------------

ELSEWHERE = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "///evil.example",
    "/%2Fevil.example",
    "/%2fevil.example",
    "/%5Cevil.example",
    "%2F%2Fevil.example",
    "/%252Fevil.example",
    "/%09/evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "/practise\0",
    "http://[",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_a_redirect_never_leaves_this_server(app: Flask, ada: Browser, target: str) -> None:
    del ada
    browser = Browser(app)

    gone = browser.sign_in(next=target)

    assert not is_safe(target)
    assert gone.status_code == 303
    assert gone.headers["Location"] == "/"


def test_signing_in_goes_on_to_where_one_was(app: Flask, ada: Browser) -> None:
    del ada
    browser = Browser(app)

    gone = browser.sign_in(next="/practise/url-shortener?from=book#load")

    assert gone.headers["Location"] == "/practise/url-shortener?from=book#load"
    assert "evil" not in browser.open("/sign-in?next=//evil.example").text
