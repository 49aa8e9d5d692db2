"""JavaScript says what Python says: results, roundings, parts, conditions and inverses, within 1e-12."""

import math

from capacity.described import Described
from capacity.formulary import FORMULAS
from tests.capacity.in_node import asked
from tests.capacity.points import inside

POINTS = 350  # for each formula, at which all that it has is compared
WITHIN = 1e-12
ALL = tuple(FORMULAS.values())

_COMPUTED = """
const answer = given.map(({ name, points, results }) => {
  const one = FORMULAS[name];
  return points.map((point, place) => [
    one.compute(point),
    (one.smooth ?? one.compute)(point),
    ...(one.parts ?? []).map((part) => part.value(point)),
    ...(one.conditions ?? []).map(({ holds }) => Number(holds(point))),
    ...Object.keys(one.inverses).map((input) => one.inverses[input]({ ...point, result: results[place] })),
  ]);
});
"""


def _said(one: Described, point: dict[str, float], result: float) -> list[float]:
    """What Python makes of a point, in the order in which the script does."""
    parts = [each.compute(**point) for each in one.parts]
    holds = [float(each.holds(**point)) for each in one.conditions]
    back = [_inverse(one, name, point, result) for name in one.inverses]
    return [one.compute(**point), one.smooth(**point), *parts, *holds, *back]


def _inverse(one: Described, wanted: str, point: dict[str, float], result: float) -> float:
    """Not a number where the result says nothing about the input: a hit ratio of 1 fits any rate."""
    others = {name: point[name] for name in point if name != wanted}
    try:
        return one.inverses[wanted](result=result, **others)
    except (ValueError, ArithmeticError):
        return math.nan


def apart(one: float, other: float) -> float:
    """The relative difference; 0 where both are no number."""
    if one == other or (not math.isfinite(one) and not math.isfinite(other)):
        return 0.0
    return abs(one - other) / max(abs(one), abs(other))


def test_javascript_agrees_with_python(node: str) -> None:
    points = {one.name: inside(one, POINTS) for one in ALL}
    results = {one.name: [one.smooth(**point) for point in points[one.name]] for one in ALL}
    given = [{"name": name, "points": points[name], "results": results[name]} for name in FORMULAS]

    answers = asked(node, {"formulas.mjs": "FORMULAS"}, _COMPUTED, given)

    worst: tuple[float, object] = (0.0, None)
    compared = 0
    for one, theirs in zip(ALL, answers, strict=True):
        for point, result, there in zip(points[one.name], results[one.name], theirs, strict=True):
            here = _said(one, point, result)
            off = max(apart(*pair) for pair in zip(here, there, strict=True))
            worst = max(worst, (off, (one.name, point, here, there)), key=lambda each: each[0])
            compared += len(here)
    assert compared > 100_000
    assert worst[0] <= WITHIN, worst
