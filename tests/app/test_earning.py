"""What would have earned more, in the app: searched in the background, looked at, taken into the draft."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.database import db
from app.earning import searches
from app.earning.models import Search
from app.practice.models import DraftCopy
from capacity.exchange.text import write
from grader.bank import exercise
from grader.earn import what_would_earn
from grader.grade import grade
from grader.reading import read_answer
from tests.app.browsing import SLUG, WORKSPACE, Browser, words_of
from tests.app.conftest import StillClock
from tests.app.stored import stored

ATTEMPT = f"{WORKSPACE}/attempts/1"
NAME = "synchronous-clicks"


def finish(app: Flask) -> None:
    """Wait until the thread of searches has nothing left to do."""
    app.extensions[searches.KEY].submit(lambda: None).result(timeout=60)


def searched(app: Flask, learner: Browser, name: str = NAME) -> Browser:
    learner.hand_in(stored(name))
    learner.open(ATTEMPT)
    assert learner.submit(f"{ATTEMPT}/earn").status_code == 303
    finish(app)
    return learner


def test_the_search_finds_what_the_grader_finds(app: Flask, learner: Browser) -> None:
    answer = read_answer(stored(NAME))
    of = exercise(SLUG)

    searched(app, learner)

    page = learner.open(f"{ATTEMPT}/earn")
    (found,) = what_would_earn(of, answer, grade(of, answer))
    assert 'data-state="done"' in page.text
    assert found.change.says in words_of(page)
    assert f"+{found.points:g}" in words_of(page)
    assert found.change.says in words_of(learner.open(ATTEMPT))


def test_before_it_is_asked_for_nothing_is_searched(app: Flask, learner: Browser) -> None:
    learner.hand_in(stored(NAME))

    page = learner.open(f"{ATTEMPT}/earn")

    assert 'data-state="none"' in page.text
    with app.app_context():
        assert db.session.scalars(select(Search)).all() == []


def test_where_no_change_of_the_drawing_can_earn_anything_none_is_offered(
    app: Flask, learner: Browser
) -> None:
    searched(app, learner, "strong-cache-aside")

    assert 'id="earn"' not in learner.open(ATTEMPT).text
    with app.app_context():
        assert db.session.scalars(select(Search)).all() == []


def test_asking_twice_searches_once(app: Flask, learner: Browser) -> None:
    searched(app, learner)

    learner.submit(f"{ATTEMPT}/earn")

    with app.app_context():
        assert len(db.session.scalars(select(Search)).all()) == 1


def test_a_search_whose_process_ended_is_taken_up_again(
    app: Flask, learner: Browser, clock: StillClock
) -> None:
    searched(app, learner)
    with app.app_context():
        db.session.execute(update(Search).values(found=None, tried=3, most=9))
        db.session.commit()
    assert "3 of at most 9" in words_of(learner.open(f"{ATTEMPT}/earn"))
    clock.forward(minutes=1)
    assert 'data-state="none"' in learner.open(f"{ATTEMPT}/earn").text

    learner.submit(f"{ATTEMPT}/earn")
    finish(app)

    assert 'data-state="done"' in learner.open(f"{ATTEMPT}/earn").text


def test_progress_is_noted_while_it_runs(
    app: Flask, learner: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searches, "BEAT", 0)

    searched(app, learner)

    with app.app_context():
        search = db.session.scalars(select(Search)).one()
        assert 0 < search.tried < search.most


def test_a_search_that_fails_says_that_nothing_was_found(
    app: Flask, learner: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("inside the search")

    monkeypatch.setattr(searches, "what_would_earn", broken)

    page = searched(app, learner).open(ATTEMPT)

    assert "No single change of the drawing" in words_of(page)
    assert "inside the search" not in page.text


def test_a_change_is_shown_before_and_after(app: Flask, learner: Browser) -> None:
    page = searched(app, learner).open(f"{ATTEMPT}/earn/1")

    words = words_of(page)
    assert page.status_code == 200
    assert "A log between" in words
    assert "Before" in words
    assert "99th percentile" in words
    assert page.text.count('data-component="app"') == 2
    assert page.text.count('data-component="log_clicks"') == 1


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param(lambda drawing: drawing, id="box by box"),
        pytest.param(lambda drawing: {**drawing, "layout": {"app": [1, 2]}}, id="with places"),
    ],
)
def test_a_change_taken_into_the_draft_earns_what_was_said(
    app: Flask, learner: Browser, drawn: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    answer = stored(NAME)
    if "text" in answer["architecture"]:
        answer["architecture"] = read_answer(answer).architecture.model_dump(
            mode="json", by_alias=True, exclude_none=True
        )
    answer["architecture"] = drawn(answer["architecture"])
    learner.hand_in(answer)
    learner.submit(f"{ATTEMPT}/earn")
    finish(app)
    learner.save({"functional": "typed since"}, learner.draft()["version"])

    taken = learner.submit(f"{ATTEMPT}/earn/1/take")

    assert taken.status_code == 303
    draft = learner.draft()["answer"]
    assert draft["architecture"].get("layout") == answer["architecture"].get("layout")
    of = exercise(SLUG)
    (found,) = what_would_earn(of, read_answer(answer), grade(of, read_answer(answer)))
    assert grade(of, read_answer(draft)).score == found.score
    with app.app_context():
        kept = db.session.scalars(select(DraftCopy)).one()
        assert kept.answer == {"functional": "typed since"}


def test_a_drawing_in_text_stays_text(app: Flask, learner: Browser) -> None:
    answer = {**stored(NAME)}
    if "text" not in answer["architecture"]:
        answer["architecture"] = {"text": write(read_answer(answer).architecture)}
    learner.hand_in(answer)
    learner.submit(f"{ATTEMPT}/earn")
    finish(app)

    learner.submit(f"{ATTEMPT}/earn/1/take")

    assert "stream log_clicks" in learner.draft()["answer"]["architecture"]["text"]


def test_a_change_that_was_not_found_leads_back(app: Flask, learner: Browser) -> None:
    searched(app, learner)

    assert learner.open(f"{ATTEMPT}/earn/9").status_code == 303
    assert learner.submit(f"{ATTEMPT}/earn/9/take").status_code == 303
    with app.app_context():
        assert db.session.scalars(select(DraftCopy)).all() == []
