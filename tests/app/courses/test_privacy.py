"""What a course keeps about somebody: handed out whole, to them without held marks, and erased."""

import json
import re

from flask import Flask
from sqlalchemy import select

from app.courses.models import Submission
from app.database import db
from app.marking.models import Mark
from tests.app.browsing import WORKSPACE, words_of
from tests.app.courses.conftest import School

ANSWER = {"functional": "A visitor opens a short link."}


def handed_in(school: School) -> str:
    """The address of the learner's line, after an answer and a mark."""
    school.set()
    school["learner"].open(WORKSPACE)
    assert school["learner"].hand_in(ANSWER).status_code == 303
    mark = {"points": "1", "reason": "I can see it."}
    school["assistant"].submit(
        f"{school.course}/submissions/1/checks/create-and-redirect-asked", **mark
    )
    page = school["owner"].open(f"{school.course}/people").text
    number = re.search(r"/people/(\d+)", page[page.index("learner@example.org") :])
    assert number
    return f"{school.course}/people/{number[1]}"


def test_all_that_is_kept_is_handed_out(full: School) -> None:
    there = handed_in(full)

    found = json.loads(full["owner"].open(f"{there}/data.json").text)

    assert found["email"] == "learner@example.org"
    assert found["submissions"][0]["answer"] == ANSWER
    assert found["submissions"][0]["marks"][0]["reason"] == "I can see it."


def test_a_learner_has_their_own_data_without_what_is_held(full: School) -> None:
    handed_in(full)

    before = full["learner"].open(f"{full.course}/my-data.json").text
    full["owner"].submit(f"{full.course}/assignments/1/release", check="*")
    after = json.loads(full["learner"].open(f"{full.course}/my-data.json").text)

    assert "I can see it." not in before
    assert json.loads(before)["submissions"][0]["report"] is None
    assert after["submissions"][0]["report"]["checks"]
    assert "I can see it." in json.dumps(after)


def test_erasing_takes_submissions_marks_and_the_name_and_leaves_the_account(
    app: Flask, full: School
) -> None:
    there = handed_in(full)
    assert full["owner"].submit(f"{there}/erase", email="no").status_code == 422
    assert full["instructor"].submit(f"{there}/erase", email="x").status_code == 403

    assert full["owner"].submit(f"{there}/erase", email="learner@example.org").status_code == 303

    with app.app_context():
        assert db.session.scalars(select(Submission)).all() == []
        assert db.session.scalars(select(Mark)).all() == []
    people = words_of(full["owner"].open(f"{full.course}/people"))
    assert "learner@example.org" not in people
    assert "erased a learner" in words_of(full["owner"].open(f"{full.course}/log"))
    assert full["learner"].open(full.course).status_code == 404
    assert "A visitor opens a short link." in full["learner"].open(f"{WORKSPACE}/attempts/1").text
