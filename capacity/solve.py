"""Solving for one input where no closed form is short: brackets on a grid, then halves the bracket.

`browser/solve.mjs` does the same steps, so that a page and Python find the same number.
"""

import math
from collections.abc import Callable, Iterator

GRID = 240  # points that are tried over the whole range
_HALVINGS = 200
_SECTIONS = 44  # of a cell, down to the half of the digits at which a turn is as good as flat
_GOLDEN = (math.sqrt(5) - 1) / 2

Function = Callable[[float], float | None]
Point = tuple[float, float]


class NoSolutionError(ValueError):
    """No value of the input gives the result, with a sentence for a person."""


def solve(  # noqa: PLR0913 - where to look and how
    function: Function,
    low: float,
    high: float,
    *,
    log: bool,
    whole: bool,
    close: float = 0.0,
) -> float | None:
    """Where `function` is zero between `low` and `high`; None where it is nowhere.

    `function` gives None outside of its domain. `log` lays the grid by ratios. For a `whole` input,
    the answer is the first whole number at which the sign has changed. Where the function turns
    back before it has changed its sign, the turn is looked at closely: two roots may lie in one
    cell, or one at which it only touches zero, to within `close`.
    """
    trail: list[Point] = []
    for x, value in _path(function, _grid(low, high, log=log, whole=whole), whole=whole):
        if value is None:
            found = _dip(function, trail, None, close, whole=whole)
            trail = []
        elif value == 0:
            return x
        elif trail and _between(trail[-1][1], value):
            return _crossing(function, trail[-1][0], x, whole=whole)
        else:
            found = _dip(function, trail, (x, value), close, whole=whole)
            trail = [*trail[-1:], (x, value)]
        if found is not None:
            return found
    return _dip(function, trail, None, close, whole=whole)


def _path(
    function: Function, points: list[float], *, whole: bool
) -> Iterator[tuple[float, float | None]]:
    """The points with their values, and between inside and outside the last point inside."""
    inside: float | None = None
    outside: float | None = None
    for x in points:
        value = function(x)
        here, there = (inside, x) if value is None else (x, outside)
        if here is not None and there is not None and (value is None or inside is None):
            edge = _edge(function, here, there, whole=whole)
            yield edge, function(edge)
        yield x, value
        inside, outside = (None, x) if value is None else (x, None)


def _dip(
    function: Function, trail: list[Point], last: Point | None, close: float, *, whole: bool
) -> float | None:
    """The root where the trail comes nearer to zero and turns back, if it gets there in between."""
    if not trail or (last is None and len(trail) == 1):
        return None
    around = [*trail, last] if last else trail
    nearest = abs(trail[-1][1])
    above = [abs(value) - nearest for _, value in around]
    if min(above) < 0 or nearest > sum(above):  # a parabola would dip by an eighth of that at most
        return None
    start = around[0]
    turn = _turn(function, start[0], around[-1][0], below=start[1] < 0, whole=whole)
    if turn is None:
        return None
    x, value = turn
    if value == 0 or not _between(value, start[1]):
        return x if abs(value) <= close else None
    return _crossing(function, start[0], x, whole=whole)


def _turn(
    function: Function,
    low: float,
    high: float,
    *,
    below: bool,
    whole: bool,
) -> Point | None:
    """Where the function is nearest to zero by golden section; the first point past it, if any is."""
    best: Point | None = None
    for _ in range(_SECTIONS):
        step = (high - low) * _GOLDEN
        one, two = high - step, low + step
        if whole:
            one, two = float(math.floor(one)), float(math.ceil(two))
        tried = [(x, value) for x in (one, two) if (value := function(x)) is not None]
        for x, value in tried:
            if value == 0 or (value < 0) != below:
                return x, value
            if best is None or abs(value) < abs(best[1]):
                best = x, value
        if len(tried) < 2 or one >= two or (whole and high - low <= 3):
            break
        low, high = (low, two) if abs(tried[0][1]) < abs(tried[1][1]) else (one, high)
    return best


def _grid(low: float, high: float, *, log: bool, whole: bool) -> list[float]:
    made: list[float] = []
    for step in range(GRID + 1):
        at = step / GRID
        x = low * (high / low) ** at if log else low + (high - low) * at
        x = float(math.floor(x + 0.5)) if whole else x
        if not made or x > made[-1]:
            made.append(x)
    return made


def _crossing(function: Function, low: float, high: float, *, whole: bool) -> float:
    return (_first_whole if whole else _halve)(function, low, high)


def _between(one: float, other: float) -> bool:
    return (one < 0) != (other < 0)


def _edge(function: Function, inside: float, outside: float, *, whole: bool) -> float:
    """The last point inside the domain, on the way to one that is outside."""
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        middle = float(math.floor(middle)) if whole else middle
        if middle in (inside, outside):
            break
        if function(middle) is None:
            outside = middle
        else:
            inside = middle
    return inside


def _halve(function: Function, low: float, high: float) -> float:
    below = (function(low) or 0.0) < 0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if ((function(middle) or 0.0) < 0) == below:
            low = middle
        else:
            high = middle
    return high


def _first_whole(function: Function, low: float, high: float) -> float:
    below = (function(low) or 0.0) < 0
    while high - low > 1:
        middle = float((low + high) // 2)
        if ((function(middle) or 0.0) < 0) == below:
            low = middle
        else:
            high = middle
    return high
