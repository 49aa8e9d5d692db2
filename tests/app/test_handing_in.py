"""Handing in: what cannot be read comes back with all that was typed; what can is graded once."""

import threading
from html import unescape
from typing import Any, NamedTuple

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.database import db, writing
from app.practice.models import Attempt, DraftCopy, Report
from tests.app.browsing import WORKSPACE, Browser, words_of
from tests.app.conftest import StillClock

ANSWER: dict[str, Any] = {
    "functional": "- People paste a long link and get a short one.\n- A short link redirects.",
    "non_functional": "Redirects answer within 50 ms at p99, 99.95 % of the time.",
    "estimates": [{"name": "write_rate", "value": "38.6/s", "working": "100M / 30 days"}],
    "api": [{"method": "POST", "path": "/v1/links", "statuses": "201, 400"}],
    "data_model": {"ddl": "CREATE TABLE links (code TEXT PRIMARY KEY, url TEXT NOT NULL);"},
    "architecture": {
        "text": "client browser\nservice app x3\nsql_database links x2\nbrowser -> app\napp -> links read\n"
    },
    "deep_dives": "We answer 302 because 301 is kept by browsers and hides clicks.",
    "interface": "One field, one button.",
}


class Unreadable(NamedTuple):
    """A section with something in it that cannot be read, and what of it stands in the page."""

    section: str
    value: Any
    field: str
    typed: str


UNREADABLE = [
    Unreadable(
        "estimates",
        [{"name": "storage", "value": "1.2 TB/dya"}],
        "estimates[0].value",
        "1.2 TB/dya",
    ),
    Unreadable(
        "data_model", {"ddl": "CREATE TABLE links (code TEXT,, url"}, "data_model.ddl", "TEXT,, url"
    ),
    Unreadable(
        "architecture",
        {"text": "client browser\nservice app\nbrowser -> ap\n"},
        "architecture.text",
        "browser -> ap",
    ),
]


def count(app: Flask, model: type) -> int:
    with app.app_context():
        return db.session.execute(select(func.count()).select_from(model)).scalar_one()


def test_an_answer_is_graded_and_the_report_is_the_next_page(learner: Browser) -> None:
    handed = learner.hand_in(ANSWER)

    assert handed.status_code == 303
    assert handed.headers["Location"] == f"{WORKSPACE}/attempts/1"
    page = learner.open(handed.headers["Location"])
    assert page.status_code == 200
    assert "We answer" in words_of(page)


def test_the_answer_is_kept_exactly_as_it_was_handed_in(app: Flask, learner: Browser) -> None:
    odd = {**ANSWER, "functional": "  two  spaces\r\n\tand a tab 𝄞 "}

    learner.hand_in(odd)

    with app.app_context():
        assert db.session.execute(select(Attempt.answer)).scalar_one() == odd


def test_attempt_and_report_are_one(app: Flask, learner: Browser) -> None:
    learner.hand_in(ANSWER)

    with app.app_context():
        report = db.session.scalars(select(Report)).one()
        assert report.body["rubric_digest"] == report.rubric_digest
        assert report.body["score"] == report.score
        assert report.body["level"] == report.level


@pytest.mark.parametrize("case", UNREADABLE, ids=lambda case: case.section)
def test_what_cannot_be_read_is_named_and_nothing_typed_is_lost(
    app: Flask, learner: Browser, case: Unreadable
) -> None:
    page = learner.hand_in({**ANSWER, case.section: case.value})

    assert page.status_code == 422
    assert case.field in words_of(page)
    assert case.typed in unescape(page.text).replace("\\u003e", ">")  # JSON in a page escapes it
    assert "hides clicks" in page.text
    assert count(app, Attempt) == 0
    kept = unescape(learner.open(WORKSPACE).text).replace("\\u003e", ">")
    assert case.typed in kept  # and it is the draft now


