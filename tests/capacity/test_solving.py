"""Every formula turned round for every input: what is found gives the result back, in the page too."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capacity.described import Described
from capacity.formulary import FORMULAS
from capacity.solve import NoSolutionError, solve
from tests.capacity.in_node import asked
from tests.capacity.points import inside

CLOSE = 1e-9
ALL = tuple(FORMULAS.values())
PAIRS = [(one, each.name) for one in ALL for each in one.inputs]
SEARCHED = [(one, name) for one, name in PAIRS if name not in one.inverses]

_SOLVED = """
const answer = given.map(([name, input, points, results]) => points.map((point, place) => {
  try { return solveFor(FORMULAS[name], input, results[place], point); } catch (error) {
    if (error.constructor.name !== 'NoSolution') throw error;
    return null;
  }
}));
"""


def _solved(one: Described, name: str, result: float, point: dict[str, float]) -> float | None:
    try:
        return one.solve(name, result, point)
    except NoSolutionError:
        return None


def _gives_back(one: Described, name: str, found: float, point: dict[str, float]) -> bool:
    """Whether the result is had again; for a whole number, whether it is the first to reach it."""
    target = one.smooth(**point)
    there = one.smooth(**{**point, name: found})
    if math.isclose(there, target, rel_tol=CLOSE, abs_tol=1e-300):
        return True
    before = {**point, name: found - 1}
    if not one.input(name).whole or one.outside(before):
        return False
    return (one.smooth(**before) - target) * (there - target) <= 0


@pytest.mark.parametrize(("one", "name"), PAIRS, ids=lambda each: getattr(each, "name", each))
def test_what_is_found_gives_the_result(one: Described, name: str) -> None:
    for point in inside(one, 12, seed=name):
        result = one.smooth(**point)
        found = _solved(one, name, result, point)
        assert found is not None, point
        assert _gives_back(one, name, found, point), (point, result, found)


def test_the_page_finds_what_python_finds(node: str) -> None:
    given_points: list[list[Any]] = []
    for one, name in SEARCHED:
        points = inside(one, 5, seed=f"page {name}")
        given_points.append([one.name, name, points, [one.smooth(**point) for point in points]])

    answers = asked(
        node,
        {"formulas.mjs": "FORMULAS", "described.mjs": "solveFor"},
        _SOLVED,
        given_points,
    )

    for (one, name), (_, _, points, results), found in zip(
        SEARCHED, given_points, answers, strict=True
    ):
        for point, result, theirs in zip(points, results, found, strict=True):
            ours = _solved(one, name, result, point)
            if ours is None or theirs is None:
                assert ours is theirs, (one.name, name, point)
                continue
            # An input that hardly moves the result is only known as well as the result is.
            weight = min(1.0, abs(one.elasticities(point)[name]))
            assert abs(ours - theirs) * weight <= 1e-12 * abs(ours), (one.name, name, point)


@given(st.floats(0.01, 100), st.floats(0.1, 3), st.sampled_from([1, -1]))
@settings(max_examples=60)
def test_a_root_between_the_ends_is_found(root: float, bend: float, sign: int) -> None:
    found = solve(lambda x: sign * ((x / root) ** bend - 1), 1e-4, 1e4, log=True, whole=False)  # fmt: skip

    assert found == pytest.approx(root, rel=1e-12)


@given(st.floats(1, 90), st.floats(1e-7, 0.3), st.sampled_from([1, -1]))
@settings(max_examples=60)
def test_two_roots_closer_than_the_grid_are_found(middle: float, apart: float, sign: int) -> None:
    found = solve(lambda x: sign * ((x - middle) ** 2 - apart**2), 0.5, 100, log=False, whole=False)

    assert found is not None
    assert abs(found - middle) == pytest.approx(apart, rel=1e-6)


@given(st.floats(1, 90))
@settings(max_examples=30)
def test_a_turn_that_only_touches_zero_is_found(middle: float) -> None:
    found = solve(lambda x: 1e-13 + (x - middle) ** 2, 0.5, 100, log=False, whole=False, close=2e-13)  # fmt: skip

    assert found == pytest.approx(middle, abs=1e-6)


def test_a_turn_that_stays_away_from_zero_is_no_root() -> None:
    assert solve(lambda x: 1e-3 + (x - 7.1) ** 2, 0.5, 100, log=False, whole=False) is None


def test_a_root_beyond_a_gap_in_the_domain_is_found() -> None:
    found = solve(lambda x: None if x <= 3 else 1 / (x - 3) - 2, 0.1, 100, log=False, whole=False)

    assert found == pytest.approx(3.5)


def test_where_nothing_fits_a_sentence_says_so() -> None:
    with pytest.raises(NoSolutionError, match="Change one of them"):
        FORMULAS["amdahl_speedup"].solve("workers", 1000, {"parallel": 0.95})
