"""Appeals: in the learner's words, kept, answered, and open or decided."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Person
from app.appeals import appeals
from app.appeals.models import Appeal, AppealReply, Decision
from app.database import db, writing
from app.practice.models import Report
from tests.app.browsing import WORKSPACE, Browser, words_of
from tests.app.conftest import StillClock
from tests.app.stored import stored

ATTEMPT = f"{WORKSPACE}/attempts/1"
CHECK = "clicks-not-waited-for"


@pytest.fixture
def handed_in(learner: Browser) -> Browser:
    learner.hand_in(stored("synchronous-clicks"))
    learner.open(ATTEMPT)
    return learner


def answered(app: Flask, words: str, decision: Decision = "") -> None:
    """Somebody who marks replies."""
    with app.app_context(), writing() as change:
        marker = Person(role="instructor", name="Grace", created_at=appeals.now())
        change.add(marker)
        change.flush()
        appeals.reply(change, change.scalars(select(Appeal.id)).one(), marker.id, words, decision)


def test_an_appeal_is_kept_with_the_report_it_is_about(app: Flask, handed_in: Browser) -> None:
    sent = handed_in.submit(
        f"{ATTEMPT}/appeals", check=CHECK, words="The call is <async> in my text."
    )

    assert sent.status_code == 303
    assert sent.headers["Location"].endswith(f"#check-{CHECK}")
    page = handed_in.open(ATTEMPT)
    assert "The call is &lt;async&gt; in my text." in page.text
    assert "A person will read this and answer here." in words_of(page)
    with app.app_context():
        appeal = db.session.scalars(select(Appeal)).one()
        assert appeal.report_id == db.session.scalars(select(Report.id)).one()
        assert appeal.check_id == CHECK


@pytest.mark.parametrize(
    ("decision", "said"),
    [("stands", "Grace: the verdict stands"), ("changed", "Grace: the verdict was changed")],
)
def test_a_decision_is_shown_with_its_words(
    app: Flask, handed_in: Browser, decision: Decision, said: str
) -> None:
    handed_in.submit(f"{ATTEMPT}/appeals", check=CHECK, words="Look again.")

    answered(app, "It waits in the drawing.", decision)

    page = words_of(handed_in.open(ATTEMPT))
    assert said in page
    assert "It waits in the drawing." in page
    assert "A person will read this" not in page


def test_more_words_open_a_decided_appeal_again(
    app: Flask, handed_in: Browser, clock: StillClock
) -> None:
    handed_in.submit(f"{ATTEMPT}/appeals", check=CHECK, words="Look again.")
    answered(app, "It waits.", "stands")
    clock.forward(hours=1)

    handed_in.submit(f"{ATTEMPT}/appeals", check=CHECK, words="And the arrow's label?")

    page = words_of(handed_in.open(ATTEMPT))
    assert "You added" in page
    assert "A person will read this" in page
    with app.app_context():
        found = appeals.of_attempt(db.session, 1)[CHECK]
        assert found.decision == ""
        assert [each.by_learner for each in found.replies] == [False, True]
        assert appeals.open_ones([found]) == 1
        assert len(db.session.scalars(select(Appeal)).all()) == 1


def test_a_penalty_can_be_appealed_too(handed_in: Browser) -> None:
    handed_in.submit(f"{ATTEMPT}/appeals", check="redirect-waits-for-clicks", words="It does not.")

    assert "It does not." in words_of(handed_in.open(ATTEMPT))


@pytest.mark.parametrize(
    ("check", "words"), [(CHECK, "  "), ("no-such-check", "Something."), ("", "")]
)
def test_no_words_or_no_check_is_no_appeal(
    app: Flask, handed_in: Browser, check: str, words: str
) -> None:
    assert handed_in.submit(f"{ATTEMPT}/appeals", check=check, words=words).status_code == 303

    with app.app_context():
        assert db.session.scalars(select(Appeal)).all() == []


def test_a_very_long_appeal_is_refused_with_its_length(handed_in: Browser) -> None:
    page = handed_in.submit(f"{ATTEMPT}/appeals", check=CHECK, words="x" * 4001)

    assert page.status_code == 422
    assert "4,001 characters" in words_of(page)


def test_what_no_database_keeps_is_shown_as_missing(app: Flask, handed_in: Browser) -> None:
    handed_in.submit(f"{ATTEMPT}/appeals", check=CHECK, words="a\0b")

    with app.app_context():
        assert db.session.scalars(select(Appeal.words)).one() == "a�b"
        assert db.session.scalars(select(AppealReply)).all() == []
