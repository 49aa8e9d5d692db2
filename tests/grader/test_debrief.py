"""A debrief tells what was noticed when: what was won, what a question could not bring, what was silent."""

from functools import cache

import pytest

from grader import bank
from grader.interview.candidates import candidates_of, read_candidate
from grader.interview.debrief import Debrief, debrief
from grader.interview.log import Log, Move
from grader.interview.simulate import simulate, verdict
from grader.report import Report

EXERCISE = bank.exercise("url-shortener")
CANDIDATES = [*candidates_of("url-shortener")]


@cache
def debriefed(name: str) -> tuple[Log, Report, Debrief]:
    setting, log = simulate(EXERCISE, read_candidate(candidates_of("url-shortener")[name]))
    report = verdict(EXERCISE, setting, log)
    return log, report, debrief(EXERCISE, setting, log, report)


@pytest.mark.parametrize("name", CANDIDATES)
def test_three_moments_decided_each_within_the_interview(name: str) -> None:
    log, _report, found = debriefed(name)

    assert len(found.moments) == 3
    assert [each.at for each in found.moments] == sorted(each.at for each in found.moments)
    assert all(0 <= each.at <= log[-1].at and each.points for each in found.moments)


def test_question_that_stayed_open_is_a_moment_that_cost_points() -> None:
    log, report, found = debriefed("rambling")

    lost = [each for each in found.moments if each.points < 0]

    assert lost
    asked = {each.text for each in log if isinstance(each, Move)}
    assert any(text in each.text for each in lost for text in asked)
    assert report.level == "junior"


def test_next_level_is_said_with_the_question_that_showed_the_gap() -> None:
    _log, report, found = debriefed("silent")

    assert report.level == "junior"
    assert found.next_level == "senior"
    assert found.beyond
    assert all(each.would and each.book for each in found.beyond)
    assert any(each.asked for each in found.beyond)


def test_who_reached_the_top_has_no_level_beyond() -> None:
    _log, _report, found = debriefed("strong")

    assert found.next_level is None
    assert found.beyond == ()


def test_silences_words_and_what_was_earned_stand_in_one_timeline() -> None:
    _log, _report, found = debriefed("silent")

    kinds = {each.kind for each in found.timeline}

    assert kinds == {"asked", "wrote", "earned", "silent"}
    assert found.counts["words"] == 0
    assert all(each.rule and each.because for each in found.timeline if each.kind == "asked")


def test_what_was_earned_adds_up_to_what_the_checks_came_to() -> None:
    _log, report, found = debriefed("thinking-aloud")

    earned = sum(each.points for each in found.timeline if each.kind == "earned")
    before_provenance = sum(each.points / each.times for each in report.checks)

    assert earned == pytest.approx(before_provenance, abs=0.2)


def test_questions_that_decide_the_design_are_named_asked_or_not() -> None:
    _log, _report, asked = debriefed("strong")
    _log, _report, silent = debriefed("silent")

    assert "how large the store and the codes have to be" in asked.asked_facts
    assert silent.asked_facts == ()
    assert "how large the store and the codes have to be" in silent.missed_facts


def test_cards_are_made_of_what_was_missed() -> None:
    _log, report, found = debriefed("hint-hungry")

    short = [each for each in report.checks if each.verdict in ("partly", "missed")]

    assert len(found.cards) == len(short)
    assert all(each.front.endswith(("?", ".")) and each.back for each in found.cards)
