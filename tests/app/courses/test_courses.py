"""Courses made, copied, archived, thrown away."""

from tests.app.browsing import WORKSPACE, words_of
from tests.app.courses.conftest import School


def test_only_instructors_of_the_server_make_courses(school: School) -> None:
    learner = school.person("ada@example.org")

    refused = learner.submit("/courses", title="Mine")

    assert refused.status_code == 403
    assert "You are in no course" in words_of(learner.open("/courses"))


def test_a_copy_has_the_assignments_and_none_of_the_people(full: School) -> None:
    full.set(title="Midterm", due_at="2025-03-03T12:00", attempts="3")

    made = full["owner"].submit(f"{full.course}/copy", title="Design of systems", term="Spring")
    copy = made.headers["Location"]

    assert copy != full.course
    assert "Midterm" in words_of(full["owner"].open(copy))
    assert "no date" in words_of(full["owner"].open(copy))
    assert full["learner"].open(copy).status_code == 404
    assert full["assistant"].open(copy).status_code == 404


def test_an_archived_course_is_read_and_not_changed(full: School) -> None:
    address = full.set()
    full["owner"].submit(f"{full.course}/archive")

    refused = full["owner"].submit(f"{full.course}/assignments", title="Late", exercise="x")
    assert refused.status_code == 409
    assert full["learner"].open(full.course).status_code == 200
    full["learner"].open(WORKSPACE)
    full["learner"].hand_in({"functional": "practice now"})
    assert "Receipt" in full["learner"].open(f"{WORKSPACE}/attempts/1").text
    assert "0 of 1 have handed in" in words_of(full["owner"].open(address))

    full["owner"].submit(f"{full.course}/archive")
    assert full["owner"].submit(f"{full.course}/links", role="learner").status_code == 303


def test_a_course_is_thrown_away_once_its_title_is_typed(full: School) -> None:
    full.set(release="at once")
    full["learner"].open(WORKSPACE)
    full["learner"].hand_in({"functional": "stays mine"})

    assert full["owner"].submit(f"{full.course}/throw-away", title="no").status_code == 422
    gone = full["owner"].submit(f"{full.course}/throw-away", title="Design of systems")

    assert gone.status_code == 303
    assert full["owner"].open(full.course).status_code == 404
    assert "stays mine" in full["learner"].open(f"{WORKSPACE}/attempts/1").text
