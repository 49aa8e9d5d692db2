"""How often a page asks the database: five times at most, whoever is asking."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from app.database import db
from tests.app.browsing import WORKSPACE, Browser

MOST = 5
PAGES = ("/", "/practise", WORKSPACE, f"{WORKSPACE}/attempts/2", "/account", "/sign-in", "/healthz")
BETWEEN = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")  # said around a question, not a question


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(BETWEEN):
            asked.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("has_account", [False, True], ids=["guest", "account"])
def test_a_page_asks_five_times_at_most(app: Flask, learner: Browser, *, has_account: bool) -> None:
    if has_account:
        learner.sign_up()
    for number in range(4):
        assert (
            learner.hand_in({"functional": f"try {number}"}, key=f"key-{number:05}").status_code
            == 303
        )

    for page in PAGES:
        with counted(app) as asked:
            assert learner.open(page).status_code in {200, 303}
        assert len(asked) <= MOST, (page, asked)


def test_an_autosave_asks_four_times_at_most(app: Flask, learner: Browser) -> None:
    version = learner.save({"functional": "first"}).get_json()["version"]

    with counted(app) as asked:
        assert learner.save({"functional": "second"}, version).status_code == 200

    assert len(asked) <= 4, asked
