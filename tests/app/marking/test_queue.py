"""The queue: reasons first, taken once, dealt in turn, blind where it is meant to be, few questions asked."""

import re

import pytest
from flask import Flask
from sqlalchemy import insert, select

from app.accounts.models import Person
from app.clock import now
from app.courses.models import Assignment, Member, Submission
from app.database import db, writing
from app.marking.queue import PAGE
from app.marking.reasons import KINDS, in_order, is_unusual, kinds_of, urgency
from app.practice.models import Attempt, Report
from grader.bank import exercise
from grader.grade import grade
from grader.reading import read_answer
from tests.app.browsing import SLUG
from tests.app.courses.conftest import School
from tests.app.marking.conftest import hand_in
from tests.app.test_queries import counted


def queue(school: School, who: str = "owner", **more: str) -> str:
    return school[who].open(f"{school.course}/assignments/1/queue", query_string=more).text


def order(page: str) -> list[str]:
    return re.findall(r"data-row>([^<]+)<", page)


def test_who_needs_a_person_comes_first_and_says_why(full: School) -> None:
    full.set()
    for name, answer in (("ada", "strong-cache-aside"), ("bo", "buzzwords"), ("cy", "no-path")):
        full.add("learner", name)
        hand_in(full, name, answer)

    page = queue(full)

    assert order(page) == ["bo", "cy", "ada"]
    assert "odd writing" in page
    assert "near a bar" in page
    assert order(queue(full, reason="near a bar")) == ["cy"]
    assert order(queue(full, state="open")) == ["ada"]
    assert order(queue(full, reason="' OR 1=1 --")) == []


def test_a_submission_is_taken_once(full: School) -> None:
    full.set()
    full.add("assistant", "second")
    for name in ("ada", "bo"):
        full.add("learner", name)
        hand_in(full, name, "no-cache")
    here = f"{full.course}/assignments/1/queue/next"

    first = full["assistant"].submit(here).headers["Location"]
    again = full["assistant"].submit(here).headers["Location"]
    other = full["second"].submit(here, how="random").headers["Location"]

    assert first == again  # one's own first
    assert other != first
    refused = full["second"].submit(f"{first}/checks/write-rate", points="0", reason="x")
    assert refused.status_code == 409


def test_a_queue_is_dealt_in_turn(app: Flask, full: School) -> None:
    full.set()
    full.add("assistant", "second")
    for name in ("ada", "bo", "cy", "di"):
        full.add("learner", name)
        hand_in(full, name, "empty")

    full["owner"].submit(f"{full.course}/assignments/1/queue/deal")

    with app.app_context():
        takers = db.session.scalars(select(Submission.first_id).order_by(Submission.id)).all()
    assert sorted(takers.count(each) for each in set(takers)) == [2, 2]


def test_the_best_or_the_latest_attempt_stands_in_the_queue(full: School) -> None:
    full.set()
    full.set(title="Second", counts="latest")
    hand_in(full, "learner", "no-cache", "key-0000001")
    hand_in(full, "learner", "empty", "key-0000002")

    assert len(order(queue(full))) == 1
    assert "65" in queue(full)
    latest = full["owner"].open(f"{full.course}/assignments/2/queue").text
    assert len(order(latest)) == 1
    assert '<td class="count num">0</td>' in latest


def test_blind_marking_shows_no_name_anywhere_until_the_release(full: School) -> None:
    full.set(blind="blind")
    full.add("learner", "zenobia")
    hand_in(full, "zenobia", "no-cache")
    for page in (
        queue(full, "assistant"),
        full["assistant"].open(f"{full.course}/submissions/1").text,
    ):
        assert "zenobia" not in page.casefold()
        assert re.search(r"Learner [A-Z2-9]{5}", page)

    full["owner"].submit(f"{full.course}/assignments/1/release", check="*")

    assert "zenobia" in queue(full, "assistant")


