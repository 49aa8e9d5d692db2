"""Chance that Python and JavaScript share bit by bit: the same seed draws the same numbers in both.

The uniform numbers are Python's own (Mersenne Twister, 53 bits). `math.log` differs between the two
languages in its last place, so exponential numbers come from a ziggurat (Marsaglia and Tsang, 2000)
whose tables are made of + − × ÷ alone; `capacity/browser/simulate-draws.mjs` says the same.

>>> draws = Draws(1)
>>> [round(draws.uniform(), 3) for _ in range(3)]
[0.134, 0.847, 0.764]
"""

from collections.abc import Callable
from math import sqrt
from random import Random

LAYERS = 256
TAIL = 7.69711747013104972  # where the lowest layer ends: published with the method
AREA = 0.0039496598225815571993  # of each layer
ONE_BELOW = 0.36787944117144233  # e^-1
TERMS = 20  # of the series of e^-x below 1: the next is under 2^-61


class Draws:
    """A stream of chance: `uniform()` in [0, 1), `exponential()` with mean 1."""

    def __init__(self, seed: int) -> None:
        self.uniform: Callable[[], float] = Random(seed).random  # noqa: S311 - a simulation
        self.exponential = _exponential(self.uniform)

    def time(self, mean: float, variability: float) -> float:
        """A service time of this mean and squared coefficient of variation.

        0 is always the same, 1 exponential; below 1 a mixture of two Erlangs, above 1 of two
        exponentials with balanced means (Tijms, 1994): both made of exponential pieces.
        """
        if variability == 1.0:
            return mean * self.exponential()
        if variability == 0.0:
            return mean
        if variability < 1.0:
            return self._of_stages(mean, variability)
        high = (1.0 + sqrt((variability - 1.0) / (variability + 1.0))) / 2.0
        share = high if self.uniform() < high else 1.0 - high
        return mean * self.exponential() / (2.0 * share)

    def _of_stages(self, mean: float, variability: float) -> float:
        stages = int(1.0 / variability)
        if stages * variability < 1.0:
            stages += 1
        inside = stages * (1.0 + variability) - stages * stages * variability
        fewer = (stages * variability - sqrt(max(0.0, inside))) / (1.0 + variability)
        taken = stages - 1 if self.uniform() < fewer else stages
        total = 0.0
        for _ in range(taken):
            total += self.exponential()
        return mean * total / (stages - fewer)

    def count(self, mean: float) -> int:
        """The whole part always, one more as often as the rest says: 2.5 is 2 or 3."""
        whole = int(mean)
        rest = mean - whole
        return whole + 1 if rest > 0.0 and self.uniform() < rest else whole


def fall(x: float) -> float:
    """e^-x for x ≥ 0, made of + − × ÷ alone."""
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
