"""Counting in a memory that does not grow with the requests.

A latency falls into a bin by its exponent and the first eight bits behind it, so that a bin is at
most 1/256 wide, and a percentile is off by 0.4 % at most. Tallies add up: the tally
of an hour is the sum of those of its minutes.

>>> tally = Bins()
>>> for ms in range(1, 1001):
...     tally.add(ms / 1000)
>>> round(tally.percentile(0.99), 2), round(tally.mean, 4)
(0.99, 0.5005)
"""

from collections.abc import Iterable
from math import frexp, ldexp

PARTS = 256  # bins of one doubling
PRECISION = 1 / PARTS  # a value read from a bin is off by this share at most


class Bins:
    """How many values fell into each bin, and their sum."""

    __slots__ = ("bins", "count", "total")

    def __init__(self) -> None:
        self.bins: dict[int, int] = {}
        self.count = 0
        self.total = 0.0

    def add(self, value: float) -> None:
        if value <= 0.0:
            place = -(2**20)
        else:
            part, exponent = frexp(value)
            place = exponent * PARTS + int(part * 512.0) - PARTS
        bins = self.bins
        bins[place] = bins.get(place, 0) + 1
        self.count += 1
        self.total += value

    @classmethod
    def sum(cls, each: Iterable["Bins"]) -> "Bins":
        """All of them as one."""
        whole = cls()
        for one in each:
            for place, count in one.bins.items():
                whole.bins[place] = whole.bins.get(place, 0) + count
            whole.count += one.count
            whole.total += one.total
        return whole

    @property
    def mean(self) -> float:
        return self.total / self.count if self.count else 0.0

    def percentile(self, share: float) -> float:
        """The value that this share lies at or below; within a bin they are spread evenly."""
        wanted = share * self.count
        below = 0
        for place in sorted(self.bins):
            here = self.bins[place]
            if below + here >= wanted and here:
                if place == -(2**20):
                    return 0.0
                exponent, part = divmod(place, PARTS)
                return ldexp((PARTS + part + (wanted - below) / here) / 512.0, exponent)
            below += here
        return 0.0


class Slot:
    """What happened to one operation in one stretch of time."""

    __slots__ = ("answered", "arrived", "attempts", "latency", "lost")

    def __init__(self) -> None:
        self.arrived = 0
        self.attempts = 0  # of the client: first ones and retries
        self.answered = 0
        self.lost: dict[str, int] = {}  # requests that failed, by cause
        self.latency = Bins()  # of the answered


class Watch:
    """What a station looked like in one stretch of time: sums over a few looks."""

    __slots__ = ("busy", "line", "looks", "servers")

    def __init__(self) -> None:
        self.looks = 0
        self.busy = 0
        self.servers = 0
        self.line = 0
