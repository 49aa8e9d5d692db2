"""The studio: an edit is checked, proved, previewed and kept; nothing changes before a regrade."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.courses.models import Submission
from app.database import db, writing
from app.jobs.models import Job
from app.jobs.worker import Terms, work_once
from app.marking.rubrics import bank_text
from app.practice.models import Report
from tests.app.browsing import SLUG, words_of
from tests.app.conftest import StillClock
from tests.app.courses.conftest import School
from tests.app.marking.conftest import hand_in

HERE = "/courses/1/assignments/1"
TEXT = bank_text(SLUG)


@pytest.fixture
def three(full: School) -> School:
    full.set()
    for name, answer in (
        ("ada", "no-cache"),
        ("bo", "day-for-second"),
        ("cy", "strong-cache-aside"),
    ):
        full.add("learner", name)
        hand_in(full, name, answer)
    return full


@pytest.fixture
def work(app: Flask, clock: StillClock) -> Iterator[object]:
    """A worker that does one part when it is called."""

    def once() -> bool:
        with app.app_context(), Session(db.engine, expire_on_commit=False) as session:
            return work_once(session, Terms(moment=clock))

    return once


def edit(school: School, text: str, did: str, who: str = "owner", **more: str) -> tuple[int, str]:
    sent = school[who].submit(f"{HERE}/rubric", text=text, did=did, **more)
    return sent.status_code, words_of(sent)


def heavier(text: str = TEXT) -> str:
    """The write rate is worth another point."""
    before, check, after = text.partition("- id: write-rate\n")
    assert check
    points = re.search(r"points: (\d+)", after)
    assert points
    more = after[: points.start()] + f"points: {int(points[1]) + 1}" + after[points.end() :]
    return before + check + more


def scores(app: Flask) -> dict[int, tuple[float, str]]:
    with app.app_context():
        rows = db.session.execute(
            select(Submission.id, Submission.score, Report.rubric_digest).join(
                Report, Report.id == Submission.report_id
            )
        ).all()
    return {number: (score, digest) for number, score, digest in rows}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TEXT.replace("points:", "pionts:", 1), "Did you mean"),
        (TEXT.replace("level: junior", "level: junor", 1), "level"),
        ("checks: [", "rubric.yaml"),
        ("x" * 200_001, "fit here"),
        ("", "fill this in"),
    ],
)
def test_what_is_no_rubric_is_said_and_not_kept(school: School, text: str, said: str) -> None:
    school.set()

    for did in ("check", "preview", "keep"):
        status, page = edit(school, text, did, why="x")
        assert status == 422
        assert "Nothing was kept" in page
        assert said in page


def test_a_good_rubric_is_said_to_be_one_and_nothing_is_kept(school: School) -> None:
    school.set()

    status, page = edit(school, heavier(), "check")

    assert status == 200
    assert "This is a rubric" in page
    assert page.count("in use") == 1
    assert "as it stands in the bank" in page


def test_a_preview_names_who_moves_and_changes_nothing(app: Flask, three: School) -> None:
    before = scores(app)
    easier = re.sub(r"junior: \{score: \d+", "junior: {score: 5", TEXT, count=1)
    stricter = re.sub(r"senior: \{score: \d+", "senior: {score: 99", TEXT, count=1)

    _, moved = edit(three, heavier(), "preview")
    _, same = edit(three, TEXT, "preview")
    _, down = edit(three, stricter.replace("staff: {score: 88", "staff: {score: 99"), "preview")
    status, _ = edit(three, easier, "preview")

    assert "bo" in moved
    assert "write-rate" in moved
    assert "No mark would change" in same
    assert status == 200
    assert "reach a higher level" in down
    assert scores(app) == before


def test_keeping_wants_a_reason_and_changes_no_mark(app: Flask, three: School) -> None:
    before = scores(app)
    assert edit(three, heavier(), "keep")[0] == 422

    status, _ = edit(three, heavier(), "keep", why="The rate decides all else.")

    assert status == 303
    page = words_of(three["owner"].open(f"{HERE}/rubric"))
    assert "3 submissions were graded by another rubric" in page
    assert "The rate decides all else." in page
    assert scores(app) == before
    log = words_of(three["owner"].open("/courses/1/log"))
    assert "chose a rubric" in log


def test_a_regrade_adds_reports_keeps_peoples_words_and_says_what_is_stale(
    app: Flask, three: School, work
) -> None:
    three["assistant"].submit(
        "/courses/1/submissions/2/checks/write-rate", points="1", reason="half of it"
    )
    before = scores(app)
    edit(three, heavier(), "keep", why="heavier")

    three["owner"].submit(f"{HERE}/regrade")
    while work():
        pass

    after = scores(app)
    assert all(after[number][1] != before[number][1] for number in before)
    assert "Done" in words_of(three["owner"].open(f"{HERE}/regrade"))
    page = words_of(three["assistant"].open("/courses/1/submissions/2"))
    assert "half of it" in page
    assert "The rubric has changed since. 1 mark rests" in page
    assert "1 stale" in words_of(three["owner"].open(f"{HERE}/queue"))
    with app.app_context():
        reports = db.session.scalars(select(Report.id)).all()
    assert len(reports) == 6


def test_new_answers_are_graded_by_the_rubric_in_use(app: Flask, three: School) -> None:
    edit(three, heavier(), "keep", why="heavier")
    three.add("learner", "di")
    hand_in(three, "di", "no-cache")

    found = scores(app)

    assert found[4][1] != found[1][1]


def test_a_regrade_is_stopped_half_way_and_begun_again(app: Flask, full: School, work) -> None:
    full.set()
    full.add("learner", "ada")
    for number in range(18):
        hand_in(full, "ada", "empty", f"key-{number:07}")
    edit(full, heavier(), "keep", why="heavier")
    full["owner"].submit(f"{HERE}/regrade")
    full["owner"].submit(f"{HERE}/regrade")  # one at a time
    assert work()

    half = full["owner"].client.get(f"{HERE}/regrade", headers={"Accept": "application/json"}).json
    full["owner"].submit(f"{HERE}/regrade/stop")

    assert (half["done"], half["total"], half["over"]) == (16, 18, False)
    assert not work()
    digests = {digest for _, digest in scores(app).values()}
    assert len(digests) == 2
    assert "Stopped" in words_of(full["owner"].open(f"{HERE}/regrade"))
    full["owner"].submit(f"{HERE}/regrade")
    while work():
        pass
    assert len({digest for _, digest in scores(app).values()}) == 1
    with app.app_context():
        assert len(db.session.scalars(select(Job.id)).all()) == 2


def test_what_people_gave_becomes_a_case_that_a_rubric_must_meet(three: School) -> None:
    three["assistant"].submit(
        "/courses/1/submissions/2/checks/write-rate", points="2", reason="as good as"
    )
    assert three["owner"].submit("/courses/1/submissions/1/case").status_code == 409
    assert three["owner"].submit("/courses/1/submissions/2/case").status_code == 303

    _, page = edit(three, TEXT, "prove")

    assert "the course's case submission-2: write-rate gives" in page
    assert "stored answers earn what they declare" in page
    file = three["owner"].open("/courses/1/cases/1.yaml").text
    assert "earned:\n  - write-rate" in file


def test_a_version_that_a_course_edits_is_not_the_neighbours(app: Flask, three: School) -> None:
    edit(three, heavier(), "keep", why="ours alone")
    neighbour = three.person("other@example.org", instructor=True)
    made = neighbour.submit("/courses", title="Next door").headers["Location"]
    neighbour.submit(f"{made}/assignments", title="Same", exercise=SLUG)

    page = words_of(neighbour.open(f"{made}/assignments/2/rubric"))

    assert "ours alone" not in page
    with app.app_context(), writing() as change:
        assert change.scalars(select(Submission)).first() is not None
