"""Quick fire asks numbers with other givens than the brief's, and judges each as the rubric would."""

import pytest

from grader import bank
from grader.answer import Answer
from grader.interview.choose import next_move
from grader.interview.formats import Setting
from grader.interview.hearing import said
from grader.interview.log import Log, Move
from grader.interview.quick_fire import report, rounds, verdict_on
from grader.numbers import in_words
from grader.reference import from_brief
from grader.submission import Submission

EXERCISE = bank.exercise("url-shortener")
SETTING = Setting(exercise="url-shortener", format="quick-fire", level="senior", seed=3)


def right_answer(number: int) -> str:
    """The number of a round, as its own givens make it."""
    this = rounds(EXERCISE, SETTING.seed)[number]
    changed = EXERCISE.model_copy(update={"contract": this.contract})
    submission = Submission(changed, EXERCISE.lexicon, EXERCISE.rubric.signs, Answer())
    middle = from_brief(submission, this.estimate).middle
    return in_words(middle, submission.unit_of(this.estimate))


def fired(answers: list[str]) -> Log:
    log = next_move(EXERCISE, SETTING, (), 0)
    for number, answer in enumerate(answers, 1):
        log = said(EXERCISE, SETTING, log, 20.0 * number, answer)
        log = next_move(EXERCISE, SETTING, log, 20.0 * number)
    return log


def test_right_numbers_earn_everything_and_end_it() -> None:
    log = fired([right_answer(number) for number in range(6)])

    made = report(EXERCISE, SETTING, log)

    assert made.score == 100
    assert made.headline == "6 of 6 numbers were right."
    assert isinstance(log[-1], Move)
    assert log[-1].rule == "end"


def test_answer_from_memory_is_wrong_where_a_given_changed() -> None:
    this = next(each for each in rounds(EXERCISE, 3) if each.check == "write-rate")

    verdict = verdict_on(EXERCISE, this, "38.6/s because 100M links / 2.592M s")

    assert "100M links/month" not in this.question
    assert verdict.share < 1
    assert "times too large" in verdict.because or "times too small" in verdict.because


@pytest.mark.parametrize("slug", [e.slug for e in bank.exercises() if e.interview is not None])
@pytest.mark.parametrize("seed", range(5))
def test_each_round_changes_a_given_that_its_number_follows_from(slug: str, seed: int) -> None:
    exercise = bank.exercise(slug)

    found = rounds(exercise, seed)

    assert len(found) == 6
    for each in found:
        changed = [
            now
            for was, now in zip(exercise.contract.givens, each.contract.givens, strict=True)
            if was != now
        ]
        assert len(changed) == 1
        assert changed[0].value in each.question


def test_what_is_not_reached_earns_nothing() -> None:
    log = fired([right_answer(0)])
    log = next_move(EXERCISE, SETTING, log, SETTING.seconds)

    made = report(EXERCISE, SETTING, log)

    assert made.score == pytest.approx(16.7)
    assert made.checks[1].because == "It was not reached, or not answered."


def test_same_seed_asks_the_same_and_another_seed_something_else() -> None:
    assert rounds(EXERCISE, 3) == rounds(EXERCISE, 3)
    assert [e.question for e in rounds(EXERCISE, 3)] != [e.question for e in rounds(EXERCISE, 4)]
