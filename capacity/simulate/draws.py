"""Chance that Python and JavaScript share bit by bit: the same seed draws the same numbers in both.

The uniform numbers are Python's own (Mersenne Twister, 53 bits). `math.log` differs between the two
languages in its last place, so exponential numbers come from a ziggurat (Marsaglia and Tsang, 2000)
whose tables are made of + − × ÷ alone; `capacity/browser/simulate-draws.mjs` says the same.

>>> draws = Draws(1)
>>> [round(draws.uniform(), 3) for _ in range(3)]
[0.134, 0.847, 0.764]
"""

from collections.abc import Callable
from random import Random

LAYERS = 256
TAIL = 7.69711747013104972  # where the lowest layer ends: published with the method
AREA = 0.0039496598225815571993  # of each layer
ONE_BELOW = 0.36787944117144233  # e^-1
STEADY = 0.0025  # a squared coefficient of variation below which times count as equal
NEAR = 1e-9  # a shape this close to a whole number is that number
NOTHING_LEFT = 745.0  # e^-x is 0 from here on
TERMS = 20  # of the series of e^-x below 1: the next is under 2^-61


class Draws:
    """A stream of chance: `uniform()` in [0, 1), `exponential()` with mean 1."""

    def __init__(self, seed: int) -> None:
        self.uniform: Callable[[], float] = Random(seed).random  # noqa: S311 - a simulation
        self.exponential = _exponential(self.uniform)

    def time(self, mean: float, variability: float) -> float:
        """A service time of this mean and squared coefficient of variation: a gamma.

        1 is exponential, 0 always the same; so is all below 1/400, where it varies by less than 5 %.
        """
        if variability == 1.0:
            return mean * self.exponential()
        if variability < STEADY:
            return mean
        shape = 1.0 / variability
        whole = int(shape)
        total = 0.0
        for _ in range(whole):
            total += self.exponential()
        rest = shape - whole
        if rest > NEAR:
            total += self._below_one(rest)
        return mean * variability * total

    def _below_one(self, shape: float) -> float:
        """A gamma of shape below 1, by Jöhnk's method (1964)."""
        while True:
            one = fall(self.exponential() / shape)
            other = fall(self.exponential() / (1.0 - shape))
            both = one + other
            if 0.0 < both <= 1.0:
                return self.exponential() * one / both

    def count(self, mean: float) -> int:
        """The whole part always, one more as often as the rest says: 2.5 is 2 or 3."""
        whole = int(mean)
        rest = mean - whole
        return whole + 1 if rest > 0.0 and self.uniform() < rest else whole


def fall(x: float) -> float:
    """e^-x for x ≥ 0, made of + − × ÷ alone."""
    if x > NOTHING_LEFT:
        return 0.0
    whole = int(x)
    rest = x - whole
    total = 1.0
    for term in range(TERMS, 0, -1):
        total = 1.0 - rest * total / term
    for _ in range(whole):
        total *= ONE_BELOW
    return total


def _tables() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The right edge of each layer, and the height of the curve there."""
    edges = [AREA / fall(TAIL), TAIL]
    while len(edges) < LAYERS:
        height = AREA / edges[-1] + fall(edges[-1])
        x = edges[-1]
        for _ in range(12):  # Newton's steps towards e^-x = height
            x += 1.0 - height / fall(x)
        edges.append(x)
    edges.append(0.0)
    return tuple(edges), tuple(fall(edge) for edge in edges)


EDGES, HEIGHTS = _tables()


def _exponential(uniform: Callable[[], float]) -> Callable[[], float]:
    edges, heights = EDGES, HEIGHTS

    def exponential() -> float:
        past = 0.0
        while True:
            place = uniform() * 256.0
            layer = int(place)
            x = (place - layer) * edges[layer]
            if x < edges[layer + 1]:
                return past + x
            if layer == 0:
                past += TAIL  # the tail of an exponential is an exponential again
            elif heights[layer] + uniform() * (heights[layer + 1] - heights[layer]) < fall(x):
                return past + x

    return exponential
