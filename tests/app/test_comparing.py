"""Comparing by meaning: what a model answer, or an attempt of one's own, earns that this one does not."""

import pytest

from app.comparing.beside import compare
from app.practice import helps
from app.practice.helps import Help
from grader.bank import exercise
from grader.grade import grade
from grader.model_answers import GOOD, model_answers
from grader.reading import read_answer
from tests.app.browsing import SLUG, WORKSPACE, Browser, words_of
from tests.app.stored import stored

EXERCISE = exercise(SLUG)
COMPARE = f"{WORKSPACE}/attempts/1/compare"


def report_of(name: str) -> dict:
    return grade(EXERCISE, read_answer(stored(name))).model_dump(mode="json")


def test_what_each_earns_alone_adds_up_to_the_difference() -> None:
    mine, theirs = report_of("no-cache"), report_of("strong-wide-column")

    found = compare(mine, theirs)

    more = sum(each.points for each in found.theirs)
    less = sum(each.points for each in found.mine)
    assert more + less == pytest.approx(
        sum(each["points"] for each in theirs["checks"])
        - sum(each["points"] for each in mine["checks"])
    )
    assert len(found.theirs) + len(found.mine) + found.alike == len(mine["checks"])
    assert [each.points for each in found.theirs] == sorted(
        (each.points for each in found.theirs), reverse=True
    )
    assert {each.check for each in found.theirs} & {"read-through-cache", "cache-pays"}


def test_an_answer_beside_itself_differs_in_nothing() -> None:
    mine = report_of("average-textbook")

    found = compare(mine, mine)

    assert (found.theirs, found.mine) == ((), ())
    assert found.neither == sum(not each["points"] for each in mine["checks"])


def test_model_answers_are_the_good_ones_and_materially_different() -> None:
    found = model_answers(EXERCISE)

    assert len(found) >= 3
    assert all(each.report.score >= GOOD for each in found)
    assert "Cache aside" in {each.title for each in found}
    kinds = [{box["kind"] for box in each.raw["architecture"]["components"]} for each in found]
    assert len(set(map(frozenset, kinds))) == len(found)


def test_the_page_quotes_what_the_model_answer_says(learner: Browser) -> None:
    learner.hand_in(stored("synchronous-clicks"))

    page = learner.open(f"{COMPARE}?with=strong-wide-column")

    words = words_of(page)
    assert page.status_code == 200
    assert "beside “Wide column”" in words
    assert "A redirect does not wait for its click to be counted" in words
    assert "hands the event over and goes on" in words
    assert page.text.count('data-component="visitor"') == 2
    ids = [part.split('"')[0] for part in page.text.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_two_attempts_of_ones_own_can_be_compared(learner: Browser) -> None:
    learner.hand_in(stored("no-cache"))
    learner.hand_in(stored("strong-cache-aside"), key="second-key-0002")

    words = words_of(learner.open(f"{COMPARE}?with=attempt-2"))

    assert "Attempt 1 beside your attempt 2" in words


@pytest.mark.parametrize("name", ["attempt-1", "attempt-9", "../x", "buzzwords", "<b>"])
def test_what_cannot_be_compared_with_is_not_shown(learner: Browser, name: str) -> None:
    """Not the attempt itself, not one of somebody else, not a weak stored answer."""
    learner.hand_in(stored("no-cache"))

    page = learner.open(COMPARE, query_string={"with": name})

    assert page.status_code == 200
    assert "beside “Cache aside”" in words_of(page)


def test_without_an_attempt_no_model_answer_is_shown(learner: Browser) -> None:
    assert learner.open(COMPARE).status_code == 404


def test_where_model_answers_are_withheld_only_ones_own_are_compared(
    learner: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helps, "DECIDERS", (lambda _: frozenset({Help.MODEL_ANSWERS}),))
    learner.hand_in(stored("no-cache"))

    assert learner.open(COMPARE).status_code == 404
    learner.hand_in(stored("strong-cache-aside"), key="second-key-0002")

    page = learner.open(f"{COMPARE}?with=strong-wide-column")
    assert "beside your attempt 2" in words_of(page)
    assert "Wide column" not in page.text