@pytest.mark.parametrize("case", UNREADABLE, ids=lambda case: case.section)
def test_it_can_be_handed_in_as_it_is_and_a_person_will_look(
    app: Flask, learner: Browser, case: Unreadable
) -> None:
    handed = learner.hand_in({**ANSWER, case.section: case.value}, as_it_is="yes")

    assert handed.status_code == 303
    with app.app_context():
        assert db.session.execute(select(Attempt.answer)).scalar_one()[case.section] == case.value
        body = db.session.execute(select(Report.body)).scalar_one()
    assert body["needs_person"]
    assert learner.open(handed.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    "raw",
    ["", "nonsense", "[]", '"text"', '{"functional": 7}', '{"unknown": ""}', '{"estimates": [7]}'],
)  # fmt: skip
@pytest.mark.parametrize("as_it_is", ["", "yes"])
def test_an_answer_of_the_wrong_shape_is_refused_whatever_is_said(
    app: Flask, learner: Browser, raw: str, as_it_is: str
) -> None:
    page = learner.hand_in(raw, as_it_is=as_it_is)

    assert page.status_code == 422
    assert count(app, Attempt) == 0


def test_a_section_of_the_wrong_shape_takes_no_other_with_it(learner: Browser) -> None:
    page = learner.hand_in({**ANSWER, "api": 7})

    assert page.status_code == 422
    assert "hides clicks" in page.text
    assert "api" in words_of(page)


def test_the_same_key_twice_is_one_attempt(app: Flask, learner: Browser) -> None:
    first = learner.hand_in(ANSWER)
    second = learner.hand_in(ANSWER)

    assert first.headers["Location"] == second.headers["Location"]
    assert (count(app, Attempt), count(app, Report)) == (1, 1)


