"""Solving for one input where no closed form is short: brackets on a grid, then halves the bracket.

`browser/solve.mjs` does the same steps, so that a page and Python find the same number.
"""

import math
from collections.abc import Callable

GRID = 240  # points that are tried over the whole range
_HALVINGS = 200


class NoSolutionError(ValueError):
    """No value of the input gives the result, with a sentence for a person."""


def solve(
    function: Callable[[float], float | None], low: float, high: float, *, log: bool, whole: bool
) -> float | None:
    """Where `function` is zero between `low` and `high`; None where it is nowhere.

    `function` gives None outside of its domain. `log` lays the grid by ratios. For a `whole` input,
    the answer is the first whole number at which the sign has changed.
    """
    points = _grid(low, high, log=log, whole=whole)
    before: tuple[float, float] | None = None
    outside: float | None = None
    for x in points:
        value = function(x)
        if value is None:
            if before is not None and not whole:
                edge = _edge(function, before[0], x)
                at_edge = function(edge)
                if at_edge is not None and _between(before[1], at_edge):
                    return _halve(function, before[0], edge)
            before, outside = None, x
            continue
        if value == 0:
            return x
        if before is None and outside is not None and not whole:
            edge = _edge(function, x, outside)
            at_edge = function(edge)
            if at_edge is not None and _between(at_edge, value):
                return _halve(function, edge, x)
        if before is not None and _between(before[1], value):
            return _first_whole(function, before[0], x) if whole else _halve(function, before[0], x)
        before = (x, value)
    return None


def _grid(low: float, high: float, *, log: bool, whole: bool) -> list[float]:
    made: list[float] = []
    for step in range(GRID + 1):
        at = step / GRID
        x = low * (high / low) ** at if log else low + (high - low) * at
        x = float(math.floor(x + 0.5)) if whole else x
        if not made or x > made[-1]:
            made.append(x)
    return made


def _between(one: float, other: float) -> bool:
    return (one < 0) != (other < 0)


def _edge(function: Callable[[float], float | None], inside: float, outside: float) -> float:
    """The last point inside the domain, on the way to one that is outside."""
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        if middle in (inside, outside):
            break
        if function(middle) is None:
            outside = middle
        else:
            inside = middle
    return inside


def _halve(function: Callable[[float], float | None], low: float, high: float) -> float:
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


def _first_whole(function: Callable[[float], float | None], low: float, high: float) -> float:
    below = (function(low) or 0.0) < 0
    while high - low > 1:
        middle = float((low + high) // 2)
        if ((function(middle) or 0.0) < 0) == below:
            low = middle
        else:
            high = middle
    return high
