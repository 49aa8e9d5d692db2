"""Requirements are understood in words that nobody had in mind when the lexicon was written."""

from pathlib import Path

import pytest

from capacity import yaml_door
from grader import bank
from grader.reading import read_answer
from grader.rules.requirement_stated import RequirementStated
from grader.submission import Submission
from grader.verdict import Verdict

TABLE = yaml_door.load_file(Path(__file__).with_name("phrasings.yaml"))
RULE = RequirementStated(wanted=("create", "redirect"))


def verdict_on(functional: str) -> Verdict:
    exercise = bank.exercise("url-shortener")
    answer = read_answer({"functional": functional})
    return RULE.check(Submission(exercise, exercise.lexicon, exercise.rubric.signs, answer))


@pytest.mark.parametrize("functional", TABLE["earn"])
def test_requirement_earns_in_other_words(functional: str) -> None:
    verdict = verdict_on(functional)

    assert verdict.word == "met", verdict.because


@pytest.mark.parametrize("functional", TABLE["do_not"])
def test_line_that_states_no_requirement_does_not(functional: str) -> None:
    assert verdict_on(functional).word != "met"
