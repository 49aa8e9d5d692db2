"""Whatever stands in a working, its number gets a verdict; corrected lines are true by our own reckoning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capacity.equation import read_line
from capacity.equation.holds import findings
from grader import bank
from grader.reading import look_over, read_answer
from grader.rules.estimate_units import EstimateUnits
from grader.rules.estimate_within import EstimateWithin
from grader.submission import Submission
from grader.working import corrected

EXERCISE = bank.exercise("url-shortener")
NAMES = sorted(set(EXERCISE.rubric.signs.numbers) - {"links_kept"})
VALUES = ["38.6/s", "3.86M/s", "3 TB", "1e60 B", "0/s", "1e-60/s", "5m", "2-3 TB", "1e300/s"]
PIECES = [
    "100M", "links", "/month", " × ", " * ", "/", "2.592M s", " = ", "≈", "(", ")", "9e60", "^", "62", "7", "0",
    "-5", "%", "500 B", "6B", "read_rate", "new links", " per ", " times ", "$", "; ", ". ", "ln(", " nines", "m",
]  # fmt: skip
ESTIMATE = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "value": st.sampled_from(VALUES),
        "working": st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    }
)


def submitted(estimates: list[dict]) -> Submission:
    answer = read_answer({"estimates": estimates})
    return Submission(EXERCISE, EXERCISE.lexicon, EXERCISE.rubric.signs, answer)


@given(st.lists(ESTIMATE, max_size=5))
def test_any_working_leaves_a_verdict_with_a_sentence(estimates: list[dict]) -> None:
    submission = submitted(estimates)

    for name in NAMES:
        verdict = EstimateWithin(name=name).check(submission)
        assert verdict.because.endswith((".", "”"))
        assert (verdict.word in ("partly", "missed")) == bool(verdict.would_earn)
    assert EstimateUnits().check(submission).because
    assert look_over({"estimates": estimates}, EXERCISE) is not None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("own", [[], [{"name": "write_rate", "value": "38.6/s"}, {"name": "read_rate", "value": "39M/s"}]])  # fmt: skip
def test_a_corrected_line_is_true_and_begins_at_numbers_that_are(name: str, own: list) -> None:
    line = corrected(submitted(own), name)

    assert findings(read_line(line)) == ()
    assert "39M/s" not in line


def test_nothing_is_right_from_an_own_number_of_zero() -> None:
    zeroes = [{"name": "write_rate", "value": "0/s"}, {"name": "read_rate", "value": "0/s"}]

    assert EstimateWithin(name="read_rate").check(submitted(zeroes)).word == "missed"