def test_a_double_click_is_one_attempt(app: Flask, learner: Browser) -> None:
    learner.save(ANSWER)
    cookie, token = learner.cookie(), learner.token
    start = threading.Barrier(6)
    places = []

    def click() -> None:
        browser = Browser(app)
        browser.client.set_cookie("drawn", cookie)
        browser.token = token
        start.wait()
        places.append(browser.hand_in(ANSWER).headers["Location"])

    threads = [threading.Thread(target=click) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert places == [f"{WORKSPACE}/attempts/1"] * 6
    assert (count(app, Attempt), count(app, Report)) == (1, 1)


def test_hand_ins_at_the_same_moment_get_numbers_of_their_own(app: Flask, learner: Browser) -> None:
    learner.save(ANSWER)
    cookie, token = learner.cookie(), learner.token
    places = []

    def hand_in(number: int) -> None:
        browser = Browser(app)
        browser.client.set_cookie("drawn", cookie)
        browser.token = token
        places.append(browser.hand_in(ANSWER, key=f"key-number-{number}").headers["Location"])

    threads = [threading.Thread(target=hand_in, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(places) == [f"{WORKSPACE}/attempts/{number}" for number in range(1, 9)]


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "with space", "nul\0nul\0nul"])
def test_a_hand_in_without_a_key_is_refused(app: Flask, learner: Browser, key: str) -> None:
    page = learner.hand_in(ANSWER, key=key)

    assert page.status_code == 422
    assert "hides clicks" in page.text
    assert count(app, Attempt) == 0


def test_an_old_token_loses_nothing_of_what_was_typed(app: Flask, learner: Browser) -> None:
    learner.token = "old"

    page = learner.hand_in(ANSWER)

    assert page.status_code == 400
    assert "hides clicks" in page.text
    assert "hand in once more" in words_of(page)
    assert count(app, Attempt) == 0


def test_an_autosave_never_hands_in(app: Flask, learner: Browser) -> None:
    learner.save(ANSWER)

    assert count(app, Attempt) == 0


def test_handing_in_leaves_a_later_draft_of_another_tab_alone(learner: Browser) -> None:
    opened = learner.save(ANSWER).get_json()["version"]
    learner.save({"functional": "typed in the other tab"}, opened)

    assert learner.hand_in(ANSWER, version=opened).status_code == 303

    assert learner.draft()["answer"] == {"functional": "typed in the other tab"}


def test_the_score_shown_is_that_of_the_latest_report(app: Flask, learner: Browser) -> None:
    learner.hand_in(ANSWER)
    with app.app_context(), writing() as change:
        old = change.scalars(select(Report)).one()
        change.add(
            Report(
                attempt_id=old.attempt_id,
                rubric_digest="a newer rubric",
                score=77.7,
                level="senior",
                body={**old.body, "score": 77.7, "headline": "Regraded with a newer rubric."},
                made_at=old.made_at,
            )
        )

    page = learner.open(f"{WORKSPACE}/attempts/1")

    assert "77.7" in page.text
    assert "Regraded with a newer rubric." in page.text
    assert "77.7" in learner.open("/practise").text


# --- trying again -------------------------------------------------------------------------------


def test_an_attempt_can_be_tried_again(learner: Browser) -> None:
    learner.hand_in(ANSWER)
    learner.open(f"{WORKSPACE}/attempts/1")

    again = learner.submit(f"{WORKSPACE}/attempts/1/try-again")

    assert again.status_code == 303
    assert again.headers["Location"] == WORKSPACE
    assert learner.draft()["answer"] == ANSWER


def test_trying_again_keeps_a_draft_that_says_something_else(app: Flask, learner: Browser) -> None:
    learner.hand_in(ANSWER)
    version = learner.draft()["version"]
    learner.save({"functional": "a new idea"}, version)

    learner.submit(f"{WORKSPACE}/attempts/1/try-again")

    assert learner.draft()["answer"] == ANSWER
    with app.app_context():
        copy = db.session.scalars(select(DraftCopy)).one()
    assert copy.answer == {"functional": "a new idea"}
    assert "attempt 1" in copy.because


def test_a_kept_draft_can_be_taken_up_again_by_its_owner_only(app: Flask, learner: Browser) -> None:
    learner.hand_in(ANSWER)
    learner.save({"functional": "a new idea"}, learner.draft()["version"])
    learner.submit(f"{WORKSPACE}/attempts/1/try-again")
    with app.app_context():
        copy = db.session.execute(select(DraftCopy.id)).scalar_one()
    stranger = Browser(app)
    stranger.open(WORKSPACE)

    assert stranger.submit(f"{WORKSPACE}/copies/{copy}/take").status_code == 404
    assert learner.submit(f"{WORKSPACE}/copies/{copy}/take").status_code == 303

    assert learner.draft()["answer"] == {"functional": "a new idea"}
    assert count(app, DraftCopy) == 2  # and the answer that stood there is kept as well


def test_a_sign_in_that_ended_while_typing_loses_nothing(
    learner: Browser, clock: StillClock
) -> None:
    learner.sign_up()
    learner.open(WORKSPACE)
    clock.forward(days=31)

    page = learner.hand_in(ANSWER)

    assert page.status_code == 422
    assert "hides clicks" in page.text
    assert "Sign in again" in words_of(page)


def test_a_second_attempt_shows_what_changed(learner: Browser) -> None:
    learner.hand_in({**ANSWER, "deep_dives": ""}, key="first-key-0001")
    learner.hand_in(ANSWER, key="second-key-001")

    page = learner.open(f"{WORKSPACE}/attempts/2")

    assert page.status_code == 200
    assert learner.open(f"{WORKSPACE}/attempts/1").status_code == 200
    assert learner.open(f"{WORKSPACE}/attempts/3").status_code == 404


def test_a_draft_waits_on_the_first_page_until_it_is_handed_in(
    learner: Browser, clock: StillClock
) -> None:
    link = f'href="{WORKSPACE}"'
    before = learner.open("/").text.count(link)
    learner.save(ANSWER)
    waiting = learner.open("/").text.count(link)
    clock.forward(minutes=1)
    learner.hand_in(ANSWER, version=learner.draft()["version"])

    assert waiting > before
    assert learner.open("/").text.count(link) == before
