"""Review cards: made from what was missed, with the learner's own words, scheduled, retired and revived."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.cards.deck import A_DAY
from app.cards.models import CardAnswer, ReviewCard
from app.cards.schedule import Rating, after, begun, in_days
from app.database import db
from grader.bank import exercise
from grader.grade import grade
from grader.reading import read_answer
from tests.app.browsing import SLUG, Browser, words_of
from tests.app.conftest import StillClock
from tests.app.stored import stored

START = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)
OPEN = ("missed", "partly")


def open_checks(name: str) -> list[str]:
    report = grade(exercise(SLUG), read_answer(stored(name)))
    return [each.id for each in report.checks if each.verdict in OPEN]


def deck(app: Flask) -> dict[str, ReviewCard]:
    with app.app_context():
        return {each.check_id: each for each in db.session.scalars(select(ReviewCard))}


def test_every_missed_check_becomes_a_card_the_heaviest_first(app: Flask, learner: Browser) -> None:
    learner.hand_in(stored("average-textbook"))

    cards = deck(app)
    assert set(cards) == set(open_checks("average-textbook"))
    assert all(each.memory is None for each in cards.values())
    days = sorted((each.due_at - START).days for each in cards.values())
    assert days == [number // A_DAY for number in range(len(cards))]
    report = grade(exercise(SLUG), read_answer(stored("average-textbook")))
    lost = {each.id: each.max - each.points for each in report.checks}
    first = [lost[name] for name, card in cards.items() if card.due_at == START]
    later = [lost[name] for name, card in cards.items() if card.due_at > START]
    assert min(first) >= max(later)


def test_a_strong_answer_makes_no_card(app: Flask, learner: Browser) -> None:
    learner.hand_in(stored("strong-cache-aside"))

    assert deck(app) == {}
    assert "No cards yet" in words_of(learner.open("/review"))


def test_a_card_shows_the_learners_own_words_and_hides_the_answer_behind(learner: Browser) -> None:
    learner.hand_in(stored("day-for-second"))

    page = learner.open("/review")

    front, _, back = page.text.partition("<details")
    assert "You had:" in front
    assert "Why did that not earn" in front
    assert "What would earn it:" not in front
    assert "How well did you know it?" in back
    assert "again in 1 day" in words_of(page)


@pytest.mark.parametrize("rating", list(Rating))
def test_an_answer_sets_the_day_that_was_said(
    app: Flask, learner: Browser, clock: StillClock, rating: Rating
) -> None:
    learner.hand_in(stored("synchronous-clicks"))
    learner.open("/review")
    first = min(deck(app).values(), key=lambda each: (each.due_at, each.id))
    days = in_days(None, START)[rating]

    learner.submit(f"/review/{first.id}", rating=str(rating.value))

    card = deck(app)[first.check_id]
    assert card.due_at == START + timedelta(days=days)
    clock.forward(days=days, seconds=-1)
    assert card.due_at > clock()


def test_known_cards_come_later_and_later() -> None:
    memory, moment, gaps = begun(1, START), START, []
    for _ in range(5):
        found = after(memory, Rating.Good, moment)
        gaps.append(found.due - moment)
        memory, moment = found.kept, found.due

    assert gaps == sorted(gaps)
    assert gaps[0] <= timedelta(days=4)
    assert gaps[-1] > timedelta(days=90)
    assert after(memory, Rating.Again, moment).due - moment < gaps[-1]


def test_a_second_click_counts_once(app: Flask, learner: Browser) -> None:
    learner.hand_in(stored("synchronous-clicks"))
    learner.open("/review")

    learner.submit("/review/1", rating="3")
    learner.submit("/review/1", rating="1")

    with app.app_context():
        assert db.session.scalars(select(CardAnswer.rating)).all() == [3]


def test_a_card_whose_check_was_earned_retires_and_comes_back_when_missed_again(
    app: Flask, learner: Browser, clock: StillClock
) -> None:
    learner.hand_in(stored("synchronous-clicks"))
    learner.hand_in(stored("strong-cache-aside"), key="second-key-0002")
    assert all(each.retired_at is not None for each in deck(app).values())
    assert "No cards yet" in words_of(learner.open("/review"))
    clock.forward(days=3)

    learner.hand_in(stored("synchronous-clicks"), key="third-key-00003")

    cards = deck(app)
    assert set(cards) == set(open_checks("synchronous-clicks"))
    assert all(each.retired_at is None and each.due_at == clock() for each in cards.values())
    assert "attempt 3" in words_of(learner.open("/review"))


def test_when_nothing_is_due_the_next_day_is_said(learner: Browser) -> None:
    learner.hand_in(stored("synchronous-clicks"))
    learner.open("/review")
    for number in range(1, len(open_checks("synchronous-clicks")) + 1):
        learner.submit(f"/review/{number}", rating="4")

    assert "Nothing is due. The next of your" in words_of(learner.open("/review"))


@pytest.mark.parametrize("rating", ["", "0", "5", "good"])
def test_another_answer_than_the_four_is_refused(learner: Browser, rating: str) -> None:
    learner.hand_in(stored("synchronous-clicks"))
    learner.open("/review")

    assert learner.submit("/review/1", rating=rating).status_code == 422


def test_nobody_answers_the_card_of_somebody_else(app: Flask, learner: Browser) -> None:
    learner.hand_in(stored("synchronous-clicks"))
    other = Browser(app)
    other.open("/review")

    assert other.submit("/review/1", rating="3").status_code == 404
    assert "You had:" not in other.open("/review").text


def test_a_guests_cards_go_with_them_and_none_is_there_twice(app: Flask, learner: Browser) -> None:
    owner = Browser(app)
    owner.sign_up()
    owner.hand_in(stored("synchronous-clicks"), key="account-key-01")
    learner.hand_in(stored("no-cache"))

    learner.sign_in()

    with app.app_context():
        mine = db.session.scalars(
            select(ReviewCard.check_id).where(ReviewCard.person_id == 1).order_by(ReviewCard.id)
        ).all()
    assert sorted(mine) == sorted({*open_checks("synchronous-clicks"), *open_checks("no-cache")})
