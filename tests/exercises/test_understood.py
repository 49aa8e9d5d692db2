"""Answers that nobody here has seen are graded fairly: what is said in other words earns, what only looks alike does not."""

import pytest

from tests.exercises.understood import HALVES, Half, Phrasing, phrasings, understood

# A few points below what was reached; a change that falls below them has made the grader narrower or more gullible.
FLOORS = {"url-shortener": {"earns": 0.88, "does not": 0.94}}
LEAST_OF_A_CHECK = 0.5  # of the ways to earn it, over both halves


@pytest.fixture(scope="module", params=FLOORS)
def cases(request: pytest.FixtureRequest) -> list[Phrasing]:
    return phrasings(request.param)


@pytest.mark.parametrize("half", HALVES)
def test_what_is_said_in_other_words_earns(cases: list[Phrasing], half: Half) -> None:
    floor = FLOORS[cases[0].exercise]["earns"]

    assert understood(cases, earns=True, half=half) >= floor


@pytest.mark.parametrize("half", HALVES)
def test_near_miss_does_not_earn(cases: list[Phrasing], half: Half) -> None:
    floor = FLOORS[cases[0].exercise]["does not"]

    assert understood(cases, earns=False, half=half) >= floor


def test_no_check_is_deaf(cases: list[Phrasing]) -> None:
    """Where an average hides one check that understands nobody, that check is named."""
    deaf = [
        check
        for check in dict.fromkeys(each.check for each in cases)
        for ways in [[each.is_understood for each in cases if each.check == check and each.earns]]
        if sum(ways) < LEAST_OF_A_CHECK * len(ways)
    ]

    assert deaf == []
