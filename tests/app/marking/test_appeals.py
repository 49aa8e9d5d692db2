"""Appeals: made on released marks, first in the queue, answered, and never a way around the release."""

import re

import pytest

from tests.app.browsing import SLUG, WORKSPACE, words_of
from tests.app.courses.conftest import School
from tests.app.marking.conftest import hand_in

HERE = "/courses/1/submissions/1"
QUEUE = "/courses/1/assignments/1/queue"


@pytest.fixture
def released(full: School) -> School:
    full.set()
    hand_in(full, "learner", "no-cache")
    full["assistant"].submit(f"{HERE}/done")
    full["owner"].submit("/courses/1/assignments/1/release", check="*")
    return full


def appeal(school: School, **fields: str) -> int:
    wanted = {"check": "write-rate", "words": "I did say the month.", **fields}
    return school["learner"].submit(f"{HERE}/appeals", **wanted).status_code


def test_an_appeal_brings_a_done_submission_back_to_the_front(released: School) -> None:
    assert "1 of 1 marked" in words_of(released["owner"].open(QUEUE))

    assert appeal(released) == 303

    queue = words_of(released["owner"].open(QUEUE))
    assert "0 of 1 marked" in queue
    assert "appeal" in queue
    assert "I did say the month." in words_of(released["assistant"].open(HERE))


def test_an_answer_closes_the_appeal_and_reaches_the_learner(released: School) -> None:
    appeal(released)
    page = released["assistant"].open(HERE).text
    number = re.search(r"/appeals/(\d+)", page)
    assert number
    there = f"{HERE}/appeals/{number[1]}"
    reason = {"points": "0", "reason": "Read again: it is for a year."}
    released["assistant"].submit(f"{HERE}/checks/write-rate", **reason)

    assert released["assistant"].submit(there, words="", decision="changed").status_code == 422
    released["assistant"].submit(there, words="You are right there.", decision="changed")

    page = words_of(released["learner"].open(HERE))
    assert "You are right there." in page
    assert "Read again: it is for a year." in page
    assert "1 of 1 marked" in words_of(released["owner"].open(QUEUE))
    assert "answered an appeal" in words_of(released["owner"].open("/courses/1/log"))
    appeal(released, words="And what of the day?")
    assert "0 of 1 marked" in words_of(released["owner"].open(QUEUE))


@pytest.mark.parametrize("fields", [{"words": " "}, {"check": "no-such"}, {"words": "x" * 5000}])
def test_what_is_no_appeal_is_refused(released: School, fields: dict[str, str]) -> None:
    assert appeal(released, **fields) == 422


def test_an_appeal_from_the_feedback_page_arrives_as_well(released: School) -> None:
    released["learner"].open(f"{WORKSPACE}/attempts/1")
    sent = released["learner"].submit(
        f"{WORKSPACE}/attempts/1/appeals", check="write-rate", words="From over here."
    )

    assert sent.status_code == 303
    assert "From over here." in words_of(released["assistant"].open(HERE))
    assert "appeal" in words_of(released["owner"].open(QUEUE))


def test_nothing_beside_the_page_tells_a_mark_that_is_held(full: School) -> None:
    """Every address below an attempt, while its course holds the marks."""
    full.set()
    hand_in(full, "learner", "no-cache")
    learner, tried = full["learner"], 0
    for rule in full.app.url_map.iter_rules():
        if not rule.rule.startswith("/practise/<slug>/attempts/<int"):
            continue
        with full.app.test_request_context():
            values = dict.fromkeys(rule.arguments, 1)
            built = rule.build({**values, "slug": SLUG})
        assert built
        method = "GET" if "GET" in (rule.methods or set()) else "POST"
        page = learner.open(built[1]) if method == "GET" else learner.submit(built[1])
        tried += 1
        assert page.status_code in {200, 303, 403, 404}, built[1]
        for word in ('class="score"', "would have earned", "Receipt", "rubric_digest", "+3 points"):
            assert word not in page.text, (built[1], word)
    assert tried >= 5
    assert appeal(full) == 422