# --- reasons -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"architecture": {"text": "service app\napp -> cahce read"}}, "cannot judge"),
        ({"deep_dives": "We use a cache for reads.\nWe do not use a cache at all."}, "conflict"),
        ({"functional": "Users сreate links."}, "gaming"),
    ],
)
def test_what_the_grader_says_becomes_a_reason(answer: dict[str, object], kind: str) -> None:
    report = grade(exercise(SLUG), read_answer(answer, as_it_is=True))

    assert kind in kinds_of(report.model_dump(mode="json"))


def test_a_rule_that_fails_inside_is_a_reason_of_its_own() -> None:
    said = "“Read path” could not be judged: The rule drawn failed inside (KeyError: 'x'). A person will look."

    assert kinds_of({"needs_person": [said]}) == ["engine error"]


def test_the_gravest_reason_presses_most() -> None:
    names = [each.name for each in KINDS]

    assert in_order(reversed(names)) == names
    pressing = [urgency([name]) for name in names]
    assert pressing == sorted(pressing, reverse=True)
    assert urgency([]) == 0
    assert urgency(["near a bar", "unusual"]) > urgency(["near a bar"])


def test_a_drawing_like_no_known_design_is_unusual() -> None:
    odd = "\n".join(f"queue q{n}" for n in range(6))
    usual = "client me\nlb edge\nservice app\ncache hot\nsql store\nme -> edge"

    assert is_unusual({"architecture": {"text": odd}}, SLUG)
    assert not is_unusual({"architecture": {"text": "queue q"}}, SLUG)
    assert not is_unusual({"architecture": {"text": "no drawing ->"}}, SLUG)
    assert isinstance(is_unusual({"architecture": {"text": usual}}, SLUG), bool)


# --- a thousand ----------------------------------------------------------------------------------


def thousand(app: Flask, count: int = 1000) -> None:
    """So many submissions of so many learners, with one report's body, straight into the tables."""
    body = grade(exercise(SLUG), read_answer({})).model_dump(mode="json")
    with app.app_context(), writing() as change:
        course, assignment = change.execute(select(Assignment.course_id, Assignment.id)).one()
        at = now()
        each = range(1000, 1000 + count)
        tables = [
            (Person, [{"id": n, "name": f"P{n}", "role": "learner", "created_at": at} for n in each]),
            (Member, [{"id": n, "course_id": course, "person_id": n, "role": "learner", "name": f"P{n}", "email": f"p{n}@example.org", "added_at": at, "student": "", "team": "", "extra_time": 0} for n in each]),
            (Attempt, [{"id": n, "person_id": n, "exercise": SLUG, "number": 1, "key": f"k{n}", "answer": {}, "handed_in": at} for n in each]),
            (Report, [{"id": n, "attempt_id": n, "rubric_digest": body["rubric_digest"], "score": 0.0, "level": "none", "body": body, "made_at": at} for n in each]),
            (Submission, [{"id": n, "assignment_id": assignment, "member_id": n, "attempt_id": n, "report_id": n, "number": 1, "counts": True, "handed_in": at, "late_days": 0, "state": "waiting" if n % 7 == 0 else "open", "urgency": n % 9, "reasons": ["near a bar"] if n % 7 == 0 else [], "rule_score": 0.0, "score": 0.0, "level": "none", "changed": 0, "stale": 0} for n in each]),
        ]  # fmt: skip
        for table, rows in tables:
            change.execute(insert(table), rows)


def test_a_thousand_submissions_are_a_page_of_eight_questions_at_most(
    app: Flask, full: School
) -> None:
    full.set()
    thousand(app)
    number = 1000

    for path in (
        f"{full.course}/assignments/1/queue",
        f"{full.course}/assignments/1/queue?state=waiting&page=2",
        f"{full.course}/submissions/{number}",
    ):
        with counted(app) as asked:
            assert full["assistant"].open(path).status_code == 200
        assert len(asked) <= 8, (path, len(asked), asked)
    assert len(order(queue(full))) == PAGE
