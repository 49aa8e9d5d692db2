"""What is typed is kept: across reloads and tabs, and never over somebody else's save."""

import threading
from typing import Any

from flask import Flask

from app.database import db
from app.practice.models import Draft
from tests.app.browsing import WORKSPACE, Browser

TYPED = {"functional": "People paste a long link <b>and</b> get a short one."}


def test_a_draft_survives_a_reload(learner: Browser) -> None:
    learner.save(TYPED)

    page = learner.open(WORKSPACE)

    assert "People paste a long link &lt;b&gt;and&lt;/b&gt;" in page.text


def test_every_save_names_the_version_it_began_from(learner: Browser) -> None:
    first = learner.save(TYPED).get_json()

    second = learner.save({"functional": "more"}, first["version"])

    assert second.status_code == 200
    assert second.get_json()["version"] == first["version"] + 1
    assert learner.draft()["answer"] == {"functional": "more"}


def test_a_save_in_a_second_tab_is_never_overwritten_silently(learner: Browser) -> None:
    opened = learner.save(TYPED).get_json()["version"]
    other_tab = learner.save({"functional": "from the other tab"}, opened).get_json()

    refused = learner.save({"functional": "from this tab"}, opened)

    assert refused.status_code == 409
    assert refused.get_json() == {
        "version": other_tab["version"],
        "answer": {"functional": "from the other tab"},
        "saved_at": other_tab["saved_at"],
    }


def test_two_tabs_opened_on_an_empty_exercise_do_not_overwrite_each_other(learner: Browser) -> None:
    assert learner.save({"functional": "first"}).status_code == 200

    assert learner.save({"functional": "second"}).status_code == 409
    assert learner.draft()["answer"] == {"functional": "first"}


def test_a_page_of_one_person_never_names_the_version_of_another(app: Flask) -> None:
    versions = set()
    for number in range(5):
        browser = Browser(app, f"127.0.0.{number + 2}")
        browser.open(WORKSPACE)
        versions.add(browser.save(TYPED).get_json()["version"])

    assert len(versions) == 5


def test_guests_of_two_browsers_see_only_their_own(app: Flask, learner: Browser) -> None:
    learner.save(TYPED)
    other = Browser(app)

    page = other.open(WORKSPACE)

    assert "People paste" not in page.text
    assert other.save({"functional": "mine"}).status_code == 200
    assert learner.draft()["answer"] == TYPED


def test_looking_keeps_nothing_and_makes_nobody(app: Flask, learner: Browser) -> None:
    look = learner.send("POST", f"{WORKSPACE}/look", {"answer": TYPED})

    assert look.status_code == 200
    with app.app_context():
        assert db.session.query(Draft).count() == 0


def test_a_draft_keeps_what_cannot_be_read_yet(learner: Browser) -> None:
    half: dict[str, Any] = {
        "estimates": [{"name": "storage", "value": "1.2 TB/dya", "working": ""}],
        "data_model": {"ddl": "CREATE TABEL links ("},
        "architecture": {"text": "client -> nowhere"},
    }

    assert learner.save(half).status_code == 200
    assert learner.draft()["answer"] == half


def test_a_stale_token_brings_a_fresh_one_so_that_an_open_draft_can_go_on(learner: Browser) -> None:
    version = learner.save(TYPED).get_json()["version"]
    old = learner.token
    learner.sign_up()  # in another tab: the session and its token are new
    learner.token = old

    refused = learner.save({"functional": "typed on"}, version)
    learner.token = refused.get_json()["csrf_token"]

    assert refused.status_code == 400
    assert learner.save({"functional": "typed on"}, version).status_code == 200


def test_concurrent_saves_lose_nothing(app: Flask, learner: Browser) -> None:
    """Eight tabs save 25 times each, every one trying again from the version it is told."""
    learner.save({"interface": ""})
    cookie, token = learner.cookie(), learner.token
    failures: list[str] = []

    def tab(number: int) -> None:
        browser = Browser(app)
        browser.client.set_cookie("drawn", cookie)
        browser.token = token
        latest = browser.draft()
        for round_ in range(25):
            while True:
                text = latest["answer"].get("interface", "") + f"{number}.{round_} "
                saved = browser.save({"interface": text}, latest["version"])
                if saved.status_code == 200:
                    latest = {"answer": {"interface": text}, "version": saved.get_json()["version"]}
                    break
                if saved.status_code != 409:
                    failures.append(saved.text)
                    return
                latest = saved.get_json()

    threads = [threading.Thread(target=tab, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    kept = learner.draft()["answer"]["interface"].split()
    assert sorted(kept) == sorted(f"{tab}.{round_}" for tab in range(8) for round_ in range(25))
