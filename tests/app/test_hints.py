"""Hints before handing in: their cost is said, what was bought is kept, and the grade counts it."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from app.database import db
from app.hints.models import BoughtHint
from app.hints.offers import phases, record
from app.practice import helps
from app.practice.helps import Help
from app.practice.models import Attempt, Report
from grader.answer import Answer
from grader.bank import exercise
from grader.grade import grade
from grader.reading import read_answer
from tests.app.browsing import SLUG, WORKSPACE, Browser, words_of
from tests.app.conftest import StillClock
from tests.app.stored import stored

HINTS = f"{WORKSPACE}/hints"
EXERCISE = exercise(SLUG)
STRONG = "strong-cache-aside"


def offer_of(answer: Answer, phase: str):
    return next(each for each in phases(EXERCISE, answer, []) if each.id == phase).offer


def without_cache() -> dict:
    return stored("no-cache")


def bought_in(app: Flask) -> list[tuple[str, int, int | None]]:
    with app.app_context():
        rows = db.session.scalars(select(BoughtHint).order_by(BoughtHint.id)).all()
        return [(each.check_id, each.rung, each.attempt_id) for each in rows]


def test_a_phase_offers_the_check_with_most_points_open() -> None:
    answer = read_answer(without_cache())
    report = grade(EXERCISE, answer)

    for phase in phases(EXERCISE, answer, []):
        open_points = {
            each.id: each.max - each.points
            for each in report.checks
            if each.phase == phase.id and each.verdict in ("missed", "partly")
        }
        if not open_points:
            assert phase.offer is None
            continue
        assert phase.offer is not None
        assert open_points[phase.offer.check] == max(open_points.values())


def test_the_cost_is_what_the_multiplier_takes() -> None:
    offer = offer_of(Answer(), "drawing")
    check = next(each for each in EXERCISE.rubric.checks if each.id == offer.check)

    times = EXERCISE.rubric.provenance.times("hinted", check.level)
    assert offer.costs == round(check.points * (1 - times), 2)


def test_an_answer_that_earns_all_of_a_phase_is_sold_nothing_for_it() -> None:
    answer = read_answer(stored(STRONG))

    assert all(each.offer is None for each in phases(EXERCISE, answer, []))


def test_no_title_of_a_check_is_told_before_handing_in(learner: Browser) -> None:
    learner.save(without_cache())
    page = learner.open(HINTS)
    offers = [each.offer for each in phases(EXERCISE, read_answer(without_cache()), [])]

    learner.submit(HINTS, phase="drawing", costs="99")

    for text in (page.text, learner.open(HINTS).text):
        for check in EXERCISE.rubric.checks:
            assert check.title not in text
    assert page.text.count("costs up to") == sum(each is not None for each in offers)


def test_a_bought_hint_is_said_and_more_of_it_costs_nothing_more(
    app: Flask, learner: Browser
) -> None:
    learner.save(without_cache())
    offer = offer_of(read_answer(without_cache()), "drawing")
    check = next(each for each in EXERCISE.rubric.checks if each.id == offer.check)

    learner.submit(HINTS, phase="drawing", costs=str(offer.costs))
    first = words_of(learner.open(HINTS))
    learner.submit(HINTS, phase="drawing", again=check.id)
    learner.submit(HINTS, phase="drawing", again=check.id)
    learner.submit(HINTS, phase="drawing", again=check.id)  # there is no fourth

    assert check.hints[0] in first
    assert check.hints[1] not in first
    assert all(each in words_of(learner.open(HINTS)) for each in check.hints)
    assert bought_in(app) == [(check.id, rung, None) for rung in (1, 2, 3)]


@pytest.mark.parametrize("costs", ["0", "", "nonsense", "nan", "-1"])
def test_nothing_is_bought_at_another_cost_than_was_shown(
    app: Flask, learner: Browser, costs: str
) -> None:
    learner.submit(HINTS, phase="drawing", costs=costs)

    assert bought_in(app) == []


def test_a_phase_that_does_not_exist_is_refused(learner: Browser) -> None:
    assert learner.submit(HINTS, phase="nowhere", costs="9").status_code == 422


def test_what_was_hinted_counts_less_and_the_attempt_keeps_the_record(
    app: Flask, learner: Browser, clock: StillClock
) -> None:
    learner.save(without_cache())
    offer = offer_of(read_answer(without_cache()), "drawing")
    learner.submit(HINTS, phase="drawing", costs=str(offer.costs))
    clock.forward(minutes=3)

    learner.hand_in(stored(STRONG))

    plain = grade(EXERCISE, read_answer(stored(STRONG)))
    with app.app_context():
        report = db.session.scalars(select(Report)).one()
        attempt = db.session.scalars(select(Attempt)).one()
        check = next(each for each in report.body["checks"] if each["id"] == offer.check)
        assert check["raised"] == "hinted"
        assert check["points"] == pytest.approx(plain.check(offer.check).points - offer.costs)
        assert report.score == pytest.approx(plain.score - offer.costs, abs=0.11)
        assert [(each["kind"], each["checks"]) for each in attempt.events] == [
            ("hint", [offer.check])
        ]
        assert attempt.answer == stored(STRONG)
    page = words_of(learner.open(f"{WORKSPACE}/attempts/1"))
    assert "Earned hinted, so it counts" in page
    assert "How it came about" in page


def test_the_next_attempt_begins_without_hints(app: Flask, learner: Browser) -> None:
    learner.submit(HINTS, phase="drawing", costs="99")
    learner.hand_in(stored(STRONG))

    learner.hand_in(stored(STRONG), key="second-key-0002")

    assert [attempt for _, _, attempt in bought_in(app)] == [1]
    with app.app_context():
        events = db.session.scalars(select(Attempt.events).order_by(Attempt.number)).all()
    assert [len(each) for each in events] == [1, 0]


def test_a_hint_leaves_other_checks_as_they_are(learner: Browser, app: Flask) -> None:
    learner.submit(HINTS, phase="drawing", costs="99")
    learner.hand_in(stored(STRONG))

    plain = {each.id: each.points for each in grade(EXERCISE, read_answer(stored(STRONG))).checks}
    (hinted, *_), *_ = bought_in(app)
    with app.app_context():
        body = db.session.scalars(select(Report.body)).one()
    moved = [each["id"] for each in body["checks"] if each["points"] != plain[each["id"]]]
    assert moved == [hinted]


@pytest.mark.parametrize(
    "events", [[{"at": 1, "kind": "raised", "checks": ["x"]}], [], "nothing", None]
)
def test_an_answer_cannot_bring_its_own_record(app: Flask, learner: Browser, events) -> None:
    answer = {**stored(STRONG), "events": events}

    assert learner.hand_in(answer).status_code == 422
    assert learner.hand_in(json.dumps(answer), as_it_is="yes").status_code == 422
    assert learner.save(answer).status_code == 422
    with app.app_context():
        assert db.session.scalars(select(Attempt)).all() == []


def test_guests_hints_go_with_them_into_the_account(app: Flask, learner: Browser) -> None:
    Browser(app).sign_up()
    learner.submit(HINTS, phase="drawing", costs="99")
    ((check, _, _),) = bought_in(app)

    learner.sign_in()

    hints = next(each for each in EXERCISE.rubric.checks if each.id == check).hints
    assert hints[0] in words_of(learner.open(HINTS))


def test_where_hints_are_withheld_none_is_shown_or_sold(
    app: Flask, learner: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helps, "DECIDERS", (lambda _: frozenset({Help.HINTS}),))

    assert "data-hints" not in learner.open(WORKSPACE).text
    assert learner.open(HINTS).status_code == 403
    assert learner.submit(HINTS, phase="drawing", costs="99").status_code == 403
    assert bought_in(app) == []


def test_a_record_without_hints_is_empty() -> None:
    assert record([]) == []
