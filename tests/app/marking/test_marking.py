"""Marking a submission: accept, override both ways, comment, undo, done; and what the learner sees when."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.courses.models import Submission
from app.database import db
from app.marking.models import Mark, MarksAreNeverChanged
from tests.app.browsing import words_of
from tests.app.courses.conftest import School
from tests.app.marking.conftest import hand_in


@pytest.fixture
def one(full: School) -> School:
    """One submission of an answer that misses some checks and earns others."""
    full.set()
    hand_in(full, "learner", "no-cache")
    return full


def address(school: School, number: int = 1) -> str:
    return f"{school.course}/submissions/{number}"


def score(school: School, who: str = "assistant", number: int = 1) -> float:
    page = school[who].open(address(school, number)).text
    found = re.search(r'class="score"><b class="num">([\d.]+)', page)
    assert found, words_of(school[who].open(address(school, number)))[:400]
    return float(found[1])


def check(school: School, name: str, who: str = "assistant", **fields: str) -> int:
    return school[who].submit(f"{address(school)}/checks/{name}", **fields).status_code


def points(school: School, name: str) -> tuple[str, str]:
    """What a check has, of how much."""
    page = school["assistant"].open(address(school)).text
    block = page[page.index(f'id="check-{name}"') :]
    found = re.search(r'class="num points">([^<]+) / ([^<]+)<', block)
    assert found
    return found[1].strip(), found[2].strip()


def test_points_are_given_and_taken_with_a_reason_and_undone(one: School) -> None:
    before = score(one)
    page = one["assistant"].open(address(one)).text
    names = re.findall(r'class="check (missed|met)[^"]*" id="check-([a-z0-9-]+)"', page)
    down = next(name for word, name in names if word == "met")
    up = next(name for word, name in names if word == "missed" and points(one, name)[1] != "")
    most = points(one, up)[1]

    assert check(one, down, points="0", reason="It is only claimed.") == 303
    lower = score(one)
    assert check(one, up, points=most, reason="It is in the drawing.") == 303
    assert score(one) >= lower
    assert lower <= before
    history = words_of(one["assistant"].open(address(one)))
    assert "It is only claimed." in history
    assert "Assistant gave 0" in history

    undo = re.findall(r"/undo/(\d+)", one["assistant"].open(address(one)).text)
    for number in undo:
        one["assistant"].submit(f"{address(one)}/undo/{number}")
    assert score(one) == before
    assert "took it back" in words_of(one["assistant"].open(address(one)))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"points": "0"}, "Say why"),
        ({"points": "99", "reason": "x"}, "Between 0 and"),
        ({"points": "-1", "reason": "x"}, "Between 0 and"),
        ({"points": "many", "reason": "x"}, "is not a number"),
    ],
)
def test_what_a_check_cannot_have_is_said_beside_it(
    one: School, fields: dict[str, str], said: str
) -> None:
    sent = one["assistant"].submit(f"{address(one)}/checks/write-rate", **fields)

    assert sent.status_code == 422
    assert said in sent.text
    assert "gave" not in words_of(one["assistant"].open(address(one)))


def test_a_check_that_is_not_in_the_rubric_is_not_found(one: School) -> None:
    assert check(one, "no-such-check", points="1", reason="x") == 404


def test_learners_see_nothing_before_the_release_and_the_reason_after(one: School) -> None:
    check(one, "write-rate", points="0", reason="Not from the brief.", comment="See chapter two.")
    page = one["learner"].open(address(one))
    assert "Not from the brief" not in page.text
    assert 'id="check-' not in page.text

    one["owner"].submit(f"{one.course}/assignments/1/release", check="*")
    page = words_of(one["learner"].open(address(one)))

    assert "Not from the brief." in page
    assert "See chapter two." in page
    assert "A person gave these points" in page
    assert "Assistant" not in page


def test_marks_are_released_check_by_check(one: School) -> None:
    one["owner"].submit(f"{one.course}/assignments/1/release", check="write-rate")

    page = one["learner"].open(address(one)).text

    assert re.findall(r'id="check-([a-z0-9-]+)"', page) == ["write-rate"]
    assert 'class="score"' not in page
    one["owner"].submit(f"{one.course}/assignments/1/release")
    assert 'id="check-' not in one["learner"].open(address(one)).text


def test_a_learner_reads_no_other_learners_submission(one: School) -> None:
    one.add("learner", "bo")
    one["owner"].submit(f"{one.course}/assignments/1/release", check="*")

    assert one["bo"].open(address(one)).status_code == 404


def test_who_only_observes_has_no_buttons(one: School) -> None:
    page = one["observer"].open(address(one))

    assert page.status_code == 200
    assert "data-accept" not in page.text
    assert check(one, "write-rate", "observer", points="0", reason="x") == 403


def test_a_comment_is_kept_for_the_next_one(one: School) -> None:
    check(one, "write-rate", comment="Say which month.", keep="yes")

    assert 'data-phrase="Say which month."' in one["instructor"].open(address(one)).text


def test_marks_are_only_ever_added(app: Flask, one: School) -> None:
    check(one, "write-rate", points="0", reason="first")
    check(one, "write-rate", points="0.5", reason="second")
    with app.app_context():
        before = [(each.id, each.reason) for each in db.session.scalars(select(Mark))]
        db.session.scalars(select(Mark)).all()[0].reason = "other"
        with pytest.raises(MarksAreNeverChanged):
            db.session.flush()
        db.session.rollback()
        assert [(each.id, each.reason) for each in db.session.scalars(select(Mark))] == before
    assert [reason for _, reason in before] == ["first", "second"]


def test_done_moves_on_and_the_row_says_so(app: Flask, one: School) -> None:
    one.add("learner", "bo")
    hand_in(one, "bo", "day-for-second")

    sent = one["assistant"].submit(f"{address(one)}/done")

    assert sent.headers["Location"].endswith("/submissions/2")
    with app.app_context():
        states = dict(db.session.execute(select(Submission.id, Submission.state)).all())
    assert states == {1: "done", 2: "open"}
    one["assistant"].submit(f"{address(one)}/done", again="yes")
    assert "1 of 2 marked" not in words_of(one["owner"].open(f"{one.course}/assignments/1/queue"))


def test_a_part_that_could_not_be_judged_counts_once_a_person_judges_it(full: School) -> None:
    full.set()
    full["learner"].open("/practise/url-shortener")
    broken = '{"architecture": {"text": "service app\\napp -> cahce read"}, "functional": "x"}'
    assert full["learner"].hand_in(broken, as_it_is="yes").status_code == 303
    queue = words_of(full["assistant"].open(f"{full.course}/assignments/1/queue"))
    assert "cannot judge" in queue
    page = full["assistant"].open(address(full)).text
    name = re.findall(r'class="check cannot-judge[^"]*" id="check-([a-z0-9-]+)"', page)[0]
    most = re.search(r"\? / ([\d.]+)", page[page.index(f'id="check-{name}"') :])
    assert most

    assert check(full, name, points=most[1], reason="I can read it.") == 303
    assert score(full) > 0


# --- two markers ---------------------------------------------------------------------------------


def test_a_second_marker_does_not_see_the_first_and_a_third_decides(full: School) -> None:
    full.set(markers="2")
    full.add("assistant", "bo")
    hand_in(full, "learner", "no-cache")
    check(full, "write-rate", "assistant", points="0", reason="first says no")
    full["assistant"].submit(f"{address(full)}/done")

    page = words_of(full["bo"].open(address(full)))
    assert "first says no" not in page
    check(full, "write-rate", "bo", points="0.5", reason="second says half")
    full["bo"].submit(f"{address(full)}/done")
    page = words_of(full["instructor"].open(address(full)))
    assert "The two markers differ on write-rate" in page
    assert "first says no" in page
    assert "second says half" in page
    check(full, "write-rate", "instructor", points="0.5", reason="half it is")
    full["instructor"].submit(f"{address(full)}/done")

    assert "1 of 1 marked" in words_of(full["owner"].open(f"{full.course}/assignments/1/queue"))
    full["owner"].submit(f"{full.course}/assignments/1/release", check="*")
    assert "half it is" in words_of(full["learner"].open(address(full)))


def test_two_markers_who_agree_need_nobody_else(full: School) -> None:
    full.set(markers="2")
    full.add("assistant", "bo")
    hand_in(full, "learner", "no-cache")
    full["assistant"].submit(f"{address(full)}/done")
    full["bo"].submit(f"{address(full)}/done")

    assert "1 of 1 marked" in words_of(full["owner"].open(f"{full.course}/assignments/1/queue"))
