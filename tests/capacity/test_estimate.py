"""Inputs, arithmetic and conclusion of an estimate are judged apart, and a formula names its own mistakes."""

import pytest

from capacity.equation import read_line, read_working
from capacity.estimate import as_value, came_to, judge_arithmetic, judge_inputs, known_as, slips_of
from capacity.formulary import FORMULAS
from capacity.reading import read
from capacity.slips import explain

LINKS = known_as("“New links: 100M links/month”", read("100M links/month"))
RATIO = known_as("“Reads for each: 100”", read("100"))
VALUES = {
    "peak_rate": {"average": 3860.0, "peak_factor": 5.0},
    "stored_bytes": {"write_rate": 38.6, "size": 500.0, "retention": 5.0, "copies": 3.0},
    "origin_load": {"rate": 3860.0, "hit_ratio": 0.9},
}


@pytest.mark.parametrize(
    ("formula", "name", "off", "key"),
    [
        ("peak_rate", "peak_factor", 1 / 5, "left-out"),
        ("peak_rate", "peak_factor", 5, "twice"),
        ("peak_rate", "peak_factor", 1 / 25, "inverted"),
        ("stored_bytes", "copies", 1 / 3, "left-out"),
        ("stored_bytes", "copies", 3, "twice"),
        ("stored_bytes", "retention", 1 / 60, "one-month"),
        ("origin_load", "hit_ratio", 9, "rest-for-share"),
    ],
)
def test_a_formula_names_the_mistakes_it_makes_possible(
    formula: str, name: str, off: float, key: str
) -> None:
    own = slips_of(FORMULAS[formula], VALUES[formula], {name: f"“{name}”"})

    found = explain(off, own)

    assert found.keys == (key,)
    assert f"“{name}”" in found.sentence


def test_an_input_that_the_brief_gives_otherwise_is_quoted_with_both() -> None:
    judged = judge_inputs(read_line("200M links / 2.592M s"), [LINKS])

    assert judged.word == "wrong"
    assert judged.plausible
    assert judged.sentence == (
        "You reckon with 200M links, where the brief has “New links: 100M links/month”."
    )
    assert judged.places == ((0, 10),)


@pytest.mark.parametrize(
    "line", ["100M links / 30 / 86400", "100M / 2.6M s", "100M links/month × 1", "38.6/s × 100"]
)
def test_inputs_of_the_brief_are_right_in_whatever_unit(line: str) -> None:
    assert judge_inputs(read_line(line), [LINKS, RATIO]).word == "right"


def test_a_text_without_a_sum_is_not_judged() -> None:
    equations = read_working("as the brief says, about 100M a month")

    assert judge_inputs(equations, [LINKS]).word == "unsaid"
    assert judge_arithmetic(equations, as_value(read("38.6/s")), "38.6/s").word == "unsaid"


@pytest.mark.parametrize(
    ("line", "given", "word"),
    [
        ("38.6/s × 100", "3.86k/s", "right"),
        ("38.6 × 100", "3,860 reads/s", "right"),
        ("38.6/s × 100", "4k/s", "right"),
        ("38.6/s × 100", "5k/s", "wrong"),
        ("3,858 × 500 B × 8", "15.4 Mbit/s", "right"),
        ("6B × 500 B", "3 TB", "right"),
        ("6B × 500 B", "3 GB", "wrong"),
        ("38.6/s × 100 = 4.9k/s", "4.9k/s", "wrong"),
    ],
)
def test_arithmetic_is_right_within_the_rounding_of_a_person(
    line: str, given: str, word: str
) -> None:
    judged = judge_arithmetic(read_line(line), as_value(read(given)), given)

    assert judged.word == word
    assert bool(judged.sentence) == (word == "wrong")


def test_a_working_may_lead_where_its_result_does_not() -> None:
    found = came_to(read_line("38.6/s × 100"), as_value(read("38.6k/s")))

    assert found is not None
    assert found.size == pytest.approx(3860)
