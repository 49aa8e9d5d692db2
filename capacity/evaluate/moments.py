"""Times as a least value, a mean and a variance: quick, and enough to know how far a grid must reach."""

from collections.abc import Sequence
from math import log, sqrt
from typing import NamedTuple

from capacity.evaluate.compose import Composer
from capacity.evaluate.queueing import Queue
from capacity.plan import PlannedCall, Station


class Moment(NamedTuple):
    """`scale` is the mean of the slowest exponential part, and `weight` how often it takes part."""

    least: float
    mean: float
    variance: float
    scale: float = 0.0
    weight: float = 0.0

    @property
    def square(self) -> float:
        return self.variance + self.mean * self.mean

    @property
    def tail(self) -> float:
        """Past this the slowest part is met by one in RARE."""
        return self.scale * max(0.0, log(self.weight * RARE)) if self.weight > 0 else 0.0


RARE = 1e5
NOTHING = Moment(0.0, 0.0, 0.0)


def _slower(one: Moment, other: Moment) -> tuple[float, float]:
    if other.scale <= one.scale and other.weight <= one.weight:
        return one.scale, one.weight
    slow = one if one.tail >= other.tail else other
    return slow.scale, slow.weight


class Moments(Composer[Moment]):
    """Exact, but for the longest of several, which is exact for exponential times."""

    def nothing(self) -> Moment:
        return NOTHING

    def fixed(self, time: float) -> Moment:
        return Moment(time, time, 0.0)

    def then(self, one: Moment, other: Moment) -> Moment:
        if other is NOTHING or one is NOTHING:
            return one if other is NOTHING else other
        least, mean, variance = one[0] + other[0], one[1] + other[1], one[2] + other[2]
        return Moment(least, mean, variance, *_slower(one, other))

    def repeat(self, one: Moment, count: float) -> Moment:
        if count == 1:
            return one
        whole = int(count)
        rest = count - whole
        spread = rest * (1 - rest) * one.mean * one.mean
        variance = one.variance * count + spread
        often = one.weight * min(1.0, count)
        return Moment(one.least * whole, one.mean * count, variance, one.scale, often)

    def mix(self, parts: Sequence[tuple[float, Moment]]) -> Moment:
        if len(parts) == 1 and parts[0][0] == 1:
            return parts[0][1]
        mean = sum(share * each.mean for share, each in parts)
        square = sum(share * each.square for share, each in parts)
        least, slowest = min(each.least for _, each in parts), NOTHING
        for share, each in parts:
            rarer = each._replace(weight=each.weight * share)
            slowest = rarer if rarer.tail > slowest.tail else slowest
        variance = max(0.0, square - mean * mean)
        return Moment(least, mean, variance, slowest.scale, slowest.weight)

    def waiting(self, queue: Queue) -> Moment:
        if not queue.chance:
            return NOTHING
        return Moment(0.0, queue.mean, queue.variance, queue.wait or 0.0, queue.chance)

    def work(self, station: Station, *, writes: bool) -> Moment:
        work = station.work(writes=writes)
        least = work if station.variability == 0 else 0.0
        variance = station.variability * work * work
        return Moment(least, work, variance, work * station.variability, 1.0)

    def first_of(self, call: PlannedCall, answers: int, visits: int) -> Moment:
        one = self.served(call)
        later, spread = _order(visits, answers)
        mean = max(one.least, one.mean + sqrt(one.variance) * (later - 1))
        return Moment(one.least, mean, one.variance * spread, one.scale, one.weight)

    def longest(self, calls: Sequence[PlannedCall]) -> Moment:
        each = [self.alike(call) for call in calls]
        slowest = max(each, key=lambda one: one.mean + sqrt(one.variance))
        later, spread = _order(len(calls), len(calls))
        return Moment(
            max(one.least for one in each),
            slowest.mean + sqrt(slowest.variance) * (later - 1),
            slowest.variance * spread,
            *max((one.scale, one.weight) for one in each),
        )


def _order(count: float, answers: float) -> tuple[float, float]:
    """Mean and variance of the time until `answers` of `count` exponentials of mean 1 are done."""
    mean = spread = 0.0
    for late in range(int(answers)):
        left = count - late
        mean += 1 / left
        spread += 1 / (left * left)
    return mean, spread
