"""A guest's work goes with them into an account, and neither side's is lost."""

from flask import Flask

from app.database import db
from app.practice.models import DraftCopy
from tests.app.browsing import WORKSPACE, Browser, words_of
from tests.app.conftest import StillClock

GUESTS = {"functional": "typed as a guest"}
ACCOUNTS = {"functional": "typed in the account"}


def copies(app: Flask) -> list[dict[str, str]]:
    with app.app_context():
        return [each.answer for each in db.session.query(DraftCopy).all()]


def test_signing_up_keeps_the_guests_draft_and_attempts(learner: Browser) -> None:
    learner.hand_in(GUESTS)
    learner.save(GUESTS, learner.draft()["version"])

    learner.sign_up()

    assert learner.draft()["answer"] == GUESTS
    assert learner.open(f"{WORKSPACE}/attempts/1").status_code == 200


def test_signing_in_brings_the_guests_work_to_the_account(app: Flask, learner: Browser) -> None:
    Browser(app).sign_up()
    learner.hand_in(GUESTS)

    learner.sign_in()

    assert learner.draft()["answer"] == GUESTS
    assert "typed as a guest" in learner.open(f"{WORKSPACE}/attempts/1").text


def test_attempts_of_both_are_numbered_on(app: Flask, learner: Browser) -> None:
    owner = Browser(app)
    owner.sign_up()
    owner.hand_in(ACCOUNTS, key="account-key-1")
    learner.hand_in(GUESTS, key="guest-key-001")
    learner.hand_in(GUESTS, key="guest-key-002")

    learner.sign_in()

    pages = [learner.open(f"{WORKSPACE}/attempts/{number}") for number in (1, 2, 3, 4)]
    assert [page.status_code for page in pages] == [200, 200, 200, 404]
    assert "typed in the account" in words_of(pages[0])
    assert "typed as a guest" in words_of(pages[2])


def test_of_two_drafts_the_later_goes_on_and_the_other_is_kept(
    app: Flask, learner: Browser, clock: StillClock
) -> None:
    owner = Browser(app)
    owner.sign_up()
    owner.save(ACCOUNTS)
    clock.forward(minutes=5)
    learner.save(GUESTS)

    learner.sign_in()

    assert learner.draft()["answer"] == GUESTS
    assert copies(app) == [ACCOUNTS]


def test_an_older_guest_draft_is_kept_beside_the_accounts(
    app: Flask, learner: Browser, clock: StillClock
) -> None:
    learner.save(GUESTS)
    clock.forward(minutes=5)
    owner = Browser(app)
    owner.sign_up()
    owner.save(ACCOUNTS)

    learner.sign_in()

    assert learner.draft()["answer"] == ACCOUNTS
    assert copies(app) == [GUESTS]


def test_a_page_open_in_the_account_learns_of_the_claimed_draft(
    app: Flask, learner: Browser, clock: StillClock
) -> None:
    owner = Browser(app)
    owner.sign_up()
    opened = owner.save(ACCOUNTS).get_json()["version"]
    clock.forward(minutes=5)
    learner.save(GUESTS)
    learner.sign_in()

    refused = owner.save({"functional": "typed on"}, opened)

    assert refused.status_code == 409
    assert refused.get_json()["answer"] == GUESTS


def test_the_guests_old_cookie_opens_nothing_and_saves_nothing(
    app: Flask, learner: Browser
) -> None:
    learner.save(GUESTS)
    old_cookie, old_token = learner.cookie(), learner.token
    learner.sign_up()

    late = Browser(app)  # a save that was still under way
    late.client.set_cookie("drawn", old_cookie)
    late.token = old_token
    saved = late.save({"functional": "late"})

    assert saved.status_code == 403
    assert "Set-Cookie" not in saved.headers
    assert learner.draft()["answer"] == GUESTS
    assert "typed as a guest" not in late.open(WORKSPACE).text


def test_after_signing_out_the_browser_is_a_new_guest(learner: Browser) -> None:
    learner.sign_up()
    learner.save(GUESTS)

    learner.sign_out()

    assert "typed as a guest" not in learner.open(WORKSPACE).text
    assert learner.save({"functional": "somebody else"}).status_code == 200
