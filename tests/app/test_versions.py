"""Earlier versions of a draft: put aside while somebody works, listed with what changed, taken up again."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.database import db
from app.practice import drafts
from app.practice.models import DraftCopy
from app.versions.history import changes
from tests.app.browsing import WORKSPACE, Browser, words_of
from tests.app.conftest import StillClock

VERSIONS = f"{WORKSPACE}/versions"


def write(learner: Browser, clock: StillClock, *texts: str, every: float = 240) -> None:
    """Save one text after the other, so many seconds apart."""
    version = 0
    for text in texts:
        saved = learner.save({"functional": text}, version)
        assert saved.status_code == 200, saved.text
        version = saved.get_json()["version"]
        clock.forward(seconds=every)


def kept(app: Flask) -> list[str]:
    with app.app_context():
        copies = db.session.scalars(select(DraftCopy).order_by(DraftCopy.id))
        return [each.answer["functional"] for each in copies]


def test_a_version_is_put_aside_every_few_minutes(
    app: Flask, learner: Browser, clock: StillClock
) -> None:
    write(learner, clock, *(f"state {number}" for number in range(13)), every=60)

    assert kept(app) == ["state 0", "state 3", "state 6", "state 9"]


def test_what_a_refused_save_met_is_not_put_aside_twice(
    app: Flask, learner: Browser, clock: StillClock
) -> None:
    write(learner, clock, "one", "two")

    assert learner.save({"functional": "from another tab"}, 7).status_code == 409
    assert kept(app) == ["one"]


def test_the_list_says_when_and_what_changed(learner: Browser, clock: StillClock) -> None:
    write(learner, clock, "- shorten", "- shorten\n- <b>follow</b>\n- count", "- shorten\n- count")

    page = learner.open(VERSIONS)

    words = words_of(page)
    assert "Functional requirements: 1 gone" in words
    assert "Functional requirements: 2 added" in words
    assert "added: - <b>follow</b>" in words
    assert "<b>follow</b>" not in page.text
    assert words.index("1 gone") < words.index("2 added")
    assert page.text.count("Take it up again") == 2


def test_taking_a_version_up_again_makes_a_new_one_and_loses_none(
    app: Flask, learner: Browser, clock: StillClock
) -> None:
    write(learner, clock, "first idea", "second idea")
    with app.app_context():
        copy = db.session.scalars(select(DraftCopy.id)).one()
    learner.open(VERSIONS)
    before = learner.draft()["version"]

    assert learner.submit(f"{WORKSPACE}/copies/{copy}/take").status_code == 303

    assert learner.draft()["answer"] == {"functional": "first idea"}
    assert learner.draft()["version"] == before + 1
    assert kept(app) == ["first idea", "second idea"]
    assert "An earlier draft was taken up again." in words_of(learner.open(VERSIONS))


def test_versions_are_ones_own(app: Flask, learner: Browser, clock: StillClock) -> None:
    write(learner, clock, "mine alone", "mine still")

    assert "mine" not in Browser(app).open(VERSIONS).text


def test_old_versions_on_the_way_go_and_replaced_drafts_stay(
    app: Flask, learner: Browser, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST_ON_THE_WAY", 3)
    write(learner, clock, "a", "b")
    with app.app_context():
        copy = db.session.scalars(select(DraftCopy.id)).one()
    learner.open(VERSIONS)
    learner.submit(f"{WORKSPACE}/copies/{copy}/take")  # "b" gave way to "a"
    version = learner.draft()["version"]
    for number in range(6):
        clock.forward(minutes=4)
        version = learner.save({"functional": f"{number}"}, version).get_json()["version"]

    assert kept(app) == ["b", "2", "3", "4"]
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(DraftCopy)) == 4


def test_a_change_of_rows_is_said_by_row_and_a_moved_box_is_no_line() -> None:
    before = {"api": [{"method": "GET", "path": "/a"}], "architecture": {"text": "x", "layout": 1}}
    after = {
        "api": [{"method": "GET", "path": "/a"}, {"method": "PUT", "path": "/b", "notes": ""}],
        "architecture": {"text": "x", "layout": 2},
    }

    found = {each.section: each for each in changes(before, after)}

    assert [each.text for each in found["api"].lines] == ["PUT · /b"]
    assert found["architecture"].in_words == "Architecture: moved"
    assert set(found) == {"api", "architecture"}
