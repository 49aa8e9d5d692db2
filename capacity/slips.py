"""Mistakes that have a name: a factor, what it comes from, and when it can be meant.

A slip is the ratio of what was written to what was meant. Some are always possible (a thousand for a
million); some only for rates (a day for a second) or data (bits for bytes); some come from a formula
and its inputs (`capacity.estimate`): one left out, used twice, or turned upside down.

>>> slip(86_400)
'a day was taken for a second (86,400)'
>>> explain(5, [Slip("left-out", 1 / 5, "the peak factor (5) was left out")], "time").sentence
''
>>> explain(0.2, [Slip("left-out", 1 / 5, "the peak factor (5) was left out")], "time").sentence
'the peak factor (5) was left out'
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

About = Literal["any", "time", "data"]


@dataclass(frozen=True, slots=True)
class Slip:
    key: str
    factor: float
    sentence: str
    about: About = "any"


Row = tuple[str, str, float, str, str, About]


def _both_ways(rows: Iterable[Row]) -> tuple[Slip, ...]:
    """Too large by the factor, under the first key; too small by it, under the second."""
    return tuple(
        each
        for larger, smaller, factor, large, small, about in rows
        for each in (Slip(larger, factor, large, about), Slip(smaller, 1 / factor, small, about))
    )


SLIPS = _both_ways((
    ("day-for-second", "second-for-day", 86_400, "a day was taken for a second (86,400)",
     "it was divided by a day's seconds once too often (86,400)", "time"),
    ("month-for-second", "second-for-month", 2_592_000, "a month was taken for a second (2,592,000)",
     "it was divided by a month's seconds once too often (2,592,000)", "time"),
    ("month-for-day", "day-for-month", 30, "a month was taken for a day (30)",
     "a day was taken for a month (30)", "time"),
    ("day-for-year", "year-for-day", 365, "a day was taken for a year (365)",
     "a year was taken for a day (365)", "time"),
    ("year-for-month", "month-for-year", 12, "a year was taken for a month (12)",
     "a month was taken for a year (12)", "time"),
    ("minute-for-second", "second-for-minute", 60, "a minute was taken for a second (60)",
     "a second was taken for a minute (60)", "time"),
    ("hour-for-second", "second-for-hour", 3600, "an hour was taken for a second (3,600)",
     "a second was taken for an hour (3,600)", "time"),
    ("bits-for-bytes", "bytes-for-bits", 8, "bits were written as bytes, or multiplied once too often (8)",
     "bytes were written as bits, or divided once too often (8)", "data"),
    ("thousand", "thousand", 1e3, "it is 1,000 times too much: perhaps M for k, or G for M",
     "it is 1,000 times too little: perhaps k for M, or M for G", "any"),
    ("million", "million", 1e6, "it is a million times too much: perhaps G for k",
     "it is a million times too little: perhaps k for G", "any"),
    ("ten", "ten", 10, "a zero too many", "a zero is missing", "any"),
    ("percent", "hundredth", 100, "a factor of 100 was used twice, or percent was forgotten",
     "a factor of 100 was left out, or percent was counted twice", "any"),
))  # fmt: skip

# Factors near one. They are named only where the numbers are written finely enough to show them.
NEAR = _both_ways((
    ("ki-for-k", "k-for-ki", 1.024, "Ki was taken for K (1.024)", "K was taken for Ki (1.024)", "data"),
    ("ki-for-k", "k-for-ki", 1.024**2, "Mi was taken for M (1.049)", "M was taken for Mi (1.049)", "data"),
    ("ki-for-k", "k-for-ki", 1.024**3, "Gi was taken for G (1.074)", "G was taken for Gi (1.074)", "data"),
    ("ki-for-k", "k-for-ki", 1.024**4, "Ti was taken for T (1.1)", "T was taken for Ti (1.1)", "data"),
    ("long-month", "short-month", 31 / 30, "a month of 31 days stands beside one of 30",
     "a month of 30 days stands beside one of 31", "time"),
    ("long-year", "short-year", 365 / 360, "a year of 365 days stands beside twelve months of 30",
     "twelve months of 30 days stand beside a year of 365", "time"),
))  # fmt: skip

_TOLERANCE = 0.04  # a rounded mantissa on top of a slip still shows the slip
_FINE = 0.004  # near factors lie close together
_CLEAR = 0.02  # for two slips at once there is a lot to choose from
_ROUND_DAY = 0.864  # who takes 100,000 seconds for a day


@dataclass(frozen=True, slots=True)
class Explained:
    """What a factor most likely comes from; no keys and no sentence where nothing explains it."""

    keys: tuple[str, ...] = ()
    sentence: str = ""


def slip(ratio: float) -> str | None:
    """The always possible mistake that explains a number being `ratio` times what was meant."""
    return _nearest(ratio, SLIPS).sentence or None


def explain(ratio: float, own: Iterable[Slip] = (), *about: About, fine: bool = False) -> Explained:
    """The likeliest mistake behind `ratio`: one from the formula, one of units, or clearly two.

    `about` says what the number measures beside 'any'. With `fine`, factors near one are told apart.
    """
    if not ratio > 0 or math.isinf(ratio):
        return Explained()
    own = tuple(own)
    fitting = [each for each in SLIPS if each.about == "any" or each.about in about]
    found = _nearest(ratio, own)
    if not found.keys:
        found = _nearest(ratio, fitting)
    if not found.keys and fine:
        near = [each for each in NEAR if each.about in about]
        found = _nearest(ratio, near, _FINE)
    if not found.keys and "time" in about:
        found = _with_round_day(ratio)
    return found if found.keys else _two(ratio, own, fitting)


def _nearest(ratio: float, slips: Iterable[Slip], within: float = _TOLERANCE) -> Explained:
    if not ratio > 0 or math.isinf(ratio):
        return Explained()
    off = [(abs(math.log(ratio / each.factor)), each) for each in slips]
    if not off:
        return Explained()
    distance, nearest = min(off, key=lambda each: each[0])
    return Explained((nearest.key,), nearest.sentence) if distance < within else Explained()


def _with_round_day(ratio: float) -> Explained:
    """20k/s times 60 is 1.2M a minute: two billion a day, with 100,000 seconds for a day."""
    timely = [each for each in SLIPS if each.about == "time" and each.factor in (60, 3600)]
    found = _nearest(ratio / _ROUND_DAY, timely, _CLEAR)
    if not found.keys:
        return found
    return Explained(found.keys, f"{found.sentence}, and a day for 100,000 seconds")


def _two(ratio: float, own: tuple[Slip, ...], fitting: list[Slip]) -> Explained:
    """One slip from the formula and one of units, where just one such pair fits."""
    pairs = [
        (one, two)
        for one in own
        for two in fitting
        if one.factor != 1
        and abs(math.log(one.factor * two.factor)) > 0.5
        and abs(math.log(ratio / (one.factor * two.factor))) < _CLEAR
    ]
    if len(pairs) != 1:
        return Explained()
    one, two = pairs[0]
    return Explained((one.key, two.key), f"{one.sentence}, and {two.sentence}")
