"""A mistake with a name is named by its factor, and only where it can be meant."""

import pytest

from capacity.slips import SLIPS, Slip, explain, slip


@pytest.mark.parametrize("each", SLIPS, ids=lambda each: f"{each.key} {each.factor:.3g}")
def test_a_slip_is_named(each: Slip) -> None:
    assert slip(each.factor) == each.sentence
    assert slip(each.factor * 1.02) == each.sentence


@pytest.mark.parametrize("ratio", [1.0, 1.2, 0.8, 5.0, 0, -3, float("inf"), float("nan")])
def test_no_slip_is_seen_where_there_is_none(ratio: float) -> None:
    assert slip(ratio) is None


def test_bits_are_confused_only_where_there_is_data() -> None:
    assert explain(8, (), "data").keys == ("bits-for-bytes",)
    assert explain(8, (), "time").keys == ()


def test_what_the_formula_leaves_out_is_likelier_than_a_unit() -> None:
    copies = Slip("left-out", 1 / 8, "8 copies were left out")

    assert explain(1 / 8, [copies], "data").sentence == "8 copies were left out"


@pytest.mark.parametrize(
    ("factor", "about", "key"),
    [(1024**3 / 1000**3, "data", "ki-for-k"), (31 / 30, "time", "long-month"), (365 / 360, "time", "long-year")],
)  # fmt: skip
def test_factors_near_one_are_told_apart_where_numbers_are_fine(
    factor: float, about: str, key: str
) -> None:
    assert explain(factor, (), about, fine=True).keys == (key,)
    assert explain(factor, (), about).keys == ()


def test_two_slips_are_named_only_where_just_one_pair_fits() -> None:
    peak = Slip("left-out", 1 / 5, "the peak factor (5) was left out")

    assert explain(86_400 / 5, [peak], "time").keys == ("left-out", "day-for-second")
    assert explain(7.3, [peak], "time").keys == ()


def test_two_billion_a_day_taken_for_over_a_million_a_second() -> None:
    assert "a minute was taken for a second" in explain(1.2e6 / (2e9 / 86_400), (), "time").sentence
